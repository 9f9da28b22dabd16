// The request form: what to look at first, then everything that is frozen once filed. What was typed stays when something has to be mended.
import { startsDrill } from '../dialogs/announce.ts';
import { holds } from '../dialogs/fallback.ts';
import type { Activation } from '../ledger/activation.ts';
import type { Announcement } from '../ledger/drills.ts';
import type { AccountId, ActivationId, PersonId } from '../ledger/ids.ts';
import type { Runbook } from '../runbooks/runbook.ts';
import { type Data, template } from './bind.ts';
import json from './form.json' with { type: 'json' };
import { frame } from './frame.ts';
import { brokenIn } from './phase.ts';
import { isReader } from './reader.ts';
import { byWhom, inputValue, minutes, plain, run, typedPlain, typedText } from './text.ts';
import type { Shown, Viewing } from './view.ts';

const SHAPE = {
  hasBefore: 'flag',
  before: { each: { line: 'text' } },
  hasDenied: 'flag',
  deniedTitle: 'text',
  denied: 'text',
  otherAdmin: 'text',
  account: 'text',
  accounts: { each: { id: 'text', title: 'text' } },
  hasFallback: 'flag',
  fallback: 'text',
  operator: 'text',
  operators: { each: { id: 'text', title: 'text' } },
  minutes: 'text',
  lengths: { each: { id: 'text', title: 'text' } },
  example: 'text',
  why: 'text',
  ticket: 'text',
  can: 'flag',
  canFile: 'flag',
  canFileOver: 'flag',
  canDrill: 'flag',
  canDrillOver: 'flag',
  asksAdmin: 'flag',
  canFileLive: 'flag',
  announcement: 'text',
  canDeclare: 'flag',
  fileTitle: 'text',
  domain: 'text',
  kind: 'text',
  over: 'text',
  hasHeld: 'flag',
  held: 'text',
} as const;
const fill = template(json, SHAPE);

/** What the form is opened with. */
export interface Opening {
  readonly domain: string;
  readonly kind: 'real' | 'drill';
  /** The denied activation that this would be filed over. */
  readonly over: Activation | null;
  readonly account?: string;
  /** The open activation that kept this from being filed: it is a button away. */
  readonly held?: ActivationId | null;
  /** The announced live drill that would be filed; without it a drill is dry. */
  readonly live?: Announcement | null;
  /** What was typed before, by the names of the inputs. */
  readonly entered?: Readonly<Record<string, string>>;
}

/** The form for a responder; for anybody else, and where no runbook or length of use is on offer, without its button and saying why. */
export function drawForm(opening: Opening, viewing: Viewing): Shown {
  const { kind, over, live = null } = opening;
  const drill = kind === 'drill';
  const domain = drill ? 'drill' : opening.domain;
  const runbook = viewing.circumstances.library.offered.find((one) => one.runbook.domains.some((it) => it === domain))?.runbook ?? null;
  const responder = mayAsk(kind, viewing);
  const lengths = lengthsFor(runbook, viewing);
  const can = responder && runbook !== null && lengths.length > 0 && viewing.circumstances.policy.accounts.size > 0;
  const pieces = fill({
    ...beforeFiling(runbook),
    ...denial(over, viewing),
    ...inputs(opening, lengths, viewing),
    can,
    canFile: can && !drill && over === null,
    canFileOver: can && !drill && over !== null,
    canDrill: can && drill && over === null && live === null,
    canDrillOver: can && drill && over !== null && live === null,
    asksAdmin: !drill,
    canFileLive: can && live !== null,
    announcement: live?.id ?? '',
    fileTitle: drill ? `Start this ${live === null ? 'drill' : 'live drill'}` : 'Ask two people to approve',
    canDeclare: !drill && viewing.circumstances.actor.kind === 'person',
    domain,
    kind,
    over: over?.id ?? '',
    hasHeld: (opening.held ?? null) !== null,
    held: opening.held ?? '',
  });
  const words = {
    tone: drill ? ('accent' as const) : ('attention' as const),
    band: `${drill ? `DRILL · ${live === null ? 'DRY' : 'LIVE'}` : 'REAL'} · NOT YET FILED`,
    heading: drill ? practising(live, viewing) : `${brokenIn(domain)}: ask for an emergency account`,
    second: can
      ? `${domain === 'dont-know' ? UNKNOWN : ''}Runbook: ${plain(runbook.title)}. Two other people must approve.`
      : obstacle({ responder, runbook }, viewing),
  };
  const summary = `${drill ? 'DRILL ' : ''}Ask for an emergency account`;
  return frame({ card: 'form', activation: null, ...words, ...pieces, summary }, viewing);
}

/** A runbook's words were looked through when it was read: its addresses stay whole. */
function beforeFiling(runbook: Runbook | null) {
  const before = (runbook?.before ?? []).map((line) => ({ line: `- ${line}` }));
  return { hasBefore: before.length > 0, before };
}

const UNKNOWN = 'You do not know yet, and that is fine: start with the likeliest, what is broken can be seen on the way. ';
/** A manager may start a drill, too, where another one is left to review it. */
function mayAsk(kind: Opening['kind'], { circumstances }: Viewing): boolean {
  const { actor, roster } = circumstances;
  if (actor.kind !== 'person') return false;
  if (kind === 'real') return actor.person.roles.includes('responder');
  const people = [...roster.people.values()].filter(({ roles }) => roles.includes('responder'));
  return people.some(({ id }) => startsDrill(actor.person, id, circumstances) === null);
}

function practising(live: Announcement | null, viewing: Viewing): string {
  if (live === null) return 'Practise with an emergency account; nothing is broken, and nobody signs in';
  return `Sign in once with **${live.account}** as announced in ${live.id}: “${typedPlain(live.action, viewing)}”`;
}

type Inputs =
  | 'otherAdmin'
  | 'account'
  | 'accounts'
  | 'hasFallback'
  | 'fallback'
  | 'operator'
  | 'operators'
  | 'minutes'
  | 'lengths'
  | 'example'
  | 'why'
  | 'ticket';

/** What can be chosen and typed; what was entered before comes back, otherwise the likeliest is chosen. */
function inputs(
  { kind, over, account, live = null, entered = {} }: Opening,
  lengths: readonly number[],
  viewing: Viewing,
): Pick<Data<typeof SHAPE>, Inputs> {
  const accounts = accountsOf(viewing).filter(({ id }) => live === null || id === live.account);
  const people = operators(viewing).filter(({ id }) => live === null || id === live.operator);
  const free = accounts.find(({ busy }) => busy === null)?.id ?? '';
  const chosen = entered['account'] ?? account ?? free;
  const length = lengths.find((one) => one >= USUAL) ?? lengths.at(-1) ?? '';
  return {
    otherAdmin: entered['otherAdmin'] ?? '',
    account: chosen,
    hasFallback: live === null && accounts.length > 1,
    fallback: entered['fallback'] ?? accounts.find(({ id, busy }) => busy === null && id !== chosen)?.id ?? NONE,
    accounts: accounts.map(({ id, title }) => ({ id, title })),
    operator: entered['operator'] ?? people.find(({ id }) => live !== null || isReader(id, viewing))?.id ?? '',
    operators: people,
    minutes: entered['minutes'] ?? String(length),
    lengths: lengths.map((one) => ({ id: String(one), title: minutes(one) })),
    example: `for example: ${EXAMPLES[kind]}`,
    why: entered['why'] === undefined ? run(over === null ? '' : (viewing.text(over.request.why) ?? '')) : inputValue(entered['why'], 1000),
    ticket: inputValue(entered['ticket'] ?? '', 100),
  };
}

/** No fallback account. */
const NONE = '-';

/** The length of use that most repairs need, in minutes. */
const USUAL = 60;
const EXAMPLES = {
  real: 'nobody can open the admin centre since 02:10; a new policy blocks everyone',
  drill: 'the quarterly drill',
} as const;

function obstacle({ responder, runbook }: { readonly responder: boolean; readonly runbook: Runbook | null }, viewing: Viewing): string {
  const duty = `the duty manager, ${plain(viewing.circumstances.policy.dutyPhone, 40)}`;
  if (!responder) return `Only people with the role responder can ask. Ring one of them, or ${duty}.`;
  if (runbook === null) return 'There is no runbook for this. Choose “Don’t know yet”.';
  return `The configuration has no account, or no length of use that the runbook allows. Ring ${duty}.`;
}

/** The lengths of use on offer, in minutes, up to what the runbook allows. */
function lengthsFor(runbook: Runbook | null, { circumstances }: Viewing): readonly number[] {
  const cap = runbook?.limits?.useMinutes ?? Infinity;
  return circumstances.policy.limits.use.filter((one) => one <= cap);
}

function denial(over: Activation | null, viewing: Viewing): Pick<Data<typeof SHAPE>, 'hasDenied' | 'deniedTitle' | 'denied'> {
  if (over?.phase !== 'denied' || over.ending.why === null) return { hasDenied: false, deniedTitle: '', denied: '' };
  return {
    hasDenied: true,
    deniedTitle: `${run(byWhom(over.ending.by, viewing))} denied ${over.id}:`,
    denied: typedText(over.ending.why, viewing),
  };
}

interface AccountChoice {
  readonly id: AccountId;
  readonly title: string;
  /** The open activation that holds it. */
  readonly busy: ActivationId | null;
}

/** The accounts of the configuration, each with the open activation that holds it. */
export function accountsOf({ circumstances, tenant }: Viewing): readonly AccountChoice[] {
  const open = [...tenant.standings.values()].filter(({ state }) => state === 'open');
  return [...circumstances.policy.accounts.values()].map(({ id, upn }) => {
    const busy = open.find((one) => holds(one, id))?.id ?? null;
    return { id, title: `${id} (${run(upn, 100)})${busy === null ? '' : `: held by ${busy}`}`, busy };
  });
}

/** Everybody who may use an account, by name. */
function operators({ circumstances }: Viewing): readonly { readonly id: PersonId; readonly title: string }[] {
  const responders = [...circumstances.roster.people.values()].filter(({ roles }) => roles.includes('responder'));
  return responders.map(({ id, name }) => ({ id, title: run(name, 60) }));
}
