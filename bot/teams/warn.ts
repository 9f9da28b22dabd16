// Words that look like a credential are not kept at once: the card comes back with them in place, says which field and why, and has one
// more button, bound to exactly these words.
import { FIELDS } from '../../cards/said.ts';
import type { CardJson, Notice, Shown } from '../../cards/view.ts';
import type { Suspect } from '../../dialogs/suspect.ts';
import { isObject, isSame } from './kept.ts';

type Data = Readonly<Record<string, unknown>>;

const KEEP = 'Keep it as it is';

/** The hashes of words that somebody has said may be kept, as the button brings them (unchecked). */
export function keptIn(data: Data): ReadonlySet<string> {
  const { keep } = data;
  return new Set(typeof keep === 'string' ? keep.split(' ') : []);
}

/** Which fields look like what, in sentences. */
export function lookAlike(found: readonly Suspect[]): string {
  return found.map(({ field, kind }) => `What stands under “${FIELDS[field] ?? field}” looks like ${kind}.`).join(' ');
}

/** The line above the card. */
export function noticeOfSuspects(found: readonly Suspect[]): Notice {
  const what = `Nothing was recorded. ${lookAlike(found)} Everybody on the roster can read what is recorded.`;
  return { tone: 'attention', text: `${what} Take it out and press the button again. If it is none, press “${KEEP}”.` };
}

/**
 * The card with the button that keeps these words, beside the button that was pressed (`data` with its verb). Where that one is gone from
 * the card, the new one stands at the end and brings along what was typed.
 */
export function withKeep(shown: Shown, data: Data, found: readonly Suspect[]): Shown {
  const keep = found.map(({ hash }) => hash).join(' ');
  const card = beside(shown.card, data, keep);
  if (isObject(card) && JSON.stringify(card) !== JSON.stringify(shown.card)) return { ...shown, card };
  const { verb, ...typed } = data;
  const actions: readonly unknown[] = Array.isArray(shown.card['actions']) ? shown.card['actions'] : [];
  const last = keeping({ type: 'Action.Execute', verb, associatedInputs: 'none', data: typed }, keep);
  return { ...shown, card: { ...shown.card, actions: [...actions, last] } };
}

function beside(node: unknown, data: Data, keep: string): unknown {
  if (Array.isArray(node)) {
    return node.flatMap((one: unknown) => (isPressed(one, data) ? [one, keeping(one, keep)] : [beside(one, data, keep)]));
  }
  return isObject(node) ? Object.fromEntries(Object.entries(node).map(([key, value]) => [key, beside(value, data, keep)])) : node;
}

function isPressed(node: unknown, data: Data): node is CardJson {
  return isObject(node) && node['type'] === 'Action.Execute' && isSame(node, data);
}

/** The same button once more, with the mark of these words; for old clients, too. */
function keeping({ style: _, data, ...action }: CardJson, keep: string): CardJson {
  const marked = { ...(isObject(data) ? data : {}), keep };
  const { verb, associatedInputs } = action;
  const inputs = associatedInputs === undefined ? {} : { associatedInputs };
  const fallback = { type: 'Action.Submit', title: KEEP, ...inputs, data: { ...marked, verb } };
  return { ...action, title: KEEP, data: marked, fallback };
}
