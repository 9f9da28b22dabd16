// The sentences about how a use goes on and ends: revoked, more time, another operator, the warnings.
import type { Verb } from '../dialogs/command.ts';
import type { FactOf } from '../ledger/fact.ts';
import { type Piece, say, type Teller } from './teller.ts';

type CourseFact = FactOf<
  | 'Revoked'
  | 'ExtensionAsked'
  | 'ExtensionApproved'
  | 'ExtensionDenied'
  | 'ExtensionLapsed'
  | 'UseExtended'
  | 'Joined'
  | 'TakeoverOffered'
  | 'HandoverOffered'
  | 'HandoverAccepted'
  | 'OperatorChanged'
  | 'EndWarned'
>;

/** What somebody tried about the course of a use, in the words of the buttons. */
export const COURSE_ATTEMPTS = {
  revoke: 'revoke it',
  'ask-extension': 'ask for more time',
  'approve-extension': 'approve more time',
  'deny-extension': 'deny more time',
  join: 'join to help',
  'offer-takeover': 'say “I can take over”',
  'offer-handover': 'name another operator',
  'accept-handover': 'take over as operator',
  'confirm-handover': 'confirm the new operator',
} as const satisfies Partial<Record<Verb, string>>;

/** The sentence of one of these facts, in pieces. */
export function tellCourse(fact: CourseFact, teller: Teller): readonly Piece[] {
  const { who } = teller;
  switch (fact.type) {
    case 'Revoked':
      return say`${who} revoked ${fact.ends ? 'the approval before anything was handed out' : 'it, to be stopped and handed back'}: ${teller.typed(fact.why)}`;
    case 'ExtensionAsked':
      return say`${who} asked for ${String(fact.minutes)} min more, until ${teller.time(fact.end)}, decide before ${teller.time(fact.decideBy)}: ${teller.typed(fact.why)}`;
    case 'ExtensionApproved':
      return say`${who} approved more time`;
    case 'ExtensionDenied':
      return say`${who} denied more time: ${teller.typed(fact.why)}`;
    case 'ExtensionLapsed':
      return say`No more time was given: fewer than two approvals before ${teller.time(fact.due)}`;
    case 'UseExtended':
      return say`More time approved by ${teller.people(fact.voters)}: use until ${teller.time(fact.end)}, absolute end ${teller.time(fact.absoluteEnd)}`;
    case 'Joined':
      return say`${who} joined to help`;
    case 'TakeoverOffered':
      return say`${who} can take over as operator`;
    case 'HandoverOffered':
      return say`${who} asked ${teller.person(fact.to)} to take over as operator`;
    case 'HandoverAccepted':
      return say`${who} accepted to take over as operator`;
    case 'OperatorChanged':
      return say`${who} confirmed the new operator: ${teller.person(fact.to)}`;
    case 'EndWarned':
      return say`Less than ${String(fact.minutes)} min were left until the end at ${teller.time(fact.end)}`;
  }
}
