// What a text may hold so that Teams shows it as it was meant: the small Markdown of a TextBlock and https links, nothing that acts.
import { HTTPS } from './fields.ts';
import type { Wording } from './places.ts';
import type { Finding } from './source.ts';

interface Rule {
  readonly find: RegExp;
  readonly what: (found: string) => string;
}

const RULES: readonly Rule[] = [
  { find: /!\[/g, what: () => 'An image ("![") cannot be shown; describe it in words.' },
  { find: /\$\{|\{\{/g, what: (found) => `"${found}" would be read as a template; write it without braces.` },
  { find: /<\/?[a-z!?][^\s>]*>?/gi, what: (found) => `"${found}" looks like a tag or a mention; write it without "<".` },
  { find: /&(#\d+|#x[0-9a-f]+|[a-z]+);/gi, what: (found) => `"${found}" is an HTML entity; write the character itself.` },
  { find: /^ {0,3}#{1,6} /gm, what: () => 'Headings ("#") are not shown in Teams; use bold.' },
  { find: /`+|~~~/g, what: () => 'Code marks (a backtick or "~~~") are not shown in Teams; use bold.' },
  { find: /^[ \t]*\|.*\|[ \t]*$/gm, what: () => 'Tables ("|") are not shown in Teams; use a list.' },
  { find: /^[ \t]*>/gm, what: () => 'Quotes (">") are not shown in Teams; use italic.' },
  { find: /\] ?\[|^[ \t]*\[[^\]\n]+\]:/gm, what: () => 'Reference links are not shown in Teams; write [text](https://…).' },
  {
    find: /\b(?:javascript|vbscript|data|file|mailto|tel):(?=[^\s/])/gi,
    what: (found) => `"${found}" is no address that a text may hold; only https:// is.`,
  },
];

// No schema takes a longer text; looking through one would only cost time.
const LONGEST = 2_000;

/** Every problem of one text, each where it stands in the file. */
export function markupProblems(wording: Wording, source: string): readonly Finding[] {
  if (wording.value.length > LONGEST) return [];
  const finding = placedIn(wording, source);
  const marks = RULES.flatMap(({ find, what }) => [...wording.value.matchAll(find)].map(({ 0: found }) => finding(found, what(found))));
  const links = [...wording.value.matchAll(/\[([^\]]*)\]\(([^)]*)\)/g)].flatMap(({ 0: found, 1: label = '', 2: target = '' }) => {
    const what = linkProblem(label, target);
    return what === null ? [] : [finding(found, what)];
  });
  const bare = [...wording.value.matchAll(/(?<!\]\()\b[a-z][a-z0-9+.-]*:\/\/[^\s)\]]*/gi)].flatMap(({ 0: found }) =>
    HTTPS.test(found.replace(/[.,;:!?*_]+$/, ''))
      ? []
      : [finding(found, `The address "${found}" is not allowed; addresses start with https:// and name a host.`)],
  );
  return [...marks, ...links, ...bare];
}

function linkProblem(label: string, target: string): string | null {
  if (!HTTPS.test(target)) return `The link to "${target}" is not allowed; links start with https:// and name a host.`;
  if (label.includes('://') && label !== target) return `The link shows "${label}" but leads to "${target}"; show the address it leads to.`;
  return null;
}

/** Places a find at its spelling in the source; a text that was escaped or folded there is placed at its beginning. */
function placedIn({ path, start, end }: Wording, source: string): (found: string, what: string) => Finding {
  const seen = new Map<string, number>();
  return (found, what) => {
    const at = source.indexOf(found, seen.get(found) ?? start);
    if (at === -1 || at >= end) return { path, at: start, what };
    seen.set(found, at + found.length);
    return { path, at, what };
  };
}
