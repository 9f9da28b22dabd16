// The product's own clockwork: asks at each due time whether something lapses, is overdue or must give way. The decision judges, not the timer.
import type { OwnCommand } from '../dialogs/own-command.ts';
import { reminders } from '../dialogs/drill-clock.ts';
import { duties } from '../dialogs/duties.ts';
import { isFault, type Spine } from '../dialogs/handle.ts';
import { turnings } from '../dialogs/reach.ts';
import type { Activation } from '../ledger/activation.ts';
import type { Policy } from '../dialogs/policy.ts';
import type { ActivationId } from '../ledger/ids.ts';
import type { ClockWatch } from './clock-watch.ts';
import type { Log } from './log.ts';
import type { Looker } from './looks.ts';
import type { Pager } from './paging.ts';

export interface Clockwork {
  /** Does everything that is due now; resolves when it is recorded. */
  readonly tick: () => Promise<void>;
  readonly stop: () => void;
}

/** A clock this far behind the last record, in milliseconds, is said loudly at every tick. */
const BEHIND = 5_000;

export interface Ticking {
  /** Milliseconds between two ticks. */
  readonly every: number;
  readonly log: Log;
  readonly policy: () => Policy;
  /** Facts were added to this activation; to none; time has passed. */
  readonly changed: (id: ActivationId) => void;
  readonly told: () => void;
  readonly remind: () => void;
  readonly pager?: Pager;
  /** Looks at the clock before anything is decided by it. */
  readonly clock?: Pick<ClockWatch, 'look'>;
  readonly looker?: Pick<Looker, 'look'>;
}

/** Ticks every `every` milliseconds. A tick with nothing due appends nothing. */
export function startClockwork(spine: Spine, options: Ticking): Clockwork {
  const { log } = options;
  let looked = 0;
  const tick = async (): Promise<void> => {
    await options.clock?.look();
    const view = await spine.view();
    if (isFault(view)) {
      log.error('clockwork', { code: view.code, doing: view.doing, cause: view.cause });
      return;
    }
    if (view.behind > BEHIND) log.error('clockwork', { code: 'clock', behind: view.behind });
    const { tenant, open } = view.projection;
    const owed = (activation: Activation) => [...duties(activation, tenant), ...(options.pager?.owed(activation) ?? [])];
    const due = [...open.values()].flatMap(owed).filter((duty) => duty.due <= view.now);
    const told = new Set<ActivationId>();
    for (const { command } of due) if (await doDuty(command)) told.add(command.activation);
    // what reads otherwise though nothing was recorded: people who had time to answer and did not
    const turned = (activation: Activation) => turnings(activation).some((at) => at > looked && at <= view.now);
    for (const activation of open.values()) if (turned(activation) && !told.has(activation.id)) options.changed(activation.id);
    looked = view.now;
    for (const { command, due: at } of reminders(tenant, options.policy())) if (at <= view.now) await doDuty(command);
    options.remind();
    options.looker?.look(open.values(), view.now);
  };
  const doDuty = async (command: OwnCommand): Promise<boolean> => {
    const turn = await spine.handle(command, { kind: 'clock' });
    if (isFault(turn)) log.error('duty', { verb: command.verb, code: turn.code, cause: turn.cause });
    if (isFault(turn) || turn.added.length === 0) return false;
    if ('activation' in command) options.changed(command.activation);
    else options.told();
    options.pager?.acted(turn);
    return true;
  };
  const timer = setInterval(() => void tick(), options.every);
  timer.unref();
  return { tick, stop: () => clearInterval(timer) };
}
