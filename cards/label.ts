// The titles of buttons that free text goes into: a client cuts what does not fit its card, so they are cut here, at a word, a name before
// its last, and the whole text stands in the card.
import { capped } from './text.ts';

/** So many characters fit beside each other on a small window (measured). */
export const MOST_LABEL = 40;

/** A title of a button that ends in words of any length, which give way to what stands before them. */
export function label(before: string, words: string): string {
  const room = MOST_LABEL - before.length;
  if (words.length <= room) return `${before}${words}`;
  const cut = /^.*[^\s,.:;](?=[\s,.:;]+\S*$)/u.exec(words.slice(0, room));
  return `${before}${cut === null ? capped(words, room) : `${cut[0]}…`}`;
}

/** A title of a button around a person's name: the surname stays, and of what stands before it as much as there is room for. */
export function nameLabel(before: string, name: string, after: string): string {
  const room = MOST_LABEL - before.length - after.length;
  if (name.length <= room) return `${before}${name}${after}`;
  const [, first = '', surname = name] = /^(.*)\s(\S+)$/u.exec(name) ?? [];
  const left = room - surname.length - 1;
  return `${before}${first === '' || left < 2 ? capped(surname, room) : `${capped(first, left)} ${surname}`}${after}`;
}

/** Of what has a button each, the whole names that have no room on it, for a TextBlock; empty where every button says it all. */
export function wholeOf(before: string, names: readonly string[]): string {
  const cut = names.filter((name) => label(before, name) !== `${before}${name}`);
  return cut.length === 0 ? '' : `${before}${cut.join(' · ')}`;
}
