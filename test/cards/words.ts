// How tests read a card: all words that a reader sees, one piece a line, Markdown as it stands in the card.
import type { CardJson, Shown } from '../../cards/view.ts';

/** Every object inside a card, the fallbacks of buttons left out. */
export function objects(node: unknown): readonly CardJson[] {
  if (Array.isArray(node)) return node.flatMap(objects);
  if (typeof node !== 'object' || node === null) return [];
  const { fallback: _, ...rest } = node as CardJson;
  return [node as CardJson, ...Object.values(rest).flatMap(objects)];
}

/** The texts and facts of a card. */
export function words({ card }: Shown): string {
  return objects(card)
    .flatMap(({ type, text, title, value }) => {
      if (typeof text === 'string') return [text];
      return type === undefined && typeof title === 'string' && typeof value === 'string' ? [`${title}: ${value}`] : [];
    })
    .join('\n');
}

/** The verbs of all buttons, also inside small cards and of those that only look, in the order of the card. */
export function pressed({ card }: Shown): readonly string[] {
  return objects(card).flatMap(({ type, verb }) => (type === 'Action.Execute' ? [String(verb)] : []));
}
