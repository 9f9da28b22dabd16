// Answers that Teams shows as a dialog. In a dialog only Action.Submit works, so every button of a card becomes one.
import type { Message } from './edge.ts';
import { isJsonObject } from './json.ts';
import type { JsonObject } from './json.ts';

/** The card in a dialog; its buttons send the same data, with their verb among it. */
export function dialogOf({ card }: Message): JsonObject {
  const attached = { contentType: 'application/vnd.microsoft.card.adaptive', content: submitting(card) };
  return { task: { type: 'continue', value: { title: 'Add to the timeline', width: 'medium', height: 'medium', card: attached } } };
}

/** A dialog that only says something, and closes. */
export function sayInDialog(value: string): JsonObject {
  return { task: { type: 'message', value } };
}

/** Nothing is brought into a dialog later. */
export const LATE_DIALOG: JsonObject = sayInDialog(
  'This takes longer than usual, and it is not known to be recorded yet. Pick “Add to the timeline” on the message again: doing it twice adds it once.',
);

function submitting(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(submitting);
  if (!isJsonObject(node)) return node;
  if (node['type'] !== 'Action.Execute') return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, submitting(value)]));
  const { fallback: _, verb, data, ...action } = node;
  return { ...action, type: 'Action.Submit', data: { ...(isJsonObject(data) ? data : {}), verb } };
}
