// npm run gallery: every card of the product with sample data, drawn in light and dark into docs/cards (or the folder given).
import { drawBroken } from '../../cards/broken.ts';
import { DRAW } from '../../cards/card.ts';
import { drawForm } from '../../cards/form.ts';
import { drawHelp } from '../../cards/help.ts';
import { drawStranger } from '../../cards/said.ts';
import { drawStatus } from '../../cards/status.ts';
import type { CardName, Shown } from '../../cards/view.ts';
import type { Person } from '../../dialogs/policy.ts';
import { aaron, ada, carl, mona, Night, night, rita, type Stage } from '../cards/sample.ts';
import { draw, type Sheet } from './draw.ts';

const at = (stage: Stage, card: CardName, who: Person | 'room'): Shown => {
  const one = night(stage);
  return DRAW[card](one.open, one.viewing(who));
};
const before = new Night();
const busy = night('in use');

const SHEETS: readonly (readonly [name: string, ...cards: Shown[]])[] = [
  [
    '01-ask',
    drawBroken(before.viewing(rita)),
    drawForm({ domain: 'conditional-access', kind: 'real', over: null }, before.viewing(rita)),
    at('requested', 'request', rita),
  ],
  ['02-approve', at('requested', 'approval', aaron), at('one vote', 'vote', aaron), at('approved', 'approval', aaron)],
  ['03-collect', at('approved', 'custody', carl), at('approved', 'operation', rita), at('all released', 'custody', ada)],
  ['04-use', at('in use', 'operation', rita), at('in use', 'room', 'room'), at('overdue', 'room', 'room')],
  ['05-return', at('handed back', 'custody', carl), at('handed back', 'tasks', carl), at('returned', 'tasks', aaron)],
  ['06-review', at('review', 'review', mona), at('countersign', 'review', ada), at('closed', 'room', 'room')],
  ['07-ended', at('denied', 'request', rita), at('withdrawn', 'room', 'room'), at('lapsed', 'request', rita)],
  ['08-looking', drawHelp(before.viewing(rita)), drawStatus([busy.open], busy.viewing(mona)), drawStranger('+49 30 555 0100')],
];

const sheets = SHEETS.map(([name, ...cards]): Sheet => ({ name, cards: cards.map(({ card }) => card) }));
const folder = process.argv[2] ?? 'docs/cards';
for (const path of await draw(sheets, folder, process.env['TEST_CHROMIUM'])) process.stdout.write(`${path}\n`);
