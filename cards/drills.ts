// The clocks of the accounts and the live drills to come; also what people are sent when one is announced or due.
import { announcedFor, isStartable, startsDrill, WINDOW } from '../dialogs/announce.ts';
import { type DrillClock, drillClock } from '../dialogs/drill-clock.ts';
import type { AboutDrills } from '../dialogs/notices.ts';
import type { Announcement } from '../ledger/drills.ts';
import type { AccountId, PersonId } from '../ledger/ids.ts';
import { type Data, template } from './bind.ts';
import json from './drills.json' with { type: 'json' };
import { frame, type Framed } from './frame.ts';
import { clockTime, listed, nameOf, nameRun, plain, run, typedPlain, typedText } from './text.ts';
import type { Shown, Viewing } from './view.ts';

const SHAPE = {
  hasAction: 'flag',
  action: 'text',
  accounts: { each: { line: 'text' } },
  hasAnnounced: 'flag',
  announced: { each: { line: 'text', id: 'text', canStart: 'flag' } },
  canAnnounce: 'flag',
  account: 'text',
  choices: { each: { id: 'text', title: 'text' } },
  operators: { each: { id: 'text', title: 'text' } },
  zone: 'text',
  canDrill: 'flag',
} as const;
const fill = template(json, SHAPE);

/** How many announcements are listed. */
const MOST = 8;

/** The card of the drills. `about`: what it is sent for; null when somebody asked for it. */
export function drawDrills(about: AboutDrills | null, viewing: Viewing): Shown {
  const { circumstances, tenant } = viewing;
  const clocks = [...circumstances.policy.accounts.keys()].map((account) => drillClock(account, tenant, circumstances));
  const coming = clocks.flatMap(({ account }) => announcedFor(tenant, account, circumstances.now)).slice(0, MOST);
  const action = about !== null && 'announced' in about ? typedText(about.announced.action, viewing, 300) : '';
  const person = circumstances.actor.kind === 'person' ? circumstances.actor.person : null;
  const pieces = fill({
    hasAction: action !== '',
    action,
    accounts: clocks.map((clock) => ({ line: clockLine(clock, viewing) })),
    hasAnnounced: coming.length > 0,
    announced: coming.map((one) => ({ line: announcedLine(one, viewing), id: one.id, canStart: mayStart(one, viewing) })),
    ...inputs(viewing),
    canAnnounce: person?.roles.includes('manager') === true && operators(viewing).length > 0 && clocks.length > 0,
    canDrill: person !== null && operators(viewing).some(({ id }) => startsDrill(person, id, circumstances) === null),
  });
  const words =
    about === null ? ofAll(clocks, viewing) : 'announced' in about ? ofAnnounced(about.announced, viewing) : ofDue(about.due, viewing);
  return frame({ card: 'drills', activation: null, ...words, ...pieces }, viewing);
}

type Words = Pick<Framed, 'tone' | 'band' | 'heading' | 'second' | 'summary'>;

function ofAll(clocks: readonly DrillClock[], viewing: Viewing): Words {
  const late = clocks.filter(({ stands }) => stands === 'over').map(({ account }) => `**${account}**`);
  const soon = clocks.filter(({ stands }) => stands === 'soon').map(({ account }) => `**${account}**`);
  const heading =
    late.length > 0
      ? `The live drill of ${listed(late)} is overdue`
      : soon.length > 0
        ? `${listed(soon)} ${soon.length === 1 ? 'needs' : 'need'} a live drill soon`
        : 'No live drill is due';
  const tone = late.length > 0 ? 'attention' : soon.length > 0 ? 'warning' : 'good';
  return { tone, band: 'DRILLS', heading, second: every(viewing), summary: 'The drills of the emergency accounts' };
}

function every({ circumstances }: Viewing): string {
  return `Every ${circumstances.policy.drills.every} days each account must prove itself: one sign-in and one action in a live drill, seen by a second person, reviewed and closed.`;
}

function ofAnnounced({ id, account, operator, at, by }: Announcement, viewing: Viewing): Words {
  const heading = `${nameOf(operator, viewing)} will sign in once with **${account}** as a drill, from ${clockTime(at, viewing)}`;
  const until = clockTime(at + WINDOW, viewing);
  const second = `${nameOf(by, viewing)} announced this. It must be asked for and approved by two before the sign-in, and can be started until ${until}. Any other sign-in counts as real.`;
  const summary = `DRILL · LIVE ${id}: ${account}, from ${clockTime(at, viewing)}`;
  return { tone: 'accent', band: `DRILL · LIVE · ANNOUNCED · ${id}`, heading, second, summary };
}

function ofDue(account: AccountId, viewing: Viewing): Words {
  const { due, stands } = drillClock(account, viewing.tenant, viewing.circumstances);
  const late = stands === 'over';
  const when = clockTime(due, viewing);
  const heading = late
    ? `**${account}** should have had its live drill before ${when}`
    : `**${account}** needs a live drill before ${when}`;
  const summary = `${account} needs a live drill before ${when}`;
  return { tone: late ? 'attention' : 'warning', band: late ? 'DRILL OVERDUE' : 'DRILL DUE', heading, second: every(viewing), summary };
}

const SIGNS = { good: '✓', soon: '!', over: '! OVERDUE ·' } as const;

/** One account: sign, last proof, next one. For a TextBlock. */
export function clockLine({ account, last, due, stands }: DrillClock, viewing: Viewing): string {
  const before = last === null ? 'no live drill yet' : `last live drill ${clockTime(last, viewing)}`;
  const next = stands === 'over' ? 'one was due by' : 'the next one before';
  return `${SIGNS[stands]} **${account}**: ${before}, ${next} ${clockTime(due, viewing)}`;
}

function announcedLine({ id, account, operator, action, at }: Announcement, viewing: Viewing): string {
  return `${id}: ${nameOf(operator, viewing)} with **${account}** from ${clockTime(at, viewing)}: “${typedPlain(action, viewing)}”`;
}

function mayStart(one: Announcement, { circumstances }: Viewing): boolean {
  const { actor, now } = circumstances;
  return actor.kind === 'person' && isStartable(one, now) && startsDrill(actor.person, one.operator, circumstances) === null;
}

function operators(viewing: Viewing): readonly { readonly id: PersonId; readonly title: string }[] {
  const people = [...viewing.circumstances.roster.people.values()].filter(({ roles }) => roles.includes('responder'));
  return people.map(({ id }) => ({ id, title: nameRun(id, viewing) }));
}

function inputs(viewing: Viewing): Pick<Data<typeof SHAPE>, 'account' | 'choices' | 'operators' | 'zone'> {
  const accounts = [...viewing.circumstances.policy.accounts.values()].map(({ id, upn }) => ({ id, title: `${id} (${run(upn, 100)})` }));
  return { account: accounts[0]?.id ?? '', choices: accounts, operators: operators(viewing), zone: plain(viewing.zone, 40) };
}
