// The operator's own card: whom to meet, what starts when, the step to do now, and what follows the hand-back.
import { postUseTasks } from '../dialogs/aftermath.ts';
import { whole } from '../dialogs/custody.ts';
import type { Activation, InPhase } from '../ledger/activation.ts';
import { accountNow } from '../ledger/fallback.ts';
import { operatorNow } from '../ledger/course.ts';
import { accountWords } from './account.ts';
import { type Data, type Pieces, template } from './bind.ts';
import { sureTime } from './clock.ts';
import { COURSE, courseHead, drawCourse } from './course.ts';
import { taskTitle } from './drill-words.ts';
import { drawStandby, FALLBACK } from './fallback.ts';
import { button, type Framed, frame } from './frame.ts';
import json from './operation.json' with { type: 'json' };
import { keepers, partLine, partsNow, partsOf, partsOut } from './parts.ts';
import { absoluteEnd, isOverdue, nearing, stand } from './phase.ts';
import { ringing } from './reach.ts';
import { isReader, type Reader, readerOf } from './reader.ts';
import { revokedHead } from './revoked.ts';
import { drawWalk } from './step.ts';
import { clockTime, listed, minutes, nameOf, plain } from './text.ts';
import { keyUnapproved, ratifiedAfterwards } from './unapproved.ts';
import type { Shown, Viewing } from './view.ts';

const SHAPE = {
  hasParts: 'flag',
  parts: { each: { sign: 'text', what: 'text', state: 'text' } },
  hasBox: 'flag',
  boxTitle: 'text',
  box: 'text',
  tasks: { each: { line: 'text' } },
  mayStart: 'flag',
  mayHandBack: 'flag',
  handBackTitle: 'text',
  follows: 'text',
} as const;
const fill = template(json, SHAPE);
const EMPTY: Data<typeof SHAPE> = {
  hasParts: false,
  parts: [],
  hasBox: false,
  boxTitle: '',
  box: '',
  tasks: [],
  mayStart: false,
  mayHandBack: false,
  handBackTitle: '',
  follows: '',
};

export function drawOperation(activation: Activation, viewing: Viewing): Shown {
  const reader = readerOf(activation, viewing);
  switch (activation.phase) {
    case 'approved':
      return withCourse(activation, reader, { drawn: collecting(activation, reader, viewing), viewing });
    case 'in use':
      return withCourse(activation, reader, { drawn: using(activation, reader, viewing), viewing });
    case 'handed back':
      return frame({ card: 'operation', activation, ...handedBack(activation, viewing) }, viewing);
    case 'requested': {
      const drawn = { ...standing(activation, viewing), ...fill(EMPTY) };
      return withCourse(activation, reader, { drawn, viewing });
    }
    case 'withdrawn':
    case 'denied':
    case 'lapsed':
    case 'superseded':
    case 'revoked':
    case 'review':
    case 'closed':
      return frame({ card: 'operation', activation, ...standing(activation, viewing), ...fill(EMPTY) }, viewing);
  }
}

type Drawn = Omit<Framed, 'card' | 'activation' | 'actions'> & Pieces;

interface Drawing {
  readonly drawn: Drawn;
  readonly viewing: Viewing;
}

/** The card with how the use goes on and ends: below it, or in place of the step when the reader looks at that. */
function withCourse(activation: Activation, reader: Reader, { drawn, viewing }: Drawing): Shown {
  const head = courseHead(activation, reader, viewing);
  const framed = { card: 'operation', activation, ...drawn, ...head };
  if (activation.phase === 'in use' && viewing.focus === COURSE) {
    const { body, actions } = drawCourse(activation, reader, { viewing, beside: [BACK], on: 'course' });
    return frame({ ...framed, body, actions }, viewing);
  }
  if (activation.phase === 'in use' && viewing.focus === FALLBACK)
    return frame({ ...framed, body: drawStandby(activation, reader, { viewing, brief: false }), actions: [BACK] }, viewing);
  const { body, actions } = drawCourse(activation, reader, { viewing, beside: drawn.actions, on: 'use' });
  const withStandby = (brief: boolean) =>
    frame({ ...framed, body: [...drawn.body, ...drawStandby(activation, reader, { viewing, brief }), ...body], actions }, viewing);
  const whole = withStandby(false);
  return activation.phase !== 'in use' || Buffer.byteLength(JSON.stringify(whole.card)) <= MOST_BYTES ? whole : withStandby(true);
}

/** A card may have 20 KB; a longer one leads to a part of itself instead. */
const MOST_BYTES = 19_500;

const BACK = button('Back to the steps', 'focus', { item: '' });

type Head = Omit<Framed, 'card' | 'activation' | 'body' | 'actions'>;

function standing(activation: Activation, viewing: Viewing): Head {
  const { tone, band, heading, second } = stand(activation, viewing);
  return { tone, band, heading, second, summary: band.toLowerCase() };
}

/** What a hand-back leads to. For a TextBlock. */
function whatFollows(activation: Activation, viewing: Viewing): string {
  const out = partsOut(partsOf(activation, viewing)).map((part) => `${plain(part.what)} to ${plain(keepers(part, viewing, null), 200)}`);
  const tasks = postUseTasks(activation, viewing.circumstances.library).length;
  const parts = out.length === 0 ? '' : ` You bring back: ${listed(out)}.`;
  const first =
    activation.phase === 'in use' ? 'The use ends at once; sign out first.' : 'Nothing was used, and nothing can be used after this.';
  return `${first}${parts} Then ${tasks === 1 ? 'one task follows' : `${tasks} tasks follow`}, each confirmed by a second person.`;
}

function collecting(activation: InPhase<'approved'>, reader: Reader, viewing: Viewing): Drawn {
  const { grant, request } = activation;
  const mayStart = reader.may('in-hand');
  const revoked = activation.course.revoked !== null;
  const { sign } = ringing(activation, viewing);
  const starts = `When you press the button, your ${minutes(request.useMinutes)} of use start. They end at the latest at ${clockTime(grant.absoluteEnd, viewing)}.`;
  const several = accountNow(activation).credentials.length > 1 ? ' All parts of one credential are enough.' : '';
  const meet = `Ring them, meet them in person, break no seal before you need it.${several} Your clock of use starts only when you have all of it and say so.`;
  const pieces = fill({
    ...EMPTY,
    hasParts: true,
    parts: partsNow(activation, viewing).map((part) => partLine(part, viewing, sign)),
    hasBox: !revoked,
    boxTitle: mayStart ? 'What starts then' : 'Meet the custodians first',
    box: mayStart ? starts : meet,
    mayStart,
    mayHandBack: reader.may('hand-back'),
    handBackTitle: revoked ? 'Hand back …' : 'Not needed …',
    follows: whatFollows(activation, viewing),
  });
  const head = isReader(operatorNow(activation), viewing) ? collectingHead(activation, viewing) : standing(activation, viewing);
  return { ...head, ...pieces };
}

function collectingHead(activation: InPhase<'approved'>, viewing: Viewing): Head {
  const revoked = revokedHead(activation, viewing);
  if (revoked !== null) return revoked;
  const { grant } = activation;
  const until = clockTime(grant.collectBy, viewing);
  if (sureTime(viewing) > grant.collectBy) {
    const heading = `The time to collect ${accountWords(activation)} ended at **${until}**`;
    const second = 'Do not use it. If it is still needed, ask again.';
    return { tone: 'attention', band: 'TOO LATE TO COLLECT', heading, second, summary: 'the time to collect is over' };
  }
  const heading = whole(activation)
    ? `You have all of ${accountWords(activation)}. Start before **${until}**`
    : `Collect ${accountWords(activation)} before **${until}**`;
  const second = `Approved by ${listed(grant.voters.map((id) => nameOf(id, viewing)))}.`;
  return { tone: 'attention', band: 'APPROVED · COLLECT THE CREDENTIAL', heading, second, summary: `approved, collect before ${until}` };
}

function using(activation: InPhase<'in use'>, reader: Reader, viewing: Viewing): Drawn {
  const { use, grant } = activation;
  const { allDone, ...pieces } = drawWalk({ activation, reader, viewing, follows: whatFollows(activation, viewing) });
  const end = clockTime(use.end, viewing);
  if (!isReader(operatorNow(activation), viewing)) return { ...standing(activation, viewing), ...pieces };
  const revoked = revokedHead(activation, viewing);
  if (revoked !== null) return { ...revoked, ...pieces };
  if (isOverdue(activation, sureTime(viewing))) {
    const more = grant === null ? 'No more time can be given' : 'If the work is not finished, ask for more time below';
    const second = `Sign out and hand back at once. ${more}; ring the duty manager, ${plain(viewing.circumstances.policy.dutyPhone, 40)}.`;
    return {
      tone: 'attention',
      band: 'OVERDUE · HAND BACK NOW',
      heading: `Your use of ${accountWords(activation)} ended at **${end}**`,
      second,
      summary: 'overdue, hand back now',
      ...pieces,
    };
  }
  if (grant === null) return { ...announced(activation, allDone, viewing), ...pieces };
  const last = absoluteEnd(use.end, grant, viewing);
  return {
    tone: 'warning',
    band: allDone ? `IN USE · ALL STEPS DONE${nearing(activation)}` : `IN USE${nearing(activation)}`,
    heading: allDone
      ? `All steps are done. Hand ${accountWords(activation)} back before **${end}**`
      : `You have ${accountWords(activation)} until **${end}**`,
    second: last,
    summary: `in use until ${end}`,
    ...pieces,
  };
}

/** The operator of a use that nobody approved. */
function announced(activation: InPhase<'in use'>, allDone: boolean, viewing: Viewing): Head {
  const { use } = activation;
  const end = clockTime(use.end, viewing);
  const heading = allDone
    ? `All steps are done. Hand ${accountWords(activation)} back now`
    : `You are in with ${accountWords(activation)}. You announced until **${end}**`;
  const first = ratifiedAfterwards(activation, viewing) || 'Nobody approved this use. ';
  const second = `${first}Do what cannot wait, write it down, and hand back. ${keyUnapproved(activation, viewing)}`.trimEnd();
  const band = `${allDone ? 'IN USE · ALL STEPS DONE' : 'IN USE'}${nearing(activation)}`;
  return { tone: 'attention', band, heading, second, summary: `in use until ${end}` };
}

function handedBack(activation: InPhase<'handed back'>, viewing: Viewing): Drawn {
  const parts = partsOf(activation, viewing);
  const out = partsOut(parts);
  const tasks = postUseTasks(activation, viewing.circumstances.library);
  const titles = new Map(tasks.map((task) => [task.id, taskTitle(activation, task, viewing)]));
  const open = activation.tasks.filter((task) => task.confirmed === null);
  const returning = out.map(
    (part) =>
      `${plain(part.what)} to ${plain(
        keepers(part, viewing, () => ''),
        200,
      )}`,
  );
  return {
    ...standing(activation, viewing),
    ...fill({
      ...EMPTY,
      hasParts: true,
      parts: parts.filter((part) => part.release !== null).map((part) => partLine(part, viewing, null)),
      hasBox: out.length > 0,
      boxTitle: 'Bring back first',
      box: `${listed(returning)}. They take it under a new seal.`,
      tasks: open.map(({ task, due }) => ({ line: `○ ${titles.get(task) ?? plain(task)}, due ${clockTime(due, viewing)}` })),
    }),
  };
}
