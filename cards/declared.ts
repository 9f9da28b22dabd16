// The card about a use that nobody approved, for everybody concerned: who went in and why, who must judge it until when, and who it was.
import { type Activation, type Declaration, declarationOf } from '../ledger/activation.ts';
import { operatorNow } from '../ledger/course.ts';
import { type Data, template } from './bind.ts';
import json from './declared.json' with { type: 'json' };
import { courseHead, drawCourse } from './course.ts';
import { frame } from './frame.ts';
import { brokenIn, stand } from './phase.ts';
import { isReader, type Reader, readerOf } from './reader.ts';
import { byWhom, clockTime, minutes, nameOf, plain, run, typedPlain, typedText } from './text.ts';
import { castLine, declaredBy, isAnnounced, judgement, keyUnapproved, ratifiedAfterwards, saysJudgement } from './unapproved.ts';
import type { Shown, Viewing } from './view.ts';

const SHAPE = {
  why: 'text',
  facts: { each: { title: 'text', value: 'text' } },
  casts: { each: { line: 'text' } },
  boxTitle: 'text',
  box: 'text',
  canJudge: 'flag',
  canRatify: 'flag',
  canReject: 'flag',
  canOwn: 'flag',
  canName: 'flag',
  me: 'text',
  people: { each: { title: 'text', value: 'text' } },
  request: 'text',
} as const;
const fill = template(json, SHAPE);
/** Names on offer to a manager; a roster may be long, a card may not. */
const MOST = 60;

/** The card of approvers, managers, watch, auditors, and of those who declared or operate. */
export function drawDeclared(activation: Activation, viewing: Viewing): Shown {
  const reader = readerOf(activation, viewing);
  const words = stand(activation, viewing);
  const declared = declarationOf(activation);
  const canJudge = reader.may('ratify') || reader.may('reject');
  const pieces = fill({
    why: typedText(activation.request.why, viewing, 600),
    facts: declared === null ? [] : facts(activation, declared, viewing),
    casts: [...(declared?.casts.values() ?? [])].map((cast) => ({ line: castLine(cast, viewing) })),
    ...box(activation, reader, viewing),
    canJudge,
    canRatify: reader.may('ratify'),
    canReject: reader.may('reject'),
    ...naming(reader, viewing),
    request: activation.digest,
  });
  const course = drawCourse(activation, reader, { viewing, beside: pieces.actions, on: 'other' });
  const head = courseHead(activation, reader, viewing) ?? {
    ...words,
    band: canJudge ? 'YOUR JUDGEMENT IS NEEDED' : words.band,
    summary: `${words.band.toLowerCase()}, nobody approved the use of ${activation.request.account}`,
  };
  return frame({ card: 'declared', activation, ...head, body: [...pieces.body, ...course.body], actions: course.actions }, viewing);
}

function facts(activation: Activation, declared: Declaration, viewing: Viewing): Data<typeof SHAPE>['facts'] {
  const { request, signIns } = activation;
  const last = signIns.at(-1);
  const seen = last === undefined ? [] : [{ title: 'Sign-ins', value: `${signIns.length}, the last at ${clockTime(last.when, viewing)}` }];
  const told = saysJudgement(activation)
    ? []
    : [
        { title: 'How', value: declaredBy(declared, viewing) },
        ...(ratifiedAfterwards(activation, viewing) === '' ? [{ title: 'Judged', value: judgement(activation, declared, viewing) }] : []),
      ];
  // the operator reads it on the operation card beside this one
  const key = isReader(operatorNow(activation), viewing) ? '' : keyUnapproved(activation, viewing);
  const outOf = declared.outOf === null ? [] : [{ title: 'Instead of', value: `the request ${declared.outOf}, which ended` }];
  return [
    { title: 'Who', value: nameOf(operatorNow(activation), viewing) },
    { title: 'Began', value: clockTime(declared.since, viewing) },
    ...(isAnnounced(declared) ? [{ title: 'Announced', value: minutes(request.useMinutes) }] : []),
    { title: 'Broken', value: brokenIn(request.domain) },
    ...outOf,
    ...stopped(activation, viewing),
    ...(key === '' ? [] : [{ title: 'The key', value: key }]),
    ...seen,
    ...told,
  ];
}

function stopped({ course: { revoked } }: Activation, viewing: Viewing): Data<typeof SHAPE>['facts'] {
  if (revoked === null) return [];
  return [{ title: 'Revoked', value: `${byWhom(revoked.by, viewing)}: “${typedPlain(revoked.why, viewing)}”` }];
}

type Box = Pick<Data<typeof SHAPE>, 'boxTitle' | 'box'>;

/** What the reader should do now, or that nothing is asked of them. */
function box(activation: Activation, reader: Reader, viewing: Viewing): Box {
  const operator = operatorNow(activation);
  const duty = plain(viewing.circumstances.policy.dutyPhone, 40);
  if (operator === null && reader.may('name-operator'))
    return {
      boxTitle: 'Was it you?',
      box: `Say so with the button. If you know nothing of it, ring the duty manager, ${duty}: somebody may be inside.`,
    };
  if (reader.may('ratify'))
    return {
      boxTitle: 'Was it right to go in?',
      box: `Speak with ${nameOf(operator, viewing)} first. Ratifying says that it was right; it does not approve the use. Rejecting sends it to the review as suspected misuse. Two people must say the same.`,
    };
  if (reader.may('reject'))
    return { boxTitle: 'Nobody knows yet who it was', box: 'It can be rejected now. It can be ratified only once it is known who it was.' };
  if (isReader(operator, viewing))
    return {
      boxTitle: 'This is on record, and everybody was told',
      box: 'Your operation card beside this one holds the runbook. Write down what you do, and hand back as soon as you can.',
    };
  return {
    boxTitle: 'Nothing is asked of you here now',
    box: `If something about this is wrong, add a note or ring the duty manager, ${duty}.`,
  };
}

/** Who may say that it was them, and the names among which a manager chooses. */
function naming(reader: Reader, viewing: Viewing): Pick<Data<typeof SHAPE>, 'canOwn' | 'canName' | 'me' | 'people'> {
  const canOwn = reader.may('name-operator');
  const canName = canOwn && reader.person?.roles.includes('manager') === true;
  const people = canName ? [...viewing.circumstances.roster.people.values()].slice(0, MOST) : [];
  return { canOwn, canName, me: reader.person?.id ?? '', people: people.map(({ id, name }) => ({ title: run(name, 60), value: id })) };
}
