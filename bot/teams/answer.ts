// How each kind of arrival is answered. A click gets its card as the answer itself, typed text a message; a person waits at most
// 2.5 s for either, and what takes longer is brought afterwards, but only to where nobody else reads it.
import { randomUUID } from 'node:crypto';
import { dialogOf, LATE_DIALOG, sayInDialog } from './dialog.ts';
import type { ActionArrived, Incoming, InstalledArrived, Log, Message, Place, Poster, QuoteArrived, Receive } from './edge.ts';
import type { Verdict } from './intake.ts';
import type { JsonObject } from './json.ts';
import { MESSAGE_ACTIONS } from './picked.ts';
import { whereOf } from './where.ts';

/** What the edge itself has to say to people. */
export interface EdgeCards {
  /** A click that none of our cards sends, or sends no longer. */
  malformed(): Message;
  /** Our own fault, with a reference that a person can quote and the log holds. */
  failed(reference: string): Message;
  /** Still at work. In a shared place it should carry the same action again: the result is never posted there. */
  late(action: Pick<ActionArrived, 'verb' | 'data'>): Message;
}

export interface AnswerParts {
  readonly receive: Receive;
  readonly poster: Poster;
  readonly cards: EdgeCards;
  readonly log: Log;
  /** How long a click or a text waits, in ms; Teams gives up at 15 s and would deliver again. */
  readonly answerWithinMs?: number;
  /** The same for an automatic refresh, for which nobody waits and nothing may be brought later. */
  readonly refreshWithinMs?: number;
}

/** What was told of installations in one conversation of late. */
interface Told {
  /** How often by each of the two events. */
  readonly times: Record<InstalledArrived['by'], number>;
  readonly events: Set<string>;
  answered: number;
  ends?: NodeJS.Timeout;
}

const LATE: unique symbol = Symbol('late');
/** The two events of one installation arrive within a second of each other, in either order. */
const SAME_INSTALLATION_MS = 5_000;

export class Answers {
  private readonly parts: AnswerParts;
  private readonly answerWithinMs: number;
  private readonly refreshWithinMs: number;
  private readonly running = new Set<Promise<unknown>>();
  private readonly installed = new Map<string, Told>();

  constructor(parts: AnswerParts) {
    this.parts = parts;
    this.answerWithinMs = parts.answerWithinMs ?? 2_500;
    this.refreshWithinMs = parts.refreshWithinMs ?? 12_000;
  }

  /** The body of an invoke's answer; undefined for everything else. */
  async answer(verdict: Exclude<Verdict, { kind: 'ignored' }>): Promise<JsonObject | undefined> {
    switch (verdict.kind) {
      case 'incoming':
        return await this.arrived(verdict.incoming, verdict.thread);
      case 'malformed':
        return await this.malformed(verdict);
      case 'invoke':
        return notOffered(verdict.name);
    }
  }

  /** Resolves when nothing runs any more that outlived its answer. */
  async settled(): Promise<void> {
    while (this.running.size > 0) await Promise.allSettled(this.running);
  }

  private async arrived(incoming: Incoming, thread: Place): Promise<JsonObject | undefined> {
    if (incoming.kind === 'action' && !incoming.fallback) return await this.click(incoming);
    if (incoming.kind === 'quote') return await this.quote(incoming);
    if (incoming.kind === 'installed' && this.isRepeat(incoming)) return undefined;
    await within(this.track(this.deliver(incoming, thread)), this.answerWithinMs);
    return undefined;
  }

  private async malformed(verdict: Verdict & { kind: 'malformed' }): Promise<JsonObject | undefined> {
    const { cards, log, poster } = this.parts;
    log('malformed', { why: verdict.why });
    if (verdict.invoke) return cardAnswer(cards.malformed());
    await within(this.track(poster.send(verdict.thread, cards.malformed())), this.answerWithinMs);
    return undefined;
  }

  private async click(action: ActionArrived): Promise<JsonObject> {
    const work = this.track(this.received(action));
    const message = await within(work, action.automatic ? this.refreshWithinMs : this.answerWithinMs);
    if (message !== LATE) return message === null ? NOTHING_NEW : cardAnswer(message);
    this.parts.log('answer-late', { automatic: action.automatic });
    if (!action.automatic && action.place.kind === 'personal') {
      void this.track(work.then(async (result) => (result === null ? undefined : await this.bring(action, result))));
    }
    return cardAnswer(this.parts.cards.late(action));
  }

  private async quote(quote: QuoteArrived): Promise<JsonObject> {
    const message = await within(this.track(this.received(quote)), this.answerWithinMs);
    if (message !== LATE && message !== null) return dialogOf(message);
    this.parts.log('answer-late', { automatic: false });
    return LATE_DIALOG;
  }

  private async deliver(incoming: Incoming, thread: Place): Promise<void> {
    const message = await this.received(incoming);
    if (message === null) return;
    if (incoming.kind === 'action') await this.fallback(incoming, message);
    else await this.parts.poster.send(thread, message);
  }

  private async received(incoming: Incoming): Promise<Message | null> {
    const { receive, cards, log } = this.parts;
    try {
      return await receive(incoming);
    } catch (cause) {
      const reference = randomUUID().slice(0, 8);
      log('receive-failed', { reference, kind: incoming.kind, ...whereOf(cause) });
      return cards.failed(reference);
    }
  }

  /** In a shared place the answer of a fallback would show one person's card to everybody: it goes to their own chat. */
  private async fallback(action: ActionArrived, message: Message): Promise<void> {
    const { poster, log } = this.parts;
    if (action.place.kind === 'personal') {
      await this.bring(action, message);
      return;
    }
    const chat = action.sender === null ? null : await poster.openChat(action.place.serviceUrl, action.sender.account);
    if (chat?.outcome === 'open') await poster.send(chat.place, message);
    else log('fallback-unanswered', { why: chat === null ? 'no sender' : chat.outcome });
  }

  /** The answer in the person's own chat: their card is replaced, or posted anew where it is gone. */
  private async bring(action: ActionArrived, message: Message): Promise<void> {
    const { poster } = this.parts;
    if (action.message !== null && (await poster.update(action.place, action.message, message)).outcome === 'posted') return;
    await poster.send(action.place, message);
  }

  /** Each installation is told by two events, and events of two may interleave: only one more of its kind than was answered tells a new one. */
  private isRepeat({ by, place, event }: InstalledArrived): boolean {
    const told = this.toldIn(`${place.serviceUrl} ${place.conversation}`);
    if (event !== null && told.events.has(event)) return true;
    if (event !== null) told.events.add(event);
    told.times[by] += 1;
    if (told.times[by] <= told.answered) return true;
    told.answered += 1;
    return false;
  }

  /** Forgotten once nothing more has been told for a while. */
  private toldIn(key: string): Told {
    const told = this.installed.get(key) ?? { times: { installationUpdate: 0, conversationUpdate: 0 }, events: new Set(), answered: 0 };
    clearTimeout(told.ends);
    told.ends = setTimeout(() => this.installed.delete(key), SAME_INSTALLATION_MS).unref();
    this.installed.set(key, told);
    return told;
  }

  private track<T>(work: Promise<T>): Promise<T> {
    const done = work.finally(() => this.running.delete(done));
    this.running.add(done);
    return done;
  }
}

function cardAnswer(message: Message): JsonObject {
  return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: message.card };
}

/** An empty answer would make Teams deliver the click again. */
const NOTHING_NEW: JsonObject = { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Nothing has changed.' };

/** Calls we do not offer: a dialog says so in words, everything else gets an empty success. The SDK's 501 shows an error banner. */
function notOffered(name: string): JsonObject {
  if (!name.startsWith('task/') && !MESSAGE_ACTIONS.has(name)) return {};
  return sayInDialog('This bot has no such dialog. Please use the buttons on its cards, or type help.');
}

async function within<T>(work: Promise<T>, ms: number): Promise<T | typeof LATE> {
  const late = Promise.withResolvers<typeof LATE>();
  const timer = setTimeout(() => late.resolve(LATE), ms);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
