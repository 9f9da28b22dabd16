// Folding the facts from the first vote to the quorum, or to the end without one.
import type { Activation, Ending, Mark, Rooted, Vote } from './activation.ts';
import type { FactOf } from './fact.ts';
import type { PersonId } from './ids.ts';

type RequestFact = FactOf<
  'NumberMissed' | 'VoteCast' | 'VoteVoided' | 'VoteDisowned' | 'QuorumReached' | 'Denied' | 'Withdrawn' | 'Lapsed' | 'DrillSuperseded'
>;

/** The activation after the fact; null when the fact cannot happen in this phase. */
export function evolveRequest(state: Activation, fact: RequestFact, record: Rooted): Activation | null {
  const at: Mark = { seq: record.seq, at: record.at, by: record.by };
  switch (fact.type) {
    case 'NumberMissed':
      return missed(state, at);
    case 'VoteCast':
      return voted(state, at, fact);
    case 'VoteVoided':
      return voided(state, at);
    case 'VoteDisowned':
      return { ...state, disowned: [...state.disowned, at] };
    case 'QuorumReached':
      return state.phase === 'requested'
        ? {
            ...state,
            phase: 'approved',
            grant: { ...at, voters: fact.voters, collectBy: fact.collectBy, absoluteEnd: fact.absoluteEnd },
            declared: null,
          }
        : null;
    case 'Denied':
      return finish(state, 'denied', { ...at, why: fact.why });
    case 'Withdrawn':
      return finish(state, 'withdrawn', { ...at, why: fact.why });
    case 'DrillSuperseded':
      return finish(state, 'superseded', { ...at, why: null });
    case 'Lapsed':
      return finish(state, 'lapsed', { ...at, why: null });
  }
}

function finish(state: Activation, phase: 'denied' | 'withdrawn' | 'lapsed' | 'superseded', ending: Ending): Activation | null {
  if (state.phase === 'approved' && phase !== 'denied') return { ...state, phase, ending };
  return state.phase === 'requested' ? { ...state, phase, ending } : null;
}

function voter(state: Activation, at: Mark): PersonId | null {
  return state.phase === 'requested' && at.by.actor === 'person' ? at.by.person : null;
}

function missed(state: Activation, at: Mark): Activation | null {
  const person = voter(state, at);
  return person === null ? null : used(state, person, at.at);
}

/** The number that this approver was to read is used up: the same click, delivered late, must not count. */
function used(state: Activation, person: PersonId, last: number): Activation {
  const count = (state.misses.get(person)?.count ?? 0) + 1;
  return { ...state, misses: new Map(state.misses).set(person, { count, last }) };
}

function voted(state: Activation, at: Mark, { accounts }: FactOf<'VoteCast'>): Activation | null {
  if (state.phase !== 'requested' || at.by.actor !== 'person') return null;
  const vote: Vote = { ...at, person: at.by.person, account: at.by.account, accounts, roster: at.by.roster.digest };
  return { ...state, votes: new Map(state.votes).set(vote.person, vote) };
}

function voided(state: Activation, at: Mark): Activation | null {
  const person = voter(state, at);
  if (person === null) return null;
  const votes = new Map(state.votes);
  votes.delete(person);
  return { ...used(state, person, state.misses.get(person)?.last ?? 0), votes, disowned: [...state.disowned, at] };
}
