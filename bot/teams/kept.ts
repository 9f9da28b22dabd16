// What somebody typed into a card that could not be taken stays: in the inputs beside the same button, or else said back above the card.
import { inputValue, plain } from '../../cards/text.ts';
import type { CardJson, Shown } from '../../cards/view.ts';
import { Day } from '../../ledger/ids.ts';
import { TYPED_FIELDS } from '../../dialogs/typed.ts';

type Data = Readonly<Record<string, unknown>>;

/** Characters of one field that come back, and bytes of the card with all of them: it stays small enough to be sent. */
const MOST = 2_000;
const BYTES = 20_000;
const MOST_SAID = 400;
/** What a button is about: the same verb about another step, or a step of another runbook, is another question, and takes over no answer. */
const ITEMS = ['step', 'runbook', 'task', 'part', 'person', 'followUp'] as const;

/** The card with what was typed in it. `data` is what the press carried, unchecked, with its verb. */
export function withTyped(shown: Shown, data: Data): Shown {
  const all = Object.entries(data).filter(
    (entry): entry is [string, string] => TYPED_FIELDS.has(entry[0]) && typeof entry[1] === 'string' && entry[1].trim() !== '',
  );
  const typed = cutToFit(all, BYTES - sizeOf(shown.card));
  if (typed.length === 0) return shown;
  const card = refilled(shown.card, data, new Map(typed));
  return {
    ...shown,
    card:
      card ??
      saidBack(
        shown.card,
        typed.map(([, text]) => text),
      ),
  };
}

/** As much of the texts as fits into so many bytes, the first ones whole. */
function cutToFit(all: readonly (readonly [string, string])[], bytes: number): readonly (readonly [string, string])[] {
  let room = bytes;
  return all.flatMap(([field, text]) => {
    let most = MOST;
    while (most > 1 && sizeOf(inputValue(text, most)) > room) most = Math.floor(most * 0.8);
    if (most < 2) return [];
    const fit = inputValue(text, most);
    room -= sizeOf(fit);
    return [[field, fit] as const];
  });
}

/** Bytes of something as JSON in UTF-8. */
function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/** null: neither this card nor a small card in it has such a button. The inputs of the one that has it are filled, and no others. */
function refilled(card: CardJson, data: Data, typed: ReadonlyMap<string, string>): CardJson | null {
  const scope = [card, ...smallCards(card)].find((one) => buttons(one).some((action) => isSame(action, data)));
  if (scope === undefined) return null;
  const filled = fill(scope, typed, data);
  return asCard(scope === card ? filled : put(card, scope, filled));
}

/** The cards behind buttons, whose inputs are their own. */
function smallCards(node: unknown): readonly CardJson[] {
  if (Array.isArray(node)) return node.flatMap(smallCards);
  if (!isObject(node)) return [];
  const inner = Object.values(node).flatMap(smallCards);
  return node['type'] === 'Action.ShowCard' && isObject(node['card']) ? [node['card'], ...inner] : inner;
}

function put(node: unknown, old: CardJson, now: unknown): unknown {
  if (node === old) return now;
  if (Array.isArray(node)) return node.map((one) => put(one, old, now));
  return isObject(node) ? Object.fromEntries(Object.entries(node).map(([key, value]) => [key, put(value, old, now)])) : node;
}

/** Every Action.Execute of a card, without those of small cards inside it. */
function buttons(node: unknown): readonly CardJson[] {
  if (Array.isArray(node)) return node.flatMap(buttons);
  if (!isObject(node) || node['type'] === 'Action.ShowCard') return [];
  return node['type'] === 'Action.Execute' ? [node] : Object.values(node).flatMap(buttons);
}

/** Whether a button is the one that was pressed: the same verb about the same step of the same runbook, task or part. */
export function isSame({ verb, data }: CardJson, pressed: Data): boolean {
  return verb === pressed['verb'] && isObject(data) && ITEMS.every((item) => data[item] === pressed[item]);
}

function fill(node: unknown, typed: ReadonlyMap<string, string>, data: Data): unknown {
  if (Array.isArray(node)) return node.map((one) => fill(one, typed, data));
  if (!isObject(node) || node['type'] === 'Action.ShowCard') return node;
  const { id, type } = node;
  const text = type === 'Input.Text' && typeof id === 'string' ? typed.get(id) : undefined;
  if (text !== undefined) return { ...node, value: text };
  if (type === 'Input.Date' && typeof id === 'string' && Day.safeParse(data[id]).success) return { ...node, value: data[id] };
  if (type === 'Input.ChoiceSet' && typeof id === 'string' && isOffered(node, data[id])) return { ...node, value: data[id] };
  const filled = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, fill(value, typed, data)]));
  // what somebody filled in is shown, wherever it was folded away
  return node['isVisible'] === false && sizeOf(filled) !== sizeOf(node) ? { ...filled, isVisible: true } : filled;
}

/** Whether a choice is one of those that the list offers still, and not “none”. */
function isOffered({ choices }: CardJson, chosen: unknown): boolean {
  return (
    typeof chosen === 'string' &&
    chosen !== '-' &&
    Array.isArray(choices) &&
    choices.some((one: unknown) => isObject(one) && one['value'] === chosen)
  );
}

/** Its question is gone from the card: the words stand above it, to be copied. */
function saidBack(card: CardJson, texts: readonly string[]): CardJson {
  const words = { type: 'TextBlock', text: `You typed: “${plain(texts.join(' · '), MOST_SAID)}”`, wrap: true };
  const body: readonly unknown[] = Array.isArray(card['body']) ? card['body'] : [];
  return { ...card, body: [...body.slice(0, 1), words, ...body.slice(1)] };
}

function asCard(node: unknown): CardJson {
  return isObject(node) ? node : {};
}

/** Whether something is a JSON object. */
export function isObject(value: unknown): value is CardJson {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
