// Folding how a use goes on and ends: revoked, extended, handed over, warned.
import type { Activation, InPhase, Mark, Rooted, Vote } from './activation.ts';
import { type Extension, type Handover, openExtension, openHandover } from './course.ts';
import { withDeclaration } from './evolve-declared.ts';
import type { FactOf } from './fact.ts';

type CourseFact = FactOf<
  | 'Revoked'
  | 'ExtensionAsked'
  | 'ExtensionApproved'
  | 'ExtensionDenied'
  | 'ExtensionLapsed'
  | 'UseExtended'
  | 'HandoverOffered'
  | 'HandoverAccepted'
  | 'OperatorChanged'
  | 'EndWarned'
>;

/** The activation after the fact; null when the fact cannot happen now. */
export function evolveCourse(state: Activation, fact: CourseFact, record: Rooted): Activation | null {
  const at: Mark = { seq: record.seq, at: record.at, by: record.by };
  if (fact.type === 'Revoked') return revoked(state, fact, at);
  if (state.phase !== 'in use' || state.course.revoked !== null) return null;
  switch (fact.type) {
    case 'ExtensionAsked':
      return openExtension(state) === null ? asked(state, fact, at) : null;
    case 'ExtensionApproved':
      return approved(state, fact, at);
    case 'ExtensionDenied':
      return changedAsk(state, fact.ask, { settled: { ...at, outcome: 'denied', why: fact.why } });
    case 'ExtensionLapsed':
      return changedAsk(state, fact.ask, { settled: { ...at, outcome: 'lapsed' } });
    case 'UseExtended':
      return extended(state, fact, at);
    case 'HandoverOffered':
      return offered(state, fact, at);
    case 'HandoverAccepted':
      return answered(state, fact.offer, { accepted: at });
    case 'OperatorChanged':
      return changed(state, fact, at);
    case 'EndWarned':
      return { ...state, course: { ...state.course, warned: [...state.course.warned, { minutes: fact.minutes, end: fact.end }] } };
  }
}

function revoked(state: Activation, { why, ends }: FactOf<'Revoked'>, at: Mark): Activation | null {
  if (state.course.revoked !== null || (state.phase !== 'approved' && state.phase !== 'in use')) return null;
  const nothingOut = state.phase === 'approved' && state.released.size === 0;
  if (ends !== nothingOut) return null;
  const mark = { ...at, why };
  return ends ? { ...state, phase: 'revoked', ending: mark } : { ...state, course: { ...state.course, revoked: mark } };
}

type Using = InPhase<'in use'>;

function asked(state: Using, { minutes, end, decideBy, why }: FactOf<'ExtensionAsked'>, at: Mark): Activation {
  const ask: Extension = { ...at, minutes, end, decideBy, why, votes: new Map(), settled: null };
  return { ...state, course: { ...state.course, extensions: [...state.course.extensions, ask] } };
}

/** Changes the ask that is open, if it is the one that the fact is about. */
function changedAsk(state: Using, number: number, change: Partial<Extension>): Using | null {
  const open = openExtension(state);
  if (open?.ask !== number) return null;
  const { ask: _, ...ask } = open;
  return { ...state, course: { ...state.course, extensions: [...state.course.extensions.slice(0, -1), { ...ask, ...change }] } };
}

function approved(state: Using, { ask, accounts }: FactOf<'ExtensionApproved'>, at: Mark): Activation | null {
  if (at.by.actor !== 'person') return null;
  const vote: Vote = { ...at, person: at.by.person, account: at.by.account, accounts, roster: at.by.roster.digest };
  const votes = openExtension(state)?.votes ?? [];
  return changedAsk(state, ask, { votes: new Map(votes).set(vote.person, vote) });
}

/** The end is the one that was asked for: no other can come of it. */
function extended(state: Using, { ask, end, absoluteEnd }: FactOf<'UseExtended'>, at: Mark): Activation | null {
  // nobody approved a declared use, so there is no approval that could last longer
  if (state.grant === null || openExtension(state)?.end !== end) return null;
  const next = changedAsk(state, ask, { settled: { ...at, outcome: 'extended', late: state.use.overdue } });
  return next && { ...next, use: { ...next.use, end, overdue: null }, grant: { ...state.grant, absoluteEnd }, declared: null };
}

function offered(state: Using, { to, accounts }: FactOf<'HandoverOffered'>, at: Mark): Activation {
  const offer: Handover = { ...at, to, accounts, accepted: null, confirmed: null };
  return { ...state, course: { ...state.course, handovers: [...state.course.handovers, offer] } };
}

function answered(state: Using, number: number, change: Partial<Handover>): Using | null {
  const open = openHandover(state);
  if (open?.offer !== number) return null;
  const { offer: _, ...offer } = open;
  return { ...state, course: { ...state.course, handovers: [...state.course.handovers.slice(0, -1), { ...offer, ...change }] } };
}

/** What was released is with the new operator now; whoever confirmed it does not judge a declared use. */
function changed(state: Using, { offer, to }: FactOf<'OperatorChanged'>, at: Mark): Activation | null {
  const open = openHandover(state);
  if (open?.to !== to || open.accepted === null) return null;
  const next = answered(state, offer, { confirmed: at });
  if (next === null) return null;
  const moved = { ...next, released: new Map([...next.released].map(([part, out]) => [part, { ...out, to }])) };
  return withDeclaration(moved, (declared) => ({ ...declared, witnesses: [...declared.witnesses, at] })) ?? moved;
}
