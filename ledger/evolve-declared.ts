// Folding the facts of a use that nobody approved: its beginning, who it was, what went out, how it was judged.
import type { Activation, Cast, Declaration, Mark, Opening, Rooted } from './activation.ts';
import type { FactOf } from './fact.ts';
import type { Declared } from './fact-declared.ts';

type DeclaredFact = FactOf<
  | 'RequestOvertaken'
  | 'OperatorNamed'
  | 'ReleasedUnapproved'
  | 'RatificationCast'
  | 'Ratified'
  | 'Rejected'
  | 'RatificationLapsed'
  | 'SignInSeen'
>;

/** A declaration in the form in which all phases know what an activation is about. */
export function openingOf(fact: Declared, at: number): Opening {
  const { domain, account, credentials, operator, ownAccounts, why, useMinutes, runbook, postUse } = fact;
  const nobodyAsked = { kind: 'real', ticket: null, otherAdmin: 'unknown', collectMinutes: 0, decideBy: at, over: null } as const;
  return { domain, account, credentials, operator, ownAccounts, why, useMinutes, runbook, postUse, ...nobodyAsked };
}

/** The declaration with which an activation begins. */
export function declarationFrom(fact: Declared, mark: Mark): Declaration {
  const { since, ratifyBy, outOf } = fact;
  return { ...mark, since, ratifyBy, outOf, casts: new Map(), witnesses: [], named: null, judged: null };
}

/** The activation after the fact; null when the fact cannot happen in this phase. */
export function evolveDeclared(state: Activation, fact: DeclaredFact, record: Rooted): Activation | null {
  const at: Mark = { seq: record.seq, at: record.at, by: record.by };
  switch (fact.type) {
    case 'RequestOvertaken':
      return state.phase === 'requested' || state.phase === 'approved'
        ? { ...state, phase: 'superseded', ending: { ...at, why: null } }
        : null;
    case 'OperatorNamed':
      return named(state, fact, at);
    case 'ReleasedUnapproved':
      return state.phase === 'in use' && state.declared !== null
        ? { ...state, released: new Map(state.released).set(fact.part, { ...at, to: fact.to, seal: fact.seal }) }
        : null;
    case 'RatificationCast':
      return cast(state, fact, at);
    case 'Ratified':
      return judged(state, { ...at, as: 'ratified', judges: fact.judges });
    case 'Rejected':
      return judged(state, { ...at, as: 'rejected', judges: fact.judges });
    case 'RatificationLapsed':
      return judged(state, { ...at, as: 'lapsed', judges: [] });
    case 'SignInSeen':
      return { ...state, signIns: [...state.signIns, { ...at, when: fact.when, detail: fact.detail, account: fact.account }] };
  }
}

/** The declared activation with its declaration changed; null when nobody declared it. */
export function withDeclaration(state: Activation, change: (declared: Declaration) => Declaration): Activation | null {
  return 'declared' in state && state.declared !== null ? { ...state, grant: null, declared: change(state.declared) } : null;
}

function named(state: Activation, { operator, accounts }: FactOf<'OperatorNamed'>, mark: Mark): Activation | null {
  const ownAccounts = [...new Set([...state.request.ownAccounts, ...accounts])];
  const known = { ...state, request: { ...state.request, operator, ownAccounts }, involved: new Set(state.involved).add(operator) };
  return withDeclaration(known, (declared) => ({ ...declared, named: mark }));
}

/** The newest word of a human being counts: one under another key of the same accounts is replaced. */
function cast(state: Activation, { stand, accounts, why }: FactOf<'RatificationCast'>, mark: Mark): Activation | null {
  const { by } = mark;
  if (by.actor !== 'person') return null;
  const mine: Cast = { ...mark, person: by.person, account: by.account, accounts, stand, why };
  const others = (declared: Declaration) =>
    [...declared.casts].filter(([, one]) => !accounts.includes(one.account) && !one.accounts.includes(by.account));
  return withDeclaration(state, (declared) => ({ ...declared, casts: new Map([...others(declared), [by.person, mine]]) }));
}

function judged(state: Activation, judgement: NonNullable<Declaration['judged']>): Activation | null {
  return withDeclaration(state, (declared) => ({ ...declared, judged: judgement }));
}
