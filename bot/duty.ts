// The product's own clockwork: asks at each due time whether something lapses, is overdue or must give way. The decision judges, not the timer.
import { type Duty, duties } from '../dialogs/duties.ts';
import { isFault, type Spine } from '../dialogs/handle.ts';
import type { ActivationId } from '../ledger/ids.ts';
import type { Log } from './log.ts';

export interface Clockwork {
  /** Does everything that is due now; resolves when it is recorded. */
  readonly tick: () => Promise<void>;
  readonly stop: () => void;
}

/** A clock this far behind the last record, in milliseconds, is said loudly at every tick. */
const BEHIND = 5_000;

/** Ticks every `every` milliseconds. A tick with nothing due appends nothing. */
export function startClockwork(
  spine: Spine,
  options: { readonly every: number; readonly changed: (id: ActivationId) => void; readonly log: Log },
): Clockwork {
  const tick = async (): Promise<void> => {
    const view = await spine.view();
    if (isFault(view)) {
      options.log.error('clockwork', { code: view.code, doing: view.doing, cause: view.cause });
      return;
    }
    if (view.behind > BEHIND) options.log.error('clockwork', { code: 'clock', behind: view.behind });
    const { tenant, open } = view.projection;
    const due = [...open.values()].flatMap((activation) => duties(activation, tenant)).filter((duty) => duty.due <= view.now);
    for (const duty of due) await doDuty(duty);
  };
  const doDuty = async ({ command }: Duty): Promise<void> => {
    const turn = await spine.handle(command, { kind: 'clock' });
    if (isFault(turn)) options.log.error('duty', { verb: command.verb, code: turn.code, cause: turn.cause });
    else if (turn.added.length > 0) options.changed(command.activation);
  };
  const timer = setInterval(() => void tick(), options.every);
  timer.unref();
  return { tick, stop: () => clearInterval(timer) };
}
