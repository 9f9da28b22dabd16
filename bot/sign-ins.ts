// The door through which a sign-in that a log has comes in: whoever reads a log calls it, and the spine decides what it means.
import { isFault, type Fault, type Spine, type Turn } from '../dialogs/handle.ts';
import { cleanText } from '../dialogs/typed.ts';
import type { AccountId, ActivationId } from '../ledger/ids.ts';
import { sealText } from '../ledger/text.ts';
import type { Log } from './log.ts';
import type { Secrets } from './secrets.ts';

/** A successful sign-in of an emergency account: `at` in milliseconds UTC by the log’s clock; `detail`: from where, with what, as the log says. */
export interface SeenSignIn {
  readonly account: AccountId;
  readonly at: number;
  readonly detail: string;
}

interface Opening {
  readonly spine: Spine;
  readonly secrets: Pick<Secrets, 'salt'>;
  readonly changed: (id: ActivationId) => void;
  readonly log: Log;
}

/** Resolves when it is on record, with the turn or the fault; the same sign-in told again changes nothing. Never rejects. */
export function openSignIns({ spine, secrets, changed, log }: Opening): (seen: SeenSignIn) => Promise<Turn | Fault> {
  return async ({ account, at, detail }) => {
    const text = cleanText(detail);
    const sealed = sealText(text, secrets.salt(['sign-in', account, String(at), text]));
    const turn = await spine.handle({ verb: 'sign-in-seen', account, at, detail: sealed }, { kind: 'product' });
    if (isFault(turn)) log.error('sign-in-lost', { account, code: turn.code, cause: turn.cause });
    else if (turn.kind === 'refused') log.error('sign-in-lost', { account, reason: turn.reason });
    else if (turn.activation !== null && turn.added.length > 0) changed(turn.activation.id);
    return turn;
  };
}
