// What a reviewer must know of a night, in at most nine facts and as many lines as fit: authorised against done, what went another way, how long it took.
import { type Activation, declarationOf, type StepEntry } from '../ledger/activation.ts';
import { operators, wasOverdue } from '../ledger/course.ts';
import { accountsNamed, accountsOpened } from '../ledger/fallback.ts';
import { type FigureName, figures } from '../ledger/figures.ts';
import { changeWords } from './domain.ts';
import { reason as reasonLines, saidLines } from './fallback.ts';
import { lookDetails, skippedWrong } from './looks.ts';
import { REPORTING_WORDS } from './follow-up.ts';
import { changeCount, changeLines } from './changes.ts';
import { markName } from './parts.ts';
import { left } from './phase.ts';
import { changeNote, changesSince, LISTED_FOR } from './policy-notes.ts';
import { clockTime, type Detail, fitting, listed, localTime, minutes, nameOf, nameRun, run, span, typedPlain, typedText } from './text.ts';
import { declaredBy, isAnnounced, judgement } from './unapproved.ts';
import type { Viewing } from './view.ts';
import { secondLook, votesAgain } from './votes-again.ts';

/** Details beyond so many stand in the timeline only, so that the card stays small enough to be sent; fewer once the review's own text is there. */
const MOST = { open: { most: 10, bytes: 3_500 }, reviewed: { most: 4, bytes: 5_000 } } as const;

export interface FactLine {
  readonly title: string;
  readonly value: string;
}

/** For a FactSet. */
export function facts(activation: Activation, viewing: Viewing): readonly FactLine[] {
  return [
    { title: 'Operator', value: whoOperated(activation, viewing) },
    ...openedFact(activation),
    ...approvals(activation, viewing),
    ...use(activation),
    ...steps(activation),
    ...votesAgain(activation, viewing),
    ...('tasks' in activation ? [{ title: 'After', value: `${left(activation)}.` }] : []),
    { title: 'Took', value: took(activation) },
    { title: 'Ticket', value: ticket(activation, viewing) },
  ];
}

/** Which of two accounts were opened; nothing where the request names one. */
function openedFact(activation: Activation): readonly FactLine[] {
  if (activation.request.fallback === undefined) return [];
  const opened = accountsOpened(activation).map(({ account }) => account);
  return [
    {
      title: 'Opened',
      value: `${listed(opened)}, of ${accountsNamed(activation.request)
        .map(({ account }) => account)
        .join(' and ')}`,
    },
  ];
}

/** One after the other; words when nobody knows. */
function whoOperated(activation: Activation, viewing: Viewing): string {
  const known = operators(activation).map((id) => nameOf(id, viewing));
  return known.length === 0 ? nameOf(null, viewing) : known.join(', then ');
}

/** Of the request, or of its review; and whether a legal duty to report runs, once somebody has looked. */
function ticket(activation: Activation, viewing: Viewing): string {
  const review = 'review' in activation ? activation.review : null;
  const known = activation.request.ticket ?? review?.ticket ?? null;
  const words = known === null ? 'later: it is still owed' : typedPlain(known, viewing, 100);
  return review?.reporting === undefined || review.reporting === null ? words : `${words}; ${REPORTING_WORDS[review.reporting]}`;
}

function approvals(activation: Activation, viewing: Viewing): readonly FactLine[] {
  const declared = declarationOf(activation);
  if (declared !== null) {
    const value = `${declaredBy(declared, viewing)}. ${judgement(activation, declared, viewing)}`;
    return [{ title: 'Unapproved', value }];
  }
  const all = [...activation.votes.values()].map((vote) => `${nameOf(vote.person, viewing)} ${localTime(vote.at, viewing)}`);
  return [{ title: 'Approved', value: all.length === 0 ? 'by nobody' : listed(all) }];
}

function use(activation: Activation): readonly FactLine[] {
  if (!('use' in activation) || activation.use === null) return [{ title: 'Use', value: 'none: the credential was never taken in hand' }];
  const { use: used, request } = activation;
  if (!('back' in activation)) return [];
  const over = wasOverdue(activation) ? 'OVERDUE' : 'not overdue';
  const length = span(activation.back.at - used.at);
  if (activation.declared !== null) {
    const announced = isAnnounced(activation.declared) ? ` of ${minutes(request.useMinutes)} announced` : '';
    return [{ title: 'Use', value: `${length}${announced}, nothing authorised, ${over}` }];
  }
  const more = activation.course.extensions
    .filter(({ settled }) => settled?.outcome === 'extended')
    .map((one) => ` + ${minutes(one.minutes)}`);
  return [{ title: 'Use', value: `${length} of ${minutes(request.useMinutes)}${more.join('')} authorised, ${over}` }];
}

function steps(activation: Activation): readonly FactLine[] {
  const count = (outcome: StepEntry['outcome']) => activation.steps.filter((entry) => entry.outcome === outcome).length;
  const said = `${count('finished')} finished, ${count('skipped')} skipped, ${count('failed')} did not work`;
  return [{ title: 'Steps', value: `${said}. ${changeCount(activation)}` }];
}

/** How long each stretch took that is over, counted from the request or the declared beginning, in the order in which they ended. */
function took(activation: Activation): string {
  const { from, stretches } = figures(activation);
  const judged = { title: 'judged', at: declarationOf(activation)?.judged?.at ?? null };
  const marks = [...stretches.map(({ figure, at }) => ({ title: SHORT[figure], at })), judged];
  const known = marks.flatMap(({ title, at }) => (at === null || title === null ? [] : [{ title, at }]));
  const words = known.toSorted((one, two) => one.at - two.at).map(({ title, at }) => `${title} after ${span(at - from)}`);
  return words.length === 0 ? 'nothing has happened yet' : words.join(', ');
}

/** null: the use and the end stand elsewhere on the card. */
const SHORT: Readonly<Record<FigureName, string | null>> = {
  'first-vote': 'first vote',
  quorum: 'quorum',
  'in-hand': 'in hand',
  'in-use': null,
  'handed-back': 'handed back',
  rotated: 'all confirmed',
  closed: null,
};

/** What went another way, and every change with how to put it back. For RichTextBlocks. */
export function details(activation: Activation, viewing: Viewing): readonly Detail[] {
  const all = [
    ...filedOver(activation),
    ...domainChanges(activation, viewing),
    ...policyChanges(activation, viewing),
    ...disowned(activation, viewing),
    ...reasonLines(activation, viewing),
    ...saidLines(activation, viewing),
    ...revoked(activation, viewing),
    ...judgedBy(activation, viewing),
    ...secondLook(activation, viewing),
    ...signIns(activation, viewing),
    ...lookDetails(activation, viewing),
    ...otherwise(activation, viewing),
    ...changeLines(activation, viewing),
  ];
  return fitting(all, 'review' in activation && activation.review !== null ? MOST.reviewed : MOST.open);
}

function filedOver({ request }: Activation): readonly Detail[] {
  return request.over === null ? [] : [{ lead: '! Denied before:', words: `filed over the denial of ${request.over}; read its timeline.` }];
}

/** What was said to be broken on the way; people who voted before had approved something else. */
function domainChanges({ course }: Activation, viewing: Viewing): readonly Detail[] {
  return course.domains.map((change) => ({ lead: 'Broken was changed:', words: run(changeWords(change, viewing), 300) }));
}

/** Changes of the configuration from seven days before the request on. */
function policyChanges({ filed }: Activation, viewing: Viewing): readonly Detail[] {
  const all = changesSince(viewing, filed.at - LISTED_FOR);
  return all.map((change) => ({ lead: 'Configuration changed:', words: changeNote(change, viewing, run) }));
}

function disowned(activation: Activation, viewing: Viewing): readonly Detail[] {
  return activation.disowned.map((mark) => ({
    lead: `! “That was not me”, said ${markName(mark, viewing)}`,
    words: `at ${clockTime(mark.at, viewing)} about their vote.`,
  }));
}

function revoked({ course }: Activation, viewing: Viewing): readonly Detail[] {
  if (course.revoked === null) return [];
  const lead = `! Revoked by ${markName(course.revoked, viewing)} at ${clockTime(course.revoked.at, viewing)}:`;
  return [{ lead, words: typedText(course.revoked.why, viewing, 200) }];
}

function judgedBy(activation: Activation, viewing: Viewing): readonly Detail[] {
  const casts = declarationOf(activation)?.casts.values() ?? [];
  return [...casts].map(({ person, stand, why }) => ({
    lead: `${nameRun(person, viewing)} says ${stand === 'ratified' ? 'ratify' : 'reject'}:`,
    words: typedText(why, viewing, 200),
  }));
}

function signIns(activation: Activation, viewing: Viewing): readonly Detail[] {
  const lead = (when: number, account = '') => `Sign-in${account === '' ? '' : ` of ${account}`} seen at ${clockTime(when, viewing)}:`;
  return activation.signIns.map(({ when, detail, account }) => ({ lead: lead(when, account), words: typedText(detail, viewing, 200) }));
}

function otherwise(activation: Activation, viewing: Viewing): readonly Detail[] {
  const title = ({ runbook, step }: StepEntry) => viewing.circumstances.library.pinned(runbook)?.steps.find(({ id }) => id === step)?.title;
  return activation.steps
    .filter((entry) => entry.outcome !== 'finished')
    .map((entry) => ({
      lead: `${entry.outcome === 'failed' ? 'Did not work' : skippedWrong(activation, entry) ? '! Skipped although seen wrong' : 'Skipped'}: ${title(entry) ?? entry.step}.`,
      words: entry.text === null ? '' : typedText(entry.text, viewing, 200),
    }));
}
