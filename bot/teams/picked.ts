// Reads our one message action, “Add to the timeline”: a command of the app on a message. Every other command is a call that we do not offer.
import type { PickedMessage, QuoteArrived } from './edge.ts';
import { objectOf, stringOf } from './json.ts';
import type { JsonObject } from './json.ts';

/** The command’s id, as the manifest of the app names it. */
export const ADD_TO_TIMELINE = 'add-to-timeline';

const OPEN = 'composeExtension/fetchTask';
const SEND = 'composeExtension/submitAction';

/** The calls that a message action makes: its dialog is asked for, its dialog is sent. */
export const MESSAGE_ACTIONS: ReadonlySet<string> = new Set([OPEN, SEND]);

/** What an invoke of this name and value brings for our message action; null: it is none. Never throws. */
export function readQuote(name: string, value: JsonObject): Pick<QuoteArrived, 'picked' | 'data'> | null {
  if (!MESSAGE_ACTIONS.has(name) || value['commandId'] !== ADD_TO_TIMELINE || value['commandContext'] !== 'message') return null;
  return name === OPEN
    ? { picked: pickedOf(objectOf(value['messagePayload'])), data: {} }
    : { picked: null, data: objectOf(value['data']) };
}

function pickedOf(message: JsonObject): PickedMessage {
  const body = objectOf(message['body']);
  const from = objectOf(message['from']);
  const user = objectOf(from['user']);
  const sent = Date.parse(stringOf(message['createdDateTime']) ?? '');
  return {
    content: stringOf(body['content']) ?? '',
    html: body['contentType'] !== 'text',
    account: stringOf(user['id']),
    name: stringOf(user['displayName']) ?? stringOf(objectOf(from['application'])['displayName']),
    sent: Number.isNaN(sent) ? null : sent,
    id: stringOf(message['id']),
  };
}
