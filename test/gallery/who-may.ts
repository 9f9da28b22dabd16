// Who may do what, in which phase: found by asking the decisions over every phase of a night, for one person of each kind.
import { ATTEMPTS } from '../../cards/story.ts';
import { parseCommand, type Verb } from '../../dialogs/command.ts';
import { decide } from '../../dialogs/decide.ts';
import { correctable, offers, redactable } from '../../dialogs/offers.ts';
import type { Person } from '../../dialogs/policy.ts';
import { ObjectId, PersonId, type Role } from '../../ledger/ids.ts';
import { aaron, carl, FILED, mona, Night, night, PEOPLE, rita, rosterOf, sha, type Stage, START } from '../cards/sample.ts';
import { begun, held, since } from '../cards/sample-policy.ts';
import { table } from './markdown.ts';
import { two } from '../cards/sample-fallback.ts';
import { testing, toTest } from '../cards/sample-test-sign-in.ts';
import { DECLARING, unapproved, type UnapprovedStage } from '../cards/sample-declared.ts';

function newcomer(at: number, role: Role): Person {
  const accounts = [ObjectId.parse(`bbbbbbbb-0000-4000-8000-00000000000${at}`)];
  return { id: PersonId.parse(`E200${at}`), name: `New ${role}`, roles: [role], accounts, phone: '+49 30 555 0200', zone: 'Europe/Berlin' };
}

const OTHERS = {
  responder: newcomer(1, 'responder'),
  approver: newcomer(2, 'approver'),
  watch: newcomer(3, 'watch'),
  auditor: newcomer(4, 'auditor'),
};

/** One person of each kind. Aaron votes in the nights below, Carl keeps a part, Mona takes no part. */
const WHO: readonly (readonly [title: string, who: Person])[] = [
  ['Requester and operator', rita],
  ['Another responder', OTHERS.responder],
  ['Approver', OTHERS.approver],
  ['Approver who voted', aaron],
  ['Custodian of a part', carl],
  ['Watch', OTHERS.watch],
  ['Manager who took no part', mona],
  ['Auditor', OTHERS.auditor],
];

/** A night in which a step is open that any responder may answer. */
function open(): Night {
  return night('in use').does(rita, 'finish-step', { step: 'find-policy', evidence: 'Policy “Require compliant device”' });
}

/** A night in which a step waits for its witness. */
function witnessed(): Night {
  return night('walked')
    .does(rita, 'finish-step', { step: 'which', choice: 'report-only' })
    .does(rita, 'finish-step', { step: 'set-report-only', evidence: 'https://portal.example/1' })
    .does(rita, 'finish-step', { step: 'sign-in-works', evidence: 'Two administrators are in.' });
}

/** A night in which somebody else has done the first task. */
function claimed(): Night {
  const one = night('returned');
  const [first] = 'tasks' in one.open ? one.open.tasks : [];
  return one.does(rita, 'do-task', { task: first?.task, evidence: 'https://portal.example/2' });
}

const at = (...stages: readonly Stage[]) => stages.map((stage) => night(stage));

/** Uses without quorum in which something can be judged or named. */
const UNAPPROVED = ['declared', 'seen', 'taking over', 'handed back', 'not judged'] as const satisfies readonly UnapprovedStage[];

/** Nights in every phase, with all that can differ within it for the people above. */
const PHASES: readonly (readonly [phase: string, nights: readonly Night[]])[] = [
  ['requested', at('requested', 'one vote')],
  ['approved', [...at('approved', 'released', 'all released'), two('approved')]],
  ['in use', [...at('in use', 'walked', 'overdue', 'more asked', 'accepted'), open(), witnessed(), two('in use'), two('taken')]],
  ['handed back', [...at('handed back', 'returned'), claimed(), toTest(), testing(), two('back')]],
  ['review', at('votes again', 'review', 'countersign')],
  ['unapproved', UNAPPROVED.map((stage) => unapproved(stage))],
  ['ended', at('denied', 'withdrawn', 'lapsed', 'revoked early', 'closed', 'left to do')],
];

function accepted(one: Night, who: Person): ReadonlySet<Verb> {
  one.roster = rosterOf([...PEOPLE, ...Object.values(OTHERS)]);
  const asked = [one.open, one.tenant, one.circumstances(who)] as const;
  const texts = redactable(...asked).map((): Verb => 'redact');
  const found = [...offers(...asked).map(({ verb }) => verb), ...texts];
  return new Set([...found, ...(correctsOwn(one, who) ? ['correct' as const] : [])]);
}

/** Whether this person may correct a note of their own, or else what others wrote. The night is left as it was. */
function correctsOwn(one: Night, who: Person): boolean {
  const { activation, tenant } = one;
  one.ask(who, { verb: 'note', text: 'my own note' });
  const lines = correctable(one.open, one.tenant, one.circumstances(who));
  one.activation = activation;
  one.tenant = tenant;
  return lines.length > 0;
}

/** Whether this person may declare when nothing is open. */
function mayDeclare(who: Person): boolean {
  const one = new Night();
  one.roster = rosterOf([...PEOPLE, ...Object.values(OTHERS)]);
  const command = parseCommand({ verb: 'declare', ...DECLARING, operator: who.id }, () => '00'.repeat(16));
  return 'verb' in command && decide({ tenant: one.tenant, activation: null }, command, one.circumstances(who)).kind === 'happened';
}

/** Whether this person may ask when nothing is open. */
function mayAsk(who: Person): boolean {
  const one = new Night();
  one.roster = rosterOf([...PEOPLE, ...Object.values(OTHERS)]);
  const operator = who.roles.includes('responder') ? who.id : rita.id;
  const command = parseCommand({ verb: 'request', ...FILED, operator }, () => '00'.repeat(16));
  return 'verb' in command && decide({ tenant: one.tenant, activation: null }, command, one.circumstances(who)).kind === 'happened';
}

/** Whether this person may say so about a configuration that is held. */
function mayJudge(verb: 'confirm-roster' | 'reject-roster', who: Person): boolean {
  const one = since(begun(new Night()), START, [held({})]);
  const digest = one.tenant.rules.held?.digest ?? sha('');
  return decide({ tenant: one.tenant, activation: null }, { verb, digest }, one.circumstances(who)).kind === 'happened';
}

/** Whether this person may announce a live drill; that belongs to no activation and can be done in every phase. */
function mayAnnounce(who: Person): boolean {
  const one = new Night();
  const raw = { verb: 'announce-drill', account: FILED.account, operator: rita.id, action: 'x', at: one.now + 48 * 3_600_000 };
  const command = parseCommand(raw, () => '00'.repeat(16));
  return 'verb' in command && decide({ tenant: one.tenant, activation: null }, command, one.circumstances(who)).kind === 'happened';
}

function cell(verb: Verb, who: Person): string {
  if (verb === 'confirm-roster' || verb === 'reject-roster') return mayJudge(verb, who) ? 'one is held' : '';
  if (verb === 'request') return mayAsk(who) ? 'nothing open' : '';
  if (verb === 'announce-drill') return mayAnnounce(who) ? 'always' : '';
  if (verb === 'declare') return mayDeclare(who) ? 'account not in use' : '';
  const fits = (one: Night) => who !== aaron || one.open.votes.has(aaron.id);
  // nobody votes on a declaration, so nobody who voted is there
  const possible = PHASES.filter(([, nights]) => nights.some(fits));
  const phases = possible.filter(([, nights]) => nights.some((one) => fits(one) && accepted(one, who).has(verb))).map(([phase]) => phase);
  return phases.length === possible.length ? 'always' : phases.join(', ');
}

/** The table as Markdown: a row for each thing one can do, a column for each kind of person, in each cell the phases. */
export function whoMay(): string {
  const verbs: readonly (readonly [string, string])[] = Object.entries(ATTEMPTS);
  const rows = verbs.map(([verb, words]) => [words, ...WHO.map(([, who]) => cell(isVerb(verb) ? verb : 'note', who))]);
  return table(['', ...WHO.map(([title]) => title)], rows);
}

function isVerb(word: string): word is Verb {
  return word in ATTEMPTS;
}
