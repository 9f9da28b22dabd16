// npm run gallery: every card of the product with sample data, drawn in light and dark into docs/cards (or the folder given).
import { drawBroken } from '../../cards/broken.ts';
import { DRAW } from '../../cards/card.ts';
import { drawDeclare } from '../../cards/declare.ts';
import { drawDrills } from '../../cards/drills.ts';
import { drawForm } from '../../cards/form.ts';
import { drawHelp } from '../../cards/help.ts';
import { drawReadiness } from '../../cards/readiness.ts';
import { drawStranger } from '../../cards/said.ts';
import { drawStatus } from '../../cards/status.ts';
import type { CardName, Shown } from '../../cards/view.ts';
import type { Person } from '../../dialogs/policy.ts';
import type { Finding } from '../../dialogs/readiness.ts';
import { unapproved } from '../cards/sample-declared.ts';
import { aaron, ada, carl, mona, Night, night, rita, type Stage } from '../cards/sample.ts';
import { draw, type Sheet } from './draw.ts';

const at = (stage: Stage, card: CardName, who: Person | 'room'): Shown => {
  const one = night(stage);
  return DRAW[card](one.open, one.viewing(who));
};
const unapprovedAt = (who: Person | 'room'): Shown => {
  const one = unapproved('declared');
  return DRAW[who === 'room' ? 'room' : 'declared'](one.open, one.viewing(who));
};
const FINDINGS: readonly Finding[] = [
  { topic: 'roster', sign: 'good', what: 'Any one requester and any two sleepers leave two approvers awake.' },
  { topic: 'people', sign: 'warn', what: 'Never met by the bot in a chat: Dan Approver. Ask them to open it once.' },
  { topic: 'drills', sign: 'bad', what: 'bg-admin-02 has had no live drill for 94 days.' },
  { topic: 'entra', sign: 'unseen', what: 'Entra is not connected: nobody looked at the accounts themselves.' },
];
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
  ['08-without-quorum', drawDeclare({}, before.viewing(rita)), unapprovedAt(aaron), unapprovedAt('room')],
  [
    '09-later',
    at('votes again', 'confirmation', aaron),
    drawDrills(null, before.viewing(mona)),
    drawReadiness(FINDINGS, before.viewing(mona)),
    at('left to do', 'follow-up', rita),
  ],
  ['10-looking', drawHelp(before.viewing(rita)), drawStatus([busy.open], busy.viewing(mona)), drawStranger('+49 30 555 0100')],
];

const sheets = SHEETS.map(([name, ...cards]): Sheet => ({ name, cards: cards.map(({ card }) => card) }));
const folder = process.argv[2] ?? 'docs/cards';
for (const path of await draw(sheets, folder, process.env['TEST_CHROMIUM'])) process.stdout.write(`${path}\n`);
