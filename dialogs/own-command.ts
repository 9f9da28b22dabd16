// What the clock and the product ask by themselves, as one closed union. They judge nothing: the decision does, as for people.
import type { Page } from '../ledger/activation.ts';
import type { FactOf } from '../ledger/fact.ts';
import type { AccountId, ActivationId } from '../ledger/ids.ts';
import type { Sealed } from '../ledger/text.ts';
import type { Look } from '../runbooks/runbook.ts';
import type { Command } from './command.ts';
import type { Contents } from './policy-change.ts';

/** What the clock and the product do by themselves; no person can bring these. */
export type OwnCommand =
  | {
      readonly verb:
        'lapse' | 'overdue' | 'supersede' | 'warn' | 'lapse-extension' | 'lapse-ratification' | 'remind-tasks' | 'escalate-tasks';
      readonly activation: ActivationId;
    }
  /** A sign-in of this account stands in a log; `at` by that log’s clock, `detail` what the log says of it. */
  | { readonly verb: 'sign-in-seen'; readonly account: AccountId; readonly at: number; readonly detail: Sealed }
  /** What was seen of a step that names a look; `when`: the time at which it was looked, milliseconds UTC. */
  | {
      readonly verb: 'check-seen';
      readonly activation: ActivationId;
      readonly step: string;
      readonly look: Look;
      readonly as: FactOf<'CheckSeen'>['as'];
      readonly when: number;
      readonly detail: Sealed;
    }
  | {
      readonly verb: 'open';
      readonly mode: 'local' | 'drill' | 'production';
      readonly tenant: string;
      readonly origin: string;
      readonly key: string;
    }
  /** `source`: the exact text of the file that was read. */
  | { readonly verb: 'adopt'; readonly read: Contents & { readonly source: string } }
  | { readonly verb: 'escalate'; readonly activation: ActivationId }
  | { readonly verb: 'start-page'; readonly activation: ActivationId; readonly reason: Page['reason']; readonly attempt: number }
  | {
      readonly verb: 'end-page';
      readonly activation: ActivationId;
      readonly key: string;
      readonly attempt: number;
      readonly outcome: FactOf<'PageEnded'>['outcome'];
    }
  | { readonly verb: 'remind-drill'; readonly account: AccountId }
  | { readonly verb: 'clock-doubted'; readonly source: FactOf<'ClockDoubted'>['source']; readonly seconds: number }
  | { readonly verb: 'clock-trusted' };
export type OwnCommandOf<V extends OwnCommand['verb']> = Extract<OwnCommand, { verb: V }>;

/** Every verb of these; the compiler reminds of a new one. */
const OWN: Readonly<Record<OwnCommand['verb'], true>> = {
  lapse: true,
  overdue: true,
  supersede: true,
  warn: true,
  'lapse-extension': true,
  'lapse-ratification': true,
  'remind-tasks': true,
  'escalate-tasks': true,
  'sign-in-seen': true,
  'check-seen': true,
  open: true,
  adopt: true,
  escalate: true,
  'start-page': true,
  'end-page': true,
  'remind-drill': true,
  'clock-doubted': true,
  'clock-trusted': true,
};

/** Whether it is one that no person can bring. */
export function isOwn(command: Command | OwnCommand): command is OwnCommand {
  return Object.hasOwn(OWN, command.verb);
}
