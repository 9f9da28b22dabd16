// The form of a declaration without quorum: first the plain truth about what follows, then what is put on record. It never sends itself.
import { RATIFY_WITHIN } from '../dialogs/declare.ts';
import { template } from './bind.ts';
import { domainsOffered } from './broken.ts';
import json from './declare.json' with { type: 'json' };
import { accountsOf } from './form.ts';
import { frame } from './frame.ts';
import { brokenIn } from './phase.ts';
import { isReader } from './reader.ts';
import { inputValue, minutes, plain, run } from './text.ts';
import { onOwnResponsibility } from './unapproved.ts';
import type { Shown, Viewing } from './view.ts';

const SHAPE = {
  truths: { each: { line: 'text' } },
  can: 'flag',
  domain: 'text',
  domains: { each: { id: 'text', title: 'text' } },
  account: 'text',
  accounts: { each: { id: 'text', title: 'text' } },
  operator: 'text',
  operators: { each: { id: 'text', title: 'text' } },
  ago: 'text',
  minutes: 'text',
  lengths: { each: { id: 'text', title: 'text' } },
  why: 'text',
} as const;
const fill = template(json, SHAPE);
/** Names on offer; a roster may be long, a card may not. Whoever is not among them is named by a manager afterwards. */
const MOST = 60;
const HOUR = 60 * 60_000;
const DONT_KNOW = { id: '-', title: 'I do not know who it was' } as const;

/** What was chosen or typed before, by the names of the inputs. */
export type Entered = Readonly<Record<string, string>>;

/** The form, for anybody on the roster. */
export function drawDeclare(entered: Entered, viewing: Viewing): Shown {
  const { policy, roster, actor } = viewing.circumstances;
  const accounts = accountsOf(viewing);
  const people = [...roster.people.values()];
  const me = people.find(({ id }) => isReader(id, viewing));
  const operators = [...(me === undefined ? [] : [me]), ...people.filter((one) => one !== me)].slice(0, MOST);
  const pieces = fill({
    truths: truths(viewing).map((line) => ({ line: `- ${line}` })),
    can: actor.kind === 'person' && accounts.length > 0,
    domain: entered['domain'] ?? 'dont-know',
    domains: [...new Set(['dont-know', ...domainsOffered(viewing)])].map((id) => ({ id, title: brokenIn(id) })),
    account: entered['account'] ?? accounts[0]?.id ?? '',
    accounts: accounts.map(({ id, title }) => ({ id, title })),
    operator: entered['operator'] ?? me?.id ?? '',
    operators: [...operators.map(({ id, name }) => ({ id, title: run(name, 60) })), DONT_KNOW],
    ago: entered['ago'] ?? '0',
    minutes: entered['minutes'] ?? String(policy.limits.use[0] ?? ''),
    lengths: policy.limits.use.map((one) => ({ id: String(one), title: minutes(one) })),
    why: inputValue(entered['why'] ?? '', 1000),
  });
  const heading = 'Go in although nobody can approve it in time';
  const second = `Only when it cannot wait. Ring the duty manager first if you can: ${plain(policy.dutyPhone, 40)}.`;
  const words = { tone: 'attention', band: 'WITHOUT QUORUM · NOT YET DECLARED', heading, second } as const;
  return frame({ card: 'declare', activation: null, ...words, ...pieces, summary: 'Without quorum: read this first' }, viewing);
}

function truths(viewing: Viewing): readonly string[] {
  const { policy, roster } = viewing.circumstances;
  const told = [...roster.people.values()].filter(({ roles }) => roles.some((role) => role !== 'responder')).length;
  const kept = [...policy.accounts.values()].map(({ id, credentials }) => {
    const parts = credentials.flatMap((credential) => credential.parts);
    return { account: id, custodians: parts.flatMap((part) => part.custodians) };
  });
  return [
    `At once the room, all approvers, custodians, watch, managers and auditors are told: ${told} people. It cannot be taken back.`,
    'It is never called approved, whatever is said about it later. Every card says UNAPPROVED.',
    `Two approvers who took no part must ratify or reject it within ${RATIFY_WITHIN / HOUR} hours. If they reject it, it is reviewed as suspected misuse.`,
    `${onOwnResponsibility(kept, viewing)} What was out comes back under new seals.`,
    'The runbook, your notes, the hand-back, the tasks and the review come as after every use.',
    'If a request for this account is still open, it ends by this.',
  ];
}
