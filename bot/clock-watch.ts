// Watches the clock of this machine: against the steady one at every look, against Teams at every arrival; and tells the ledger when it comes
// into doubt and when it is trusted again.
import { agreesAgain, beginWatch, type Clocks, heardFrom, looked, resumed, settled, timeOf, type Watched } from '../dialogs/clock-rule.ts';
import type { OwnCommand } from '../dialogs/own-command.ts';
import { isFault, type Ports, Spine } from '../dialogs/handle.ts';
import type { PersonId } from '../ledger/ids.ts';
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';

interface Around {
  readonly clock: Clock;
  readonly log: Log;
  /** Every card is to follow. */
  readonly changed: () => void;
}

/** A spine whose time goes on evenly when the clock of the machine jumps, and the watch over that clock, which tells it. */
export function watchedSpine(ports: Omit<Ports, 'time'>, around: Around): { readonly spine: Spine; readonly watch: ClockWatch } {
  const watch = new ClockWatch(around);
  const spine = new Spine({ ...ports, time: watch.time });
  watch.tell(spine);
  return { spine, watch };
}

/** `time`: the store's time as far as it can be relied on. `heard`: somebody of the roster, authenticated, sent something; resolves when what follows is recorded. */
export class ClockWatch {
  readonly #around: Around;
  #watched: Watched;
  #spine: Spine | null = null;

  constructor(around: Around) {
    this.#around = around;
    this.#watched = beginWatch(this.#clocks());
  }

  /** From here on the ledger hears of it. */
  tell(spine: Spine): void {
    this.#spine = spine;
  }

  readonly time = (wall: number): number => {
    this.#watched = looked(this.#watched, this.#clocks());
    return timeOf(this.#watched, wall);
  };

  /** `sent`: the time that Teams put on it, milliseconds UTC. */
  readonly heard = async (person: PersonId, sent: number): Promise<void> => {
    const before = this.#watched.against;
    this.#watched = heardFrom(this.#watched, { person, sent }, this.#clocks());
    if (before === null && this.#watched.against !== null) await this.look();
  };

  /** Looks at the clocks, and records what follows. Never rejects. */
  readonly look = async (): Promise<void> => {
    if (this.#spine === null) return;
    const clocks = this.#clocks();
    const view = await this.#spine.view();
    const doubt = isFault(view) ? null : view.projection.tenant.clock.doubt;
    if (doubt !== null) this.#watched = resumed(this.#watched, doubt, clocks.steady);
    const { against } = this.#watched;
    if (against === null || isFault(view)) return;
    if (!agreesAgain(this.#watched, clocks, view.projection.at)) {
      const { source, seconds } = against;
      if (doubt === null) await this.#record({ verb: 'clock-doubted', source, seconds });
    } else if (doubt === null || (await this.#record({ verb: 'clock-trusted' }))) {
      this.#watched = settled(this.#watched);
    }
  };

  /** Whether it was recorded. */
  async #record(command: OwnCommand): Promise<boolean> {
    const turn = await this.#spine?.handle(command, { kind: 'clock' });
    if (turn === undefined || isFault(turn)) {
      this.#around.log.error('clock', { verb: command.verb, code: turn?.code });
      return false;
    }
    if (turn.added.length === 0) return false;
    this.#around.log.error('clock', { ...command });
    this.#around.changed();
    return true;
  }

  #clocks(): Clocks {
    return { wall: this.#around.clock.now(), steady: this.#around.clock.steady() };
  }
}
