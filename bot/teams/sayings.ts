// What was just said above a card, why nothing was done or what happened without a trace on the card: the edits that follow the same change
// repeat it, or it would be gone before anybody has read it. Kept in memory only; to lose it loses a courtesy.
import type { Notice, Shown } from '../../cards/view.ts';
import type { Place } from './edge.ts';

/** Milliseconds that edits repeat what was said: long enough to read it, also where Teams is slow to edit. */
const REPEATED = 60_000;
/** So many are kept at most; the oldest goes first. */
const MOST = 1_000;

export interface Saying {
  readonly notice: Notice;
  /** The item of the card that was unfolded; null: none. */
  readonly focus: string | null;
  /** What the answer added to the card beside the line: what had been typed, a button that keeps it. */
  readonly also: (shown: Shown) => Shown;
}

type Where = Pick<Place, 'serviceUrl' | 'conversation'>;

export class Sayings {
  readonly #clock: () => number;
  readonly #said = new Map<string, { readonly saying: Saying; readonly at: number }>();

  /** `clock`: milliseconds. */
  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** What is said above this message from now on; null: nothing any more. */
  put(where: Where, message: string, saying: Saying | null): void {
    const key = keyOf(where, message);
    this.#said.delete(key);
    if (saying === null) return;
    const [oldest] = this.#said.keys();
    if (this.#said.size >= MOST && oldest !== undefined) this.#said.delete(oldest);
    this.#said.set(key, { saying, at: this.#clock() });
  }

  /** What was said above this message within the last minute; null: nothing. */
  of(where: Where, message: string): Saying | null {
    const said = this.#said.get(keyOf(where, message));
    return said === undefined || this.#clock() - said.at > REPEATED ? null : said.saying;
  }
}

function keyOf({ serviceUrl, conversation }: Where, message: string): string {
  return `${serviceUrl} ${conversation} ${message}`;
}
