// The review: what was asked and what was done, beside each other, for a manager who took no part; then the countersignature; then the record of who signed.
import { type Activation, declarationOf, type InPhase, type Review } from '../ledger/activation.ts';
import { operators } from '../ledger/course.ts';
import { countedVotes, reviewNumber } from '../ledger/reviewing.ts';
import type { PersonId } from '../ledger/ids.ts';
import { accountWords } from './account.ts';
import { type Data, template } from './bind.ts';
import { readsReport } from './drill-words.ts';
import { evidenceLines } from './evidence.ts';
import { followUpLines } from './follow-up.ts';
import { type Framed, frame } from './frame.ts';
import { CLASS_WORDS, stand } from './phase.ts';
import { type Reader, readerOf } from './reader.ts';
import { details, facts } from './review-facts.ts';
import json from './review.json' with { type: 'json' };
import { byWhom, clockTime, nameOf, nameRun, typedText } from './text.ts';
import { declaredBy } from './unapproved.ts';
import type { Shown, Viewing } from './view.ts';
import { waitingFor } from './votes-again.ts';

const SHAPE = {
  quotes: { each: { lead: 'text', words: 'text' } },
  facts: { each: { title: 'text', value: 'text' } },
  details: { each: { lead: 'text', words: 'text' } },
  mayReview: 'flag',
  ticketOwed: 'flag',
  followUps: { each: { lead: 'text', words: 'text' } },
  hasEvidence: 'flag',
  evidence: { each: { lead: 'text', words: 'text' } },
  classes: { each: { title: 'text', value: 'text' } },
  classNote: 'text',
  reportingLabel: 'text',
  reportingAsked: 'flag',
  others: 'text',
  hasOthers: 'flag',
  rows: {
    each: {
      row: 'text',
      visible: 'flag',
      what: 'text',
      whatLabel: 'text',
      owner: 'text',
      ownerLabel: 'text',
      people: { each: { title: 'text', value: 'text' } },
      due: 'text',
      dueLabel: 'text',
    },
  },
  mayCountersign: 'flag',
  mayRefuse: 'flag',
  number: 'number',
  mayExcuse: 'flag',
  waiting: 'text',
  excuseLabel: 'text',
  voter: 'text',
  hasReport: 'flag',
} as const;
const fill = template(json, SHAPE);

const CHOICES = [
  { title: 'A real emergency', value: 'real' },
  { title: 'A drill', value: 'drill' },
  { title: 'Misuse', value: 'misuse' },
] as const;

/** What it can be signed as, misuse first where two people rejected it, and when an auditor must sign, too. */
function classes(activation: Activation): Pick<Data<typeof SHAPE>, 'classes' | 'classNote'> {
  const declared = declarationOf(activation);
  const { kind } = activation.request;
  if (declared?.judged?.as === 'rejected') {
    const classNote = 'Two people rejected this use: whatever you sign it as, an auditor must countersign before it is closed.';
    return { classes: [...CHOICES].reverse(), classNote };
  }
  if (activation.reviewing.refused.length > 0) {
    const classNote = 'An auditor refused the review before: whatever you sign it as, an auditor must countersign before it is closed.';
    return { classes: CHOICES, classNote };
  }
  const other = kind === 'real' ? 'a drill or misuse' : 'a real emergency or misuse';
  const as = `${declared === null ? 'Asked for' : 'Declared as'}: ${CLASS_WORDS[kind]}.`;
  return {
    classes: CHOICES,
    classNote: `${as} Signed as ${other}, it is not closed until an auditor has countersigned.`,
  };
}

/** Bytes for the people to choose from in one row: the card stays small enough to be sent. Those who answer for the use come first. */
const ROOM = 800;
const NOBODY = { title: 'Nobody', value: '-' };

/** Three rows for follow-ups, the second and the third shown on demand; and how many of the roster are not among the choices. */
function rows(activation: Activation, viewing: Viewing): Pick<Data<typeof SHAPE>, 'rows' | 'others' | 'hasOthers'> {
  const all = owners(activation, viewing).map((id) => ({ title: nameRun(id, viewing), value: id }));
  let room = ROOM;
  const fit = all.filter((choice) => (room -= Buffer.byteLength(JSON.stringify(choice))) >= 0);
  const others = `${all.length - fit.length} more people are on the roster. For one of them, give it to a manager, who passes it on.`;
  return {
    others,
    hasOthers: fit.length < all.length,
    rows: [1, 2, 3].map((number) => ({
      row: `row${number}`,
      visible: number === 1,
      what: `what${number}`,
      whatLabel: `Follow-up ${number}, if something is still to be done`,
      owner: `owner${number}`,
      ownerLabel: `Who brings follow-up ${number}`,
      people: [NOBODY, ...fit],
      due: `due${number}`,
      dueLabel: `Until when, follow-up ${number}`,
    })),
  };
}

/** Everybody on the roster: who asked and used it, then the managers, then all others. */
function owners(activation: Activation, { circumstances: { roster } }: Viewing): readonly PersonId[] {
  const first = [activation.requester, ...operators(activation)].filter((one) => one !== null);
  const managers = [...roster.people.values()].filter(({ roles }) => roles.includes('manager')).map(({ id }) => id);
  return [...new Set([...first, ...managers, ...roster.people.keys()])].filter((id) => roster.people.has(id));
}

/** Who has not answered about their vote, one after the other, for the reviewer who may write down why. */
function excusing(reader: Reader, activation: Activation, viewing: Viewing) {
  const waited = countedVotes(activation).filter(({ person }) => reader.items('excuse-vote').includes(person));
  const [first] = waited;
  if (first === undefined) return { mayExcuse: false, waiting: '', excuseLabel: '', voter: '' };
  const excuseLabel = `Why ${nameRun(first.person, viewing)} gives no answer`;
  return { mayExcuse: true, waiting: waitingFor(activation, viewing), excuseLabel, voter: first.person };
}

export function drawReview(activation: Activation, viewing: Viewing): Shown {
  const reader = readerOf(activation, viewing);
  const { request } = activation;
  const review = 'review' in activation ? activation.review : null;
  const evidence = evidenceLines(activation, viewing);
  const pieces = fill({
    quotes: quotes(activation, review, viewing),
    facts: facts(activation, viewing),
    details: details(activation, viewing),
    followUps: followUpLines(activation, viewing),
    hasEvidence: evidence.length > 0,
    evidence,
    mayReview: reader.may('review'),
    ticketOwed: request.ticket === null,
    ...classes(activation),
    reportingLabel: `Legal duties to report, such as 72 hours after personal data were exposed${request.kind === 'drill' ? ' (at a drill there are none)' : ''}`,
    reportingAsked: request.kind === 'real',
    ...rows(activation, viewing),
    mayCountersign: reader.may('countersign'),
    mayRefuse: reader.may('refuse-review'),
    number: reviewNumber(activation),
    ...excusing(reader, activation, viewing),
    hasReport: readsReport(activation, viewing),
  });
  return frame({ card: 'review', activation, ...head(activation, reader, viewing), ...pieces }, viewing);
}

type Head = Omit<Framed, 'card' | 'activation' | 'body' | 'actions'>;

function head(activation: Activation, reader: Reader, viewing: Viewing): Head {
  const standing = stand(activation, viewing);
  if (activation.phase === 'review' && activation.review === null && reader.may('review')) {
    const declared = declarationOf(activation);
    const asked =
      declared === null
        ? `It was asked for by ${nameOf(activation.requester, viewing)} at ${clockTime(activation.filed.at, viewing)}.`
        : `Nobody approved it. ${declaredBy(declared, viewing)}.`;
    return {
      tone: 'attention',
      band: 'YOUR REVIEW IS NEEDED',
      heading: `Review the use of ${accountWords(activation)} and close it`,
      second: asked,
      summary: 'your review is needed',
    };
  }
  if (reader.may('excuse-vote'))
    return { ...standing, band: 'REVIEW · VOTES TO BE CONFIRMED', summary: 'the votes are to be confirmed once more' };
  if (activation.phase === 'review' && reader.may('countersign')) {
    return { ...standing, band: 'YOUR COUNTERSIGNATURE IS NEEDED', summary: 'your countersignature is needed' };
  }
  if (activation.phase === 'closed') return { ...standing, second: signatures(activation, viewing), summary: 'closed' };
  return { ...standing, summary: standing.band.toLowerCase() };
}

/** Who signed when, of a closed activation. For a TextBlock. */
function signatures({ review }: InPhase<'review' | 'closed'>, viewing: Viewing): string {
  if (review === null) return '';
  const signed = `Signed as ${CLASS_WORDS[review.class]} by ${byWhom(review.by, viewing)} at ${clockTime(review.at, viewing)}`;
  const { countersigned } = review;
  return countersigned === null
    ? `${signed}.`
    : `${signed}, countersigned by ${byWhom(countersigned.by, viewing)} at ${clockTime(countersigned.at, viewing)}.`;
}

function quotes(activation: Activation, review: Review | null, viewing: Viewing): Data<typeof SHAPE>['quotes'] {
  const lead = declarationOf(activation) === null ? 'Asked because' : 'Went in because';
  const asked = { lead, words: typedText(activation.request.why, viewing, 300) };
  if (review === null) return [asked];
  const found = { lead: 'Found', words: findings(review, viewing) };
  const owed = review.owed === null ? [] : [{ lead: 'Still owed', words: typedText(review.owed, viewing, 500) }];
  return [asked, found, ...owed];
}

/** Bytes up to which what was found stands whole on the card: whoever countersigns reads all of it there. */
const WHOLE = 6_000;

function findings({ found }: Review, viewing: Viewing): string {
  const whole = typedText(found, viewing, 4000);
  return Buffer.byteLength(JSON.stringify(whole)) <= WHOLE ? whole : typedText(found, viewing, 2000);
}
