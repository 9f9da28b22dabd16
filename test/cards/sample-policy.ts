// A night whose ledger knows its configuration: the first one, and changes of it as facts.
import type { PersonChange, PolicyChange } from '../../ledger/fact-policy.ts';
import type { Fact } from '../../ledger/fact.ts';
import type { By } from '../../ledger/record.ts';
import { foldTenant } from '../../ledger/tenant.ts';
import type { Person } from '../../dialogs/policy.ts';
import { FIRST, MINUTE, type Night, PEOPLE, SECOND, sha, START } from './sample.ts';
import { byPerson } from './sample-lines.ts';

export const DAY = 24 * 60 * MINUTE;
export const NOTHING: PolicyChange = { people: [], accounts: [], limits: [], runbooks: [], sections: [] };

export const stays = (who: Person, over: Partial<PersonChange> = {}): PersonChange => ({
  person: who.id,
  is: 'stays',
  gained: [],
  lost: [],
  added: [],
  removed: [],
  details: false,
  ...over,
});

/** Facts that are in the ledger since then, by the product or a person. */
export function since(one: Night, at: number, facts: readonly Fact[], who: Person | null = null): Night {
  const by: By = who === null ? { actor: 'product' } : byPerson(who.id);
  one.tenant = foldTenant(one.tenant, { v: 1, seq: 1, at, activation: null, by, policy: sha('policy'), facts, root: sha('root') });
  return one;
}

export const changed = (change: Partial<PolicyChange>, digest = 'file'): Fact => ({
  type: 'PolicyChanged',
  digest: sha(digest),
  was: sha('before'),
  roster: sha('roster'),
  change: { ...NOTHING, ...change },
});

/** The first configuration, thirty days ago: everybody of the sample, both accounts. */
export function begun(one: Night): Night {
  const people = PEOPLE.map((who) => stays(who, { is: 'joined', gained: who.roles, added: who.accounts }));
  const accounts = [FIRST, SECOND].map(({ id }) => ({ account: id, is: 'added' as const }));
  return since(one, START - 30 * DAY, [changed({ people, accounts }, 'first')]);
}

export const held = (change: Partial<PolicyChange>): Fact => ({
  type: 'RosterHeld',
  digest: sha('cut'),
  roster: sha('roster'),
  why: { roles: ['approver', 'custodian'], fewApprovers: true },
  change: { ...NOTHING, ...change },
});
