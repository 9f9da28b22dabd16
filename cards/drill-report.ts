// The evidence of a drill as Markdown that a person can file: who, when, what worked, what did not, and where the ledger stood.
import { lacking, type Lacking } from '../dialogs/drill-clock.ts';
import { operatorNow } from '../ledger/course.ts';
import { seenWrong } from '../ledger/evolve-look.ts';
import type { Activation, Mark, StepEntry } from '../ledger/activation.ts';
import type { PersonId } from '../ledger/ids.ts';
import type { Head } from '../ledger/store.ts';
import type { Line } from '../ledger/timeline.ts';
import { kindWords } from './drill-words.ts';
import { figureLines } from './figures.ts';
import { CLASS_WORDS } from './phase.ts';
import { story } from './story.ts';
import { beside } from './story-correct.ts';
import { actorName, type Telling } from './teller.ts';
import { listed, plain, REDACTED } from './text.ts';

/** What a report is made from. `signed`: the size of the newest checkpoint; null when there is none. */
export interface Reporting {
  readonly activation: Activation;
  readonly lines: readonly Line[];
  readonly head: Head & { readonly signed: number | null };
  readonly telling: Telling;
}

/** A text of the report is never longer. */
const MOST = 2_000;

/** The lines of the report. Whatever people typed or configured is escaped: it makes no heading, link, image or HTML. */
export function drillReport(reporting: Reporting): readonly string[] {
  const { activation, lines, telling } = reporting;
  return [
    `# Report of ${kindWords(activation.request)}: ${activation.id}`,
    ...section('What it was', about(reporting)),
    ...section(
      'Times',
      figureLines(activation, telling.clock).map(({ title, value }) => `${title}: ${value}`),
    ),
    ...section('What worked', worked(activation, telling)),
    ...section('What did not', failed(reporting)),
    ...section(
      'Who did what',
      lines.map((line) => `${telling.clock(line.at)} ${sentence(line, telling)}${corrected(line, lines, telling)}`),
    ),
    ...section('The ledger', ledger(reporting)),
  ];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return ['', `## ${title}`, '', ...(lines.length === 0 ? ['- nothing'] : lines.map((line) => `- ${line}`))];
}

const LACKS: Readonly<Record<Lacking, string>> = {
  live: 'it was dry',
  'sign-in': 'the sign-in was not done',
  action: 'the named action was not done',
  witness: 'no second person saw the action',
};

function about({ activation, lines, telling }: Reporting): readonly string[] {
  const { request, requester, votes, released } = activation;
  const review = 'review' in activation ? activation.review : null;
  const lacks = lacking(activation).map((one) => LACKS[one]);
  const counts = lines.some(({ fact }) => fact.type === 'LiveDrillPassed');
  const not = lacks.length > 0 ? listed(lacks) : 'it is not closed as a drill';
  return [
    `Account: ${request.account}${opened(activation)}`,
    ...(request.live === undefined
      ? []
      : [`Announced: ${request.live.announcement}, the one action: ${typed(request.live.action, telling)}`]),
    `Asked for by: ${name(requester, telling)}`,
    `Operator: ${name(operatorNow(activation), telling)}`,
    `Why: ${typed(request.why, telling)}`,
    `Approved by: ${people([...votes.values()], telling)}`,
    `Handed out by: ${people([...released.values()], telling)}`,
    ...(review === null
      ? []
      : [`Reviewed by: ${people([review], telling)} as ${CLASS_WORDS[review.class]}: ${typed(review.found, telling)}`]),
    `Starts the clock of the account again: ${counts ? 'yes' : `no, because ${not}`}`,
  ];
}

/** The second account, where the request names one. */
function opened({ request, fallback }: Activation): string {
  if (request.fallback === undefined) return '';
  return `, fallback ${request.fallback.account}, ${fallback.taken === null ? 'not taken' : 'taken'}`;
}

/** The newest answer to each step. */
function answers({ steps }: Activation): readonly StepEntry[] {
  return [...new Map(steps.map((entry) => [entry.step, entry])).values()];
}

function worked(activation: Activation, telling: Telling): readonly string[] {
  const alone = activation.sights.filter(({ step, as }) => as === 'right' && !activation.steps.some((entry) => entry.step === step));
  return [...answered(activation, telling), ...alone.map((sight) => `${stepTitle(sight, telling)}, seen by Glassbreak`)];
}

function answered(activation: Activation, telling: Telling): readonly string[] {
  return answers(activation)
    .filter(({ step, outcome }) => outcome === 'finished' && newestSight(activation, step)?.as !== 'wrong')
    .map((entry) => {
      const looked = newestSight(activation, entry.step) === undefined ? ', claimed, not yet seen' : ', seen by Glassbreak';
      const own = telling.looked(entry.step) ? looked : '';
      const seen = entry.witness === null ? own : `, seen by ${name(entry.witness, telling)}`;
      return `${stepTitle(entry, telling)}${seen}${said(entry, telling)}`;
    });
}

function failed({ activation, lines, telling }: Reporting): readonly string[] {
  const steps = activation.steps
    .filter(({ outcome }) => outcome !== 'finished')
    .map((entry) => `${entry.outcome === 'failed' ? 'Did not work' : 'Skipped'}: ${stepTitle(entry, telling)}${said(entry, telling)}`);
  const wrong = seenWrong(activation).map(({ step, detail }) => `Seen wrong: ${stepTitle({ step }, telling)}: ${typed(detail, telling)}`);
  const count = (type: string) => lines.filter(({ fact }) => fact.type === type).length;
  const counted = [
    ['Wrong numbers', count('NumberMissed')],
    ['Refusals', count('Refused')],
    ['Votes said not to be the voter’s', activation.disowned.length],
    ['Tasks opened again', count('TaskReopened')],
  ] as const;
  const late = 'use' in activation && activation.use !== null && activation.use.overdue !== null ? ['The use went past its end'] : [];
  return [...wrong, ...steps, ...late, ...counted.filter(([, many]) => many > 0).map(([what, many]) => `${what}: ${many}`)];
}

function newestSight({ sights }: Activation, step: string): Activation['sights'][number] | undefined {
  return sights.findLast((sight) => sight.step === step);
}

function stepTitle({ step }: Pick<StepEntry, 'step'>, telling: Telling): string {
  return plain(telling.step(step) ?? step, MOST);
}

function said({ text }: StepEntry, telling: Telling): string {
  return text === null ? '' : `: ${typed(text, telling)}`;
}

function typed(hash: Parameters<Telling['text']>[0], { text }: Telling): string {
  const words = text(hash);
  return words === null ? REDACTED : `“${plain(words, MOST)}”`;
}

function name(person: PersonId | null, telling: Telling): string {
  return person === null ? 'nobody known' : plain(telling.name(person), MOST);
}

function people(marks: readonly Mark[], telling: Telling): string {
  const names = new Set(marks.map(({ by }) => plain(actorName(by, telling.name), MOST)));
  return names.size === 0 ? 'nobody' : listed([...names]);
}

function sentence(line: Line, telling: Telling): string {
  return story(line, telling)
    .map(({ kind, words }) => (kind === 'ours' ? words : plain(words, MOST)))
    .join('');
}

function corrected(line: Line, lines: readonly Line[], telling: Telling): string {
  const words = beside(line, lines, { telling });
  return words === '' ? '' : ` ${plain(words, MOST)}`;
}

function ledger({ head, activation }: Reporting): readonly string[] {
  const signed = head.signed === null ? 'none yet' : `up to record ${head.signed}`;
  return [
    `Records: ${head.size}`,
    `Root: ${head.root}`,
    `Signed by a checkpoint: ${signed}`,
    `Last record of ${activation.id}: ${activation.last.seq}`,
  ];
}
