// A client that loses one of two messages which arrive at the same moment is given them one after the other: whoever looks at such a page
// must not miss the card that asks for them. Each conversation waits for itself alone.
import { setTimeout as pause } from 'node:timers/promises';
import type { Place, Poster } from './edge.ts';

/** The same poster, with at least so many milliseconds from the end of one call to the next in the same conversation, in the order asked. */
export function paced(poster: Poster, gapMs: number): Poster {
  const last = new Map<string, Promise<unknown>>();

  function inTurn<T>({ serviceUrl, conversation }: Place, call: () => Promise<T>): Promise<T> {
    const key = `${serviceUrl} ${conversation}`;
    const done = (last.get(key) ?? Promise.resolve()).then(call);
    const rested = done.then(() => pause(gapMs));
    last.set(key, rested);
    void rested.then(() => last.get(key) === rested && last.delete(key));
    return done;
  }

  return {
    send: (place, message) => inTurn(place, () => poster.send(place, message)),
    update: (place, id, message) => inTurn(place, () => poster.update(place, id, message)),
    openChat: (serviceUrl, account) => poster.openChat(serviceUrl, account),
  };
}
