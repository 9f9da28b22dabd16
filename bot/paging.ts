// The webhook for paging, SMS or voice. What leaves the house: the activation's id, real or drill, why, what is wanted, since when. No names,
// no typed text, no account. Intent before effect: the attempt is a fact before the call, its outcome one after it.
import { createHmac } from 'node:crypto';
import type { Duty } from '../dialogs/duties.ts';
import { isFault, type Spine, type Turn } from '../dialogs/handle.ts';
import { pageDuties } from '../dialogs/page.ts';
import type { Policy } from '../dialogs/policy.ts';
import type { Activation } from '../ledger/activation.ts';
import type { FactOf } from '../ledger/fact.ts';
import type { ActivationId } from '../ledger/ids.ts';
import type { Log } from './log.ts';

export interface PagingSettings {
  readonly url: string;
  /** Signs every page; from the environment only. */
  readonly secret: string;
  /** Milliseconds that the other side may take to answer; less than the lease of an attempt. */
  readonly within?: number;
}

export interface Pager {
  /** The attempts that are owed about an activation, whether due yet or not. */
  readonly owed: (activation: Activation) => readonly Duty[];
  /** Sends the page if this turn wrote the intent: whoever appended it acts. Returns at once. */
  readonly acted: (turn: Turn) => void;
  /** Resolves when nothing is under way. */
  readonly idle: () => Promise<void>;
  /** Breaks off what is under way; it stays started without an end, and is taken up again after its lease. */
  readonly close: () => Promise<void>;
}

type Started = FactOf<'PageStarted'>;
type Outcome = FactOf<'PageEnded'>['outcome'];

const WITHIN = 5_000;
const WANTED: Readonly<Record<Started['reason'], string>> = {
  filed: 'two-approvals',
  escalated: 'ring-the-approvers',
  overdue: 'hand-back',
};

export interface Paging {
  readonly settings: PagingSettings;
  readonly policy: () => Policy;
  readonly spine: Spine;
  readonly clock: () => number;
  readonly changed: (id: ActivationId) => void;
  readonly log: Log;
}

/** A pager; nothing it does rejects: what fails is an outcome in the ledger, or a line in the log. */
export function openPager({ settings, policy, spine, clock, changed, log }: Paging): Pager {
  const running = new Set<Promise<void>>();
  const closing = new AbortController();

  const send = async (activation: Activation, started: Started): Promise<void> => {
    const outcome = await deliver(settings, pageOf(activation, started, clock()), closing.signal);
    if (outcome === null) return;
    if (outcome !== 'delivered') log.warn('page', { activation: activation.id, reason: started.reason, attempt: started.attempt, outcome });
    const { key, attempt } = started;
    const turn = await spine.handle({ verb: 'end-page', activation: activation.id, key, attempt, outcome }, { kind: 'product' });
    if (isFault(turn)) log.error('page', { activation: activation.id, code: turn.code, cause: turn.cause });
    else if (turn.added.length > 0) changed(activation.id);
  };

  return {
    owed: (activation) => pageDuties(activation, policy()),
    acted: ({ activation, added }) => {
      const started = added.find((fact) => fact.type === 'PageStarted');
      if (started === undefined || activation === null) return;
      const sending = send(activation, started).finally(() => running.delete(sending));
      running.add(sending);
    },
    idle: async () => {
      while (running.size > 0) await Promise.all(running);
    },
    close: async () => {
      closing.abort();
      await Promise.all(running);
    },
  };
}

/** One page as it goes out. */
export interface PageOut {
  readonly key: string;
  readonly body: string;
  /** When this attempt is sent, milliseconds UTC. */
  readonly timestamp: number;
}

/** The page of an attempt: the body is the same for every attempt at it, the time of sending is not. */
export function pageOf({ id, request, reach, ...activation }: Activation, { key, reason }: Started, timestamp: number): PageOut {
  const overdue = activation.phase === 'in use' ? activation.use.overdue : null;
  const since = { filed: activation.filed, escalated: reach.escalated, overdue }[reason] ?? activation.filed;
  const time = new Date(since.at).toISOString();
  return { key, body: JSON.stringify({ activation: id, kind: request.kind, reason, wanted: WANTED[reason], time }), timestamp };
}

/** Lower-case hex HMAC-SHA-256 over the time of sending, a full stop, and the exact body. */
export function signatureOf(secret: string, { body, timestamp }: Pick<PageOut, 'body' | 'timestamp'>): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
}

/** Posts a page once and says what became of it; null when it was broken off by `closing`. No redirect is followed. */
export async function deliver(
  { url, secret, within = WITHIN }: PagingSettings,
  page: PageOut,
  closing: AbortSignal,
): Promise<Outcome | null> {
  const late = AbortSignal.timeout(within);
  const headers = {
    'content-type': 'application/json',
    'idempotency-key': page.key,
    'glassbreak-timestamp': String(page.timestamp),
    'glassbreak-signature': `sha256=${signatureOf(secret, page)}`,
  };
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers,
      body: page.body,
      redirect: 'manual',
      signal: AbortSignal.any([late, closing]),
    });
    // what it says beside its status is nobody's business here, and may never end
    await answer.body?.cancel();
    if (answer.ok) return 'delivered';
    return answer.status >= 300 && answer.status < 400 ? 'redirected' : 'refused';
  } catch {
    if (closing.aborted) return null;
    return late.aborted ? 'timed-out' : 'unreachable';
  }
}
