// What a port would bring in: looks at the step of the test runbook that names one.
import { decideOwn } from '../../dialogs/decide.ts';
import type { Decision } from '../../dialogs/decision.ts';
import type { OwnCommandOf } from '../../dialogs/own-command.ts';
import { sealText } from '../../ledger/text.ts';
import type { Act, Night } from './given.ts';

type Sighting = Partial<Pick<OwnCommandOf<'check-seen'>, 'step' | 'look' | 'when'>> & { readonly detail?: string };

/** A look came in; without a time it was made just now. */
export function decideSight(night: Night, as: 'right' | 'wrong', { detail = 'two sign-ins', ...more }: Sighting = {}): Decision {
  const { id } = night.open;
  const about = { verb: 'check-seen', activation: id, step: 'look', look: 'admins-work', as, when: night.now } as const;
  const command = { ...about, ...more, detail: sealText(detail, '') };
  return decideOwn({ tenant: night.tenant, activation: night.open }, command, night.circumstances({ kind: 'product' }));
}

/** A second later something was seen, and it must be news. */
export const sees =
  (as: 'right' | 'wrong', more: Sighting = {}): Act =>
  (night) => {
    night.now += 1_000;
    const decision = decideSight(night, as, more);
    if (decision.kind !== 'happened') throw new Error(`seen ${as}: ${JSON.stringify(decision)}`);
    night.keep(decision, { kind: 'product' });
  };
