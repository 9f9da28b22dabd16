// The one card that everybody shares: where the night stands, in six words and a few facts. Nothing on it is anybody's own.
import { type Activation, declarationOf, type StepEntry } from '../ledger/activation.ts';
import { QUORUM } from '../dialogs/policy.ts';
import { overdueTasks } from '../dialogs/remind.ts';
import { walked } from '../dialogs/walk.ts';
import { accountNames, fallbackFacts } from './account.ts';
import { type Data, template } from './bind.ts';
import { sureTime } from './clock.ts';
import { courseLines } from './course.ts';
import { frame } from './frame.ts';
import { brokenNow } from './domain.ts';
import { claimedNote, wrongNote } from './looks.ts';
import { wasApproved } from './over.ts';
import { approvals, isOverdue, left, stand } from './phase.ts';
import { policyNote } from './policy-notes.ts';
import { overdueFact } from './reminder.ts';
import { reachFacts } from './reach.ts';
import { isRoom, namesDenied, toldTo } from './silence.ts';
import json from './room.json' with { type: 'json' };
import { byWhom, listed, localTime, nameOf, plain, typedPlain, typedText } from './text.ts';
import { judgement, ratifiedAfterwards, saysJudgement } from './unapproved.ts';
import type { Shown, Viewing } from './view.ts';

const SHAPE = {
  strip: { each: { cells: { each: { text: 'text', weight: 'text' } } } },
  hasWhy: 'flag',
  whyTitle: 'text',
  why: 'text',
  hasFacts: 'flag',
  facts: { each: { title: 'text', value: 'text' } },
} as const;
const fill = template(json, SHAPE);

/** The room's card; the same for every reader but for their time zone. */
export function drawRoom(activation: Activation, viewing: Viewing): Shown {
  const words = toldTo(isRoom(viewing), stand(activation, viewing), activation);
  const pieces = fill({
    strip: rows(strip(activation, viewing)),
    hasWhy: words.why !== null,
    whyTitle: words.whyTitle,
    why: words.why === null ? '' : typedText(words.why, viewing, 400),
    hasFacts: true,
    facts: facts(activation, viewing),
  });
  return frame(
    { card: 'room', activation, ...words, ...pieces, summary: `${words.band.toLowerCase()}, ${accountNames(activation)}` },
    viewing,
  );
}

interface Cell {
  readonly sign: '✓' | '▶' | '○' | '!';
  readonly word: string;
}

/** Three cells a row, so that no word breaks on a phone. */
function rows(cells: readonly Cell[]): Data<typeof SHAPE>['strip'] {
  const drawn = cells.map(({ sign, word }) => ({ text: `${sign} ${word}`, weight: sign === '▶' || sign === '!' ? 'Bolder' : 'Default' }));
  return [drawn.slice(0, 3), drawn.slice(3)].filter((row) => row.length > 0).map((row) => ({ cells: row }));
}

/** The six phases with sign and word: ✓ behind us, ▶ now, ○ ahead, ! where it stopped or is overdue. */
function strip(activation: Activation, viewing: Viewing): readonly Cell[] {
  const reached = times(activation);
  const ended = 'ending' in activation ? `${STOPPED[activation.phase]} ${localTime(activation.ending.at, viewing)}` : null;
  const now = ended === null ? reached.findLastIndex((at) => at !== null) : -1;
  const declared = declarationOf(activation);
  const cells = WORDS.map((word, index): Cell => {
    const at = reached[index] ?? null;
    const time = at === null ? '' : ` ${localTime(at, viewing)}`;
    if (index === now && activation.phase !== 'closed')
      return {
        sign: stopped(activation, sureTime(viewing)) ? '!' : '▶',
        word: `${word}${time}`,
      };
    if (declared !== null && index === 0)
      return { sign: '✓', word: `${declared.by.actor === 'person' ? 'Declared' : 'Seen'} ${localTime(declared.at, viewing)}` };
    if (declared !== null && index === 1) return { sign: '!', word: 'Unapproved' };
    if (index === 2 && at === null && index < now) return { sign: '○', word: 'Not used' };
    return { sign: at === null ? '○' : '✓', word: `${word}${time}` };
  });
  return ended === null ? cells : [...cells.filter(({ sign }) => sign === '✓'), { sign: '!', word: ended }];
}

/** Whether what is now stands still: overdue, or revoked. */
function stopped(activation: Activation, now: number): boolean {
  return isOverdue(activation, now) || overdueTasks(activation, now).length > 0 || activation.course.revoked !== null;
}

const WORDS = ['Requested', 'Approved', 'In use', 'Handed back', 'Review', 'Closed'] as const;
const STOPPED = {
  denied: 'Denied',
  withdrawn: 'Withdrawn',
  lapsed: 'Lapsed',
  superseded: 'Ended',
  revoked: 'Revoked',
} as const;

/** When each of the six phases began; null: not reached. */
function times(activation: Activation): readonly (number | null)[] {
  const grant = 'grant' in activation ? (activation.grant?.at ?? null) : null;
  const use = 'use' in activation ? (activation.use?.at ?? null) : null;
  const back = 'back' in activation ? activation.back.at : null;
  const review = 'review' in activation ? reviewOpened(activation) : null;
  const closed = 'closed' in activation ? (activation.closed?.at ?? null) : null;
  return [activation.filed.at, grant, use, back, review, closed];
}

/** The review opens with the last part returned or the last task confirmed. */
function reviewOpened({ returned, tasks, back }: Extract<Activation, { readonly phase: 'review' | 'closed' }>): number {
  const confirmed = tasks.map((task) => task.confirmed).filter((mark) => mark !== null);
  return Math.max(...[back, ...returned.values(), ...confirmed].map(({ at }) => at));
}

type Facts = Data<typeof SHAPE>['facts'];

function facts(activation: Activation, viewing: Viewing): Facts {
  const { request, votes, released } = activation;
  const work = activation.phase === 'handed back' ? left(activation) : '';
  const voters = [...votes.values()].map(({ person, at }) => `${nameOf(person, viewing)} ${localTime(at, viewing)}`);
  const declared = declarationOf(activation);
  const of =
    wasApproved(activation) || declared !== null ? '' : `${approvals(activation, viewing)} of ${QUORUM}${votes.size > 0 ? ': ' : ''}`;
  const out = [...released.values()].map(({ by, at }) => `${byWhom(by, viewing)} ${localTime(at, viewing)}`);
  const all = [
    { title: 'Broken', value: brokenNow(activation, viewing) },
    {
      title: 'Denied',
      value: request.over === null || !namesDenied(viewing) ? '' : `before, as ${request.over}; this was filed over that denial`,
    },
    { title: 'Approved', value: `${of}${listed(voters)}` },
    ...fallbackFacts(activation, viewing),
    ...reachFacts(activation, viewing),
    { title: 'Judged', value: judged(activation, viewing) },
    { title: declared === null ? 'Released' : 'Out', value: listed(out) },
    { title: 'Now', value: step(activation, viewing) },
    { title: 'Seen wrong', value: wrongNote(activation, viewing) },
    { title: 'Claimed', value: claimedNote(activation, viewing) },
    { title: 'Left', value: work },
    { title: 'Overdue', value: overdueFact(activation, viewing) },
    ...courseLines(activation, viewing),
    { title: 'Last', value: latest(activation, viewing) },
    { title: 'Policy', value: policyNote(viewing) },
    { title: 'Bridge', value: plain(viewing.circumstances.policy.bridge, 120) },
  ];
  return all.filter(({ value }) => value !== '');
}

/** How it was or must be judged, where the head of the card does not say it. */
function judged(activation: Activation, viewing: Viewing): string {
  const declared = declarationOf(activation);
  const above = saysJudgement(activation) || ratifiedAfterwards(activation, viewing) !== '';
  return declared === null || above ? '' : judgement(activation, declared, viewing);
}

/** The first open step of the runbook while the account is in use. */
function step(activation: Activation, viewing: Viewing): string {
  const place = activation.phase === 'in use' ? walked(activation, viewing.circumstances.library) : null;
  const open = place?.walk.open[0];
  if (place === null) return '';
  return open === undefined ? 'Every step is done: hand back' : `Step ${place.walk.position.n}: ${plain(open.title, 100)}`;
}

/** What somebody last wrote down: a note, a change, or the answer to a step. */
function latest(activation: Activation, viewing: Viewing): string {
  const said = [
    ...activation.notes.map((note) => ({ ...note, what: typedPlain(note.text, viewing) })),
    ...activation.changes.map((change) => ({ ...change, what: `changed to: ${typedPlain(change.is, viewing)}` })),
    ...activation.steps.map((entry) => ({ ...entry, what: answered(entry, viewing) })),
  ].sort((one, two) => one.seq - two.seq);
  // what was last done with the account is no news any more once it was handed back
  const since = 'back' in activation ? activation.back.seq : 0;
  const last = said.findLast(({ seq }) => seq > since);
  return last === undefined ? '' : `${localTime(last.at, viewing)} ${byWhom(last.by, viewing)}: ${last.what}`;
}

function answered({ step: id, outcome, runbook }: StepEntry, viewing: Viewing): string {
  const known = viewing.circumstances.library.pinned(runbook)?.steps.find((one) => one.id === id);
  return `${outcome === 'finished' && known?.look !== undefined ? 'claimed' : outcome} “${plain(known?.title ?? id, 100)}”`;
}
