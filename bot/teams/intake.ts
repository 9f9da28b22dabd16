// Reads an authenticated activity into what the product understands. Nothing of it is trusted but tenant and object id of the sender.
import type { ActionArrived, Incoming, Place, Sender } from './edge.ts';
import { isJsonObject, objectOf, stringOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { readQuote } from './picked.ts';

/**
 * `incoming`: for the product; `thread` is where a typed message is answered (a channel's thread, else the place itself).
 * `malformed`: a card action that no card of ours sends. `invoke`: a call that we do not offer. `ignored`: nothing to do.
 */
export type Verdict =
  | { readonly kind: 'incoming'; readonly incoming: Incoming; readonly thread: Place }
  | { readonly kind: 'malformed'; readonly why: string; readonly invoke: boolean; readonly thread: Place }
  | { readonly kind: 'invoke'; readonly name: string }
  | { readonly kind: 'ignored'; readonly why: string };

interface Arrival {
  readonly sender: Sender | null;
  readonly place: Place;
  readonly sent?: number;
}

const GUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const KINDS: ReadonlyMap<unknown, Place['kind']> = new Map([
  ['personal', 'personal'],
  ['groupChat', 'group'],
  ['channel', 'channel'],
]);

/** What the activity says. Never throws, whatever the activity holds. */
export function readIncoming(activity: JsonObject): Verdict {
  const thread = threadOf(activity);
  if (thread === null) return { kind: 'ignored', why: 'conversation' };
  const place = { ...thread, conversation: withoutThread(thread.conversation) };
  const arrival = { sender: senderOf(activity), place, ...sentOf(activity) };
  switch (activity['type']) {
    case 'invoke':
      return readInvoke(activity, arrival, thread);
    case 'message':
      return readMessage(activity, arrival, thread);
    case 'installationUpdate':
      if (stringOf(activity['action']) !== 'add') return { kind: 'ignored', why: 'uninstalled' };
      return arrived({ kind: 'installed', ...arrival, by: 'installationUpdate', event: stringOf(activity['id']) }, thread);
    case 'conversationUpdate':
      if (!addsBot(activity)) return { kind: 'ignored', why: 'members' };
      return arrived({ kind: 'installed', ...arrival, by: 'conversationUpdate', event: stringOf(activity['id']) }, thread);
    default:
      return { kind: 'ignored', why: 'type' };
  }
}

function readInvoke(activity: JsonObject, arrival: Arrival, thread: Place): Verdict {
  const name = stringOf(activity['name']) ?? '';
  const value = objectOf(activity['value']);
  const quote = readQuote(name, value);
  if (quote !== null) return arrived({ kind: 'quote', ...arrival, ...quote }, thread);
  if (name !== 'adaptiveCard/action') return { kind: 'invoke', name };
  const action = objectOf(value['action']);
  const verb = stringOf(action['verb']);
  const data = action['data'] ?? {};
  if (action['type'] !== 'Action.Execute') return { kind: 'malformed', why: 'action type', invoke: true, thread };
  if (verb === null) return { kind: 'malformed', why: 'verb', invoke: true, thread };
  if (action['data'] === null || !isJsonObject(data)) return { kind: 'malformed', why: 'data', invoke: true, thread };
  // Absent counts as a click: the Playground sends no trigger.
  const automatic = value['trigger'] === 'automatic';
  return arrived({ kind: 'action', ...arrival, verb, data, automatic, message: stringOf(activity['replyToId']), fallback: false }, thread);
}

function readMessage(activity: JsonObject, arrival: Arrival, thread: Place): Verdict {
  const text = textOf(activity);
  const value = activity['value'];
  if (text !== '' || value === undefined || value === null) return arrived({ kind: 'text', ...arrival, text }, thread);
  const { verb: named, ...data } = objectOf(value);
  const verb = stringOf(named);
  if (verb === null) return { kind: 'malformed', why: 'verb', invoke: false, thread };
  const action: ActionArrived = {
    kind: 'action',
    ...arrival,
    verb,
    data,
    automatic: false,
    message: stringOf(activity['replyToId']),
    fallback: true,
  };
  return arrived(action, thread);
}

function arrived(incoming: Incoming, thread: Place): Verdict {
  return { kind: 'incoming', incoming, thread };
}

function addsBot(activity: JsonObject): boolean {
  const bot = objectOf(activity['recipient'])['id'];
  const members: readonly unknown[] = Array.isArray(activity['membersAdded']) ? activity['membersAdded'] : [];
  return members.some((member) => objectOf(member)['id'] === bot);
}

/** Only a person of our tenant with an object id; an anonymous guest of a meeting has none, and a bot or skill is nobody. */
function senderOf(activity: JsonObject): Sender | null {
  const from = objectOf(activity['from']);
  const tenant = stringOf(objectOf(activity['conversation'])['tenantId']);
  const account = stringOf(from['aadObjectId']);
  if (tenant === null || account === null || !GUID.test(account)) return null;
  if (from['role'] !== undefined && from['role'] !== 'user') return null;
  if (from['tenantId'] !== undefined && from['tenantId'] !== tenant) return null;
  if (stringOf(from['id'])?.startsWith('28:') === true) return null;
  return { tenant: tenant.toLowerCase(), account: account.toLowerCase() };
}

/** The service’s own time; `localTimestamp` is the client’s and says nothing. */
function sentOf(activity: JsonObject): Pick<Arrival, 'sent'> {
  const sent = Date.parse(stringOf(activity['timestamp']) ?? '');
  return Number.isNaN(sent) ? {} : { sent };
}

function threadOf(activity: JsonObject): Place | null {
  const conversation = objectOf(activity['conversation']);
  const id = stringOf(conversation['id']);
  const kind = KINDS.get(conversation['conversationType']);
  const serviceUrl = stringOf(activity['serviceUrl']);
  return id === null || kind === undefined || serviceUrl === null ? null : { serviceUrl, conversation: id, kind };
}

function withoutThread(conversation: string): string {
  return conversation.split(';messageid=', 1)[0] ?? conversation;
}

/** The typed text without the mention of the bot; the mention is the entity's own text, never guessed from the name. */
function textOf(activity: JsonObject): string {
  const bot = objectOf(activity['recipient'])['id'];
  const entities: readonly unknown[] = Array.isArray(activity['entities']) ? activity['entities'] : [];
  const mentions = entities.map(objectOf).filter((entity) => entity['type'] === 'mention' && objectOf(entity['mentioned'])['id'] === bot);
  const bare = mentions.reduce(
    (text, { text: mention }) => text.split(stringOf(mention) ?? '\0').join(''),
    stringOf(activity['text']) ?? '',
  );
  return bare.replaceAll('&nbsp;', ' ').trim();
}
