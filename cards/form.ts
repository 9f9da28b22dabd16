// The request form: what to look at first, then everything that is frozen once filed. What was typed stays when something has to be mended.
import type { Activation } from '../ledger/activation.ts';
import type { ActivationId, AccountId } from '../ledger/ids.ts';
import type { Runbook } from '../runbooks/runbook.ts';
import { type Data, template } from './bind.ts';
import json from './form.json' with { type: 'json' };
import { frame } from './frame.ts';
import { brokenIn } from './phase.ts';
import { byWhom, inputValue, minutes, plain, run, typedText } from './text.ts';
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
  operator: 'text',
  operators: { each: { id: 'text', title: 'text' } },
  minutes: 'text',
  lengths: { each: { id: 'text', title: 'text' } },
  example: 'text',
  why: 'text',
  ticket: 'text',
  canFile: 'flag',
  canFileOver: 'flag',
  fileTitle: 'text',
  domain: 'text',
  kind: 'text',
  over: 'text',
} as const;
const fill = template(json, SHAPE);

/** What the form is opened with. */
export interface Opening {
  readonly domain: string;
  readonly kind: 'real' | 'drill';
  /** The denied activation that this would be filed over. */
  readonly over: Activation | null;
  readonly account?: string;
  /** What was typed before, by the names of the inputs. */
  readonly entered?: Readonly<Record<string, string>>;
}

/** The form for a responder; for anybody else, and where no runbook or length of use is on offer, without its button and saying why. */
export function drawForm(opening: Opening, viewing: Viewing): Shown {
  const { kind, over, entered = {} } = opening;
  const domain = kind === 'drill' ? 'drill' : opening.domain;
  const runbook =
    viewing.circumstances.library.offered.find((one) => one.runbook.domains.some((served) => served === domain))?.runbook ?? null;
  const lengths = lengthsFor(runbook, viewing);
  const { actor } = viewing.circumstances;
  const responder = actor.kind === 'person' && actor.person.roles.includes('responder');
  const can = responder && runbook !== null && lengths.length > 0;
  const accounts = accountsOf(viewing);
  const data: Data<typeof SHAPE> = {
    hasBefore: (runbook?.before.length ?? 0) > 0,
    before: runbook?.before.map((line) => ({ line: `- ${plain(line)}` })) ?? [],
    ...denial(over, viewing),
    otherAdmin: entered['otherAdmin'] ?? '',
    account: entered['account'] ?? opening.account ?? accounts.find(({ busy }) => busy === null)?.id ?? '',
    accounts: accounts.map(({ id, title }) => ({ id, title })),
    operator: entered['operator'] ?? (responder ? actor.person.id : ''),
    operators: operators(viewing),
    minutes: entered['minutes'] ?? lengths.find((one) => one >= 60)?.toString() ?? lengths[0]?.toString() ?? '',
    lengths: lengths.map((one) => ({ id: String(one), title: minutes(one) })),
    example:
      kind === 'drill'
        ? 'for example: quarterly drill'
        : 'for example: nobody can open the admin centre since 02:10; a new policy blocks everyone',
    why: inputValue(entered['why'] ?? '', 1000),
    ticket: inputValue(entered['ticket'] ?? '', 100),
    canFile: can && over === null,
    canFileOver: can && over !== null,
    fileTitle: kind === 'drill' ? 'Start this drill' : 'Ask two people to approve',
    domain,
    kind,
    over: over?.id ?? '',
  };
  const title =
    kind === 'drill' ? 'Practise with an emergency account; nothing is broken' : `${brokenIn(domain)}: ask for an emergency account`;
  const words = {
    tone: kind === 'drill' ? ('accent' as const) : ('attention' as const),
    band: `${kind === 'drill' ? 'DRILL' : 'REAL'} · NOT YET FILED`,
    heading: title,
    second: can ? `Runbook: ${plain(runbook.title)}. Two other people must approve.` : obstacle({ responder, runbook }, viewing),
  };
  const summary = `${kind === 'drill' ? 'DRILL ' : ''}Ask for an emergency account`;
  return frame({ card: 'form', activation: null, ...words, ...fill(data), summary }, viewing);
}

function obstacle({ responder, runbook }: { readonly responder: boolean; readonly runbook: Runbook | null }, viewing: Viewing): string {
  const duty = `the duty manager, ${plain(viewing.circumstances.policy.dutyPhone, 40)}`;
  if (!responder) return `Only people with the role responder can ask. Ring one of them, or ${duty}.`;
  if (runbook === null) return 'There is no runbook for this. Choose “Don’t know yet”.';
  return `The runbook allows no length of use that the configuration offers. Ring ${duty}.`;
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

function accountsOf({ circumstances, tenant }: Viewing): readonly AccountChoice[] {
  const open = [...tenant.standings.values()].filter(({ state }) => state === 'open');
  return [...circumstances.policy.accounts.values()].map(({ id, upn }) => {
    const busy = open.find(({ account }) => account === id)?.id ?? null;
    return { id, title: `${id} (${run(upn, 100)})${busy === null ? '' : `: held by ${busy}`}`, busy };
  });
}

/** Everybody who may use an account, by name. */
function operators({ circumstances }: Viewing): Data<typeof SHAPE>['operators'] {
  const responders = [...circumstances.roster.people.values()].filter(({ roles }) => roles.includes('responder'));
  return responders.map(({ id, name }) => ({ id, title: run(name, 60) }));
}
