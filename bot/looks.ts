// Looking at what a runbook wants checked: asks the port when a step waits to be seen, again every five minutes, and brings each answer in.
// What it remembers may be lost: that costs one look more. A look that fails is a line in the log and is made again.
import type { Library } from '../dialogs/decision.ts';
import { isFault, type Spine } from '../dialogs/handle.ts';
import { awaited, type Eyes, type LookAsked } from '../dialogs/look.ts';
import { cleanText } from '../dialogs/typed.ts';
import type { Activation } from '../ledger/activation.ts';
import { accountNow } from '../ledger/fallback.ts';
import type { ActivationId } from '../ledger/ids.ts';
import { sealText } from '../ledger/text.ts';
import type { Log } from './log.ts';
import type { Secrets } from './secrets.ts';

export interface Looker {
  /** Starts the looks that are due at `now` (milliseconds UTC) about these activations. Returns at once. */
  readonly look: (activations: Iterable<Activation>, now: number) => void;
  /** Resolves when no look is under way. */
  readonly idle: () => Promise<void>;
  /** Breaks off what is under way; nothing of it is written down. */
  readonly close: () => Promise<void>;
}

/** Milliseconds between two looks at the same step. */
export const LOOK_EVERY = 5 * 60_000;
/** Milliseconds that one look may take. */
const WITHIN = 30_000;
/** Characters of what was seen that are kept. */
const DETAIL = 500;

export interface Looking {
  readonly eyes: Eyes;
  readonly spine: Spine;
  readonly library: Library;
  readonly secrets: Pick<Secrets, 'salt'>;
  /** Facts were added to this activation. */
  readonly changed: (id: ActivationId) => void;
  readonly log: Log;
  readonly within?: number;
}

interface Asked {
  readonly at: number;
  readonly said: number;
}

/** A looker; nothing it does rejects. */
export function openLooker(looking: Looking): Looker {
  const asked = new Map<string, Asked>();
  const running = new Map<string, Promise<void>>();
  const closing = new AbortController();
  const look = (activations: Iterable<Activation>, now: number): void => {
    const known = new Set<string>();
    for (const activation of [...activations].filter(isUsed)) {
      for (const { step, look: what, said } of awaited(activation, looking.library)) {
        const key = `${activation.id}/${step.id}`;
        known.add(key);
        if (running.has(key) || !isDue(asked.get(key), said, now)) continue;
        asked.set(key, { at: now, said });
        const about = {
          activation: activation.id,
          account: accountNow(activation).account,
          step: step.id,
          look: what,
          since: activation.use.at,
        };
        running.set(
          key,
          once(about, now, { ...looking, closing: closing.signal }).finally(() => running.delete(key)),
        );
      }
    }
    for (const key of asked.keys()) if (!known.has(key)) asked.delete(key);
  };
  return {
    look,
    idle: async () => {
      while (running.size > 0) await Promise.all(running.values());
    },
    close: async () => {
      closing.abort();
      await Promise.all(running.values());
    },
  };
}

/** At once when it begins to wait, and when a person answered; a clock that went back makes it look at once, too. */
function isDue(before: Asked | undefined, said: number, now: number): boolean {
  return before?.said !== said || now - before.at >= LOOK_EVERY || now < before.at;
}

interface Closable extends Looking {
  readonly closing: AbortSignal;
}

/** One look, begun at `when`, and what becomes of its answer. */
async function once(
  about: LookAsked,
  when: number,
  { eyes, spine, secrets, changed, log, closing, within = WITHIN }: Closable,
): Promise<void> {
  const { activation, step, look } = about;
  const signal = AbortSignal.any([AbortSignal.timeout(within), closing]);
  try {
    const seen = await Promise.race([eyes.look(about, signal), brokenOff(signal)]);
    if (seen === null) return;
    const text = cleanText(seen.detail).slice(0, DETAIL);
    const detail = sealText(text, secrets.salt(['look', activation, step, text]));
    const turn = await spine.handle({ verb: 'check-seen', activation, step, look, as: seen.as, when, detail }, { kind: 'product' });
    if (isFault(turn)) log.error('look', { activation, step, code: turn.code, cause: turn.cause });
    else if (turn.added.length > 0) changed(activation);
  } catch (error) {
    if (!closing.aborted) log.warn('look', { activation, step, look, cause: String(error) });
  }
}

/** Rejects when the look took too long or the product closes; nobody waits for a port that does not listen to its signal. */
function brokenOff(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('the look was broken off'))));
}

/** An activation whose account was used: before that there is nothing to look at. */
type InUse = Activation & { readonly use: { readonly at: number } };

function isUsed(activation: Activation): activation is InUse {
  return 'use' in activation && activation.use !== null;
}
