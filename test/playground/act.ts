// Playing people without a browser: typing, card actions and reading along, through the Playground's own HTTP and websocket surface.
import type { Page } from '../../bot/local/playground.ts';
import type { Json } from './bot.ts';
import { send } from './http.ts';

/** What the Playground answered to a card action: its HTTP status, and the bot's answer (`value` is the card) or the error. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly value: Json;
  readonly body: Json;
}

/** A card action in a conversation. `as`: the channel's id (`29:…`) of another person known to this page; the page's own without it. */
export interface CardAction {
  readonly conversation: string;
  readonly message: string;
  readonly verb: string;
  readonly data?: Json;
  readonly as?: string;
  readonly trigger?: 'manual' | 'automatic';
}

/** What hangs in a conversation now, edits included, oldest first. */
export interface Hanging {
  readonly id: string;
  readonly text: string;
  readonly card: Json | null;
  readonly edits: number;
}

/** Reading along. `until` answers the first hanging message that fits, or throws after `patience` ms with what hangs instead. */
export interface Stream {
  readonly hanging: (conversation: string) => readonly Hanging[];
  readonly until: (conversation: string, fits: (message: Hanging) => boolean, patience?: number) => Promise<Hanging>;
  /** How often this message was edited before our eyes; -1 as long as it was not shown. */
  readonly edits: (message: string) => number;
  /** Every card that was shown, edits included, in order. */
  readonly taken: () => readonly (Hanging & { readonly card: Json; readonly conversation: string })[];
  /** Nothing of what was shown so far is known any more. */
  readonly clear: () => void;
  /** Resolves when the page has taken leave. */
  readonly close: () => Promise<void>;
}

/** Types a text as the page's person; in the room the bot is mentioned, as people must. Answers the message id. */
export async function say(page: Page, conversation: string, text: string): Promise<string> {
  const { user, bot, chat } = page.seat;
  const at = '<at>bot</at>';
  const written = conversation === chat ? { text } : { text: `${at} ${text}`, mentions: [{ mentioned: { id: bot }, text: at }] };
  const path = `/_conversation/v1/conversations/${encodeURIComponent(conversation)}/messages`;
  const { status, body } = await post(page, path, { from: { id: user }, textFormat: 'plain', ...written });
  const id = body['messageId'];
  if (status !== 200 || typeof id !== 'string') throw new Error(`the Playground took no text (${status}): ${JSON.stringify(body)}`);
  return id;
}

/** Clicks an Action.Execute and waits for the bot's answer. A refusal of the Playground itself is an answer with its status. */
export async function act(page: Page, action: CardAction): Promise<Answer> {
  const { verb, data = {}, trigger = 'manual' } = action;
  const value = { trigger, action: { type: 'Action.Execute', verb, data } };
  const { status, body } = await post(page, '/_conversation/v1/invoke', { name: 'adaptiveCard/action', value, ...envelope(page, action) });
  const inner = body['value'];
  return { status, type: String(body['type']), value: isJson(inner) ? inner : {}, body };
}

/** A message action on a message of a conversation, as the Playground's own menu sends it; answers the task that the bot gives. */
export async function pick(page: Page, conversation: string, call: { readonly name: string; readonly value: Json }): Promise<Json> {
  const { status, body } = await post(page, '/_conversation/v1/invoke', {
    ...call,
    from: { id: page.seat.user },
    conversation: { id: conversation },
  });
  const task = body['task'];
  if (status !== 200 || !isJson(task)) throw new Error(`no task came (${status}): ${JSON.stringify(body)}`);
  return task;
}

/** Clicks an Action.Submit. The Playground answers at once with 200; what the bot does about it shows in the stream. */
export async function submit(page: Page, action: Omit<CardAction, 'verb' | 'trigger'>): Promise<number> {
  const { status } = await post(page, '/_conversation/v1/submit', { value: action.data ?? {}, ...envelope(page, action) });
  return status;
}

/** Sends any activity to the bot as it is, with this page's service address. Answers of the bot show in the stream only. */
export async function custom(page: Page, activity: Json): Promise<number> {
  const { status } = await post(page, '/_internal/v1/customActivities', { serviceUrl: page.serviceUrl, channelId: 'msteams', ...activity });
  return status;
}

/** Reads along from now on; what was posted before goes only to the first reader of a page, a browser included. */
export async function stream(page: Page): Promise<Stream> {
  const places = new Map<string, Map<string, Hanging>>();
  const taken: (Hanging & { readonly card: Json; readonly conversation: string })[] = [];
  const socket = new WebSocket(`${page.url.replace('http', 'ws')}/_ws_conversation/v1/conversations/stream`);
  socket.addEventListener('message', (event) => {
    const { conversation, ...shown } = take(places, JSON.parse(String(event.data)) as Json) ?? { conversation: '', card: null };
    if (shown.card !== null) taken.push({ ...shown, card: shown.card, conversation });
  });
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true });
    socket.addEventListener('error', () => reject(new Error(`no stream from ${page.url}`)), { once: true });
  });
  const hanging = (conversation: string): readonly Hanging[] => [...(places.get(conversation)?.values() ?? [])];
  const edits = (id: string): number =>
    [...places.values()].map((place) => place.get(id)?.edits ?? -1).reduce((a, b) => Math.max(a, b), -1);
  const until: Stream['until'] = async (conversation, fits, patience = 5000) => {
    const deadline = performance.now() + patience;
    for (;;) {
      const found = hanging(conversation).find(fits);
      if (found !== undefined) return found;
      if (performance.now() > deadline)
        throw new Error(`nothing fits in ${conversation}; there hangs ${JSON.stringify(hanging(conversation))}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const leave = async (): Promise<void> => {
    const left = new Promise<void>((resolve) => socket.addEventListener('close', () => resolve(), { once: true }));
    socket.close();
    await left;
  };
  const clear = (): void => {
    places.clear();
    taken.length = 0;
  };
  return { hanging, until, edits, taken: () => [...taken], clear, close: leave };
}

/** What an event shows; null: nothing. */
function take(places: Map<string, Map<string, Hanging>>, event: Json): (Hanging & { readonly conversation: string }) | null {
  const { action, actionConversationId: conversation, message } = event;
  if (typeof conversation !== 'string' || !isJson(message)) return null;
  const { messageId: id, text } = message;
  if (typeof id !== 'string') return null;
  const place = places.get(conversation) ?? new Map<string, Hanging>();
  places.set(conversation, place);
  const attachments: unknown = message['attachments'];
  const first: unknown = Array.isArray(attachments) ? attachments[0] : undefined;
  const content = isJson(first) ? first['content'] : undefined;
  const edits = action === 'updateMessage' ? (place.get(id)?.edits ?? 0) + 1 : 0;
  const shown = { id, text: typeof text === 'string' ? text : '', card: isJson(content) ? content : null, edits };
  place.set(id, shown);
  return { ...shown, conversation };
}

const envelope = (
  page: Page,
  { conversation, message, as = page.seat.user }: Pick<CardAction, 'conversation' | 'message' | 'as'>,
): Json => ({
  from: { id: as },
  conversation: { id: conversation },
  replyToId: message,
});

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

function post(page: Page, path: string, body: Json): Promise<{ readonly status: number; readonly body: Json }> {
  return send(`${page.url}${path}`, { method: 'POST', body: JSON.stringify(body) });
}
