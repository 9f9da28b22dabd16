// YAML text as data with places. Whatever could hurt a reader is refused before it is built; nothing throws.
import { Composer, type CST, LineCounter, type ParsedNode } from 'yaml';
import { type Path, pathText, Places } from './places.ts';
import { type Found, hiddenCharacters, tokensOf } from './unsafe.ts';

export const MAX_BYTES = 256 * 1024;
const MAX_PROBLEMS = 100;

/** One thing wrong, at a line and column counted from 1; `where` is the path of keys, `what` one plain sentence. */
export interface Problem {
  readonly line: number;
  readonly column: number;
  readonly where: string;
  readonly what: string;
}

/** One thing wrong as a rule finds it: at the value of a path, at the key itself, or at an offset of the text. */
export interface Finding {
  readonly path: Path;
  readonly what: string;
  readonly at?: 'key' | number;
}

/** `problems` are those of the YAML itself; with any of them the data may be missing. `settle` turns findings into problems in reading order. */
export interface Reading {
  readonly places: Places;
  readonly problems: readonly Finding[];
  readonly settle: (findings: readonly Finding[]) => readonly Problem[];
}

/** Reads YAML text: every problem of the YAML at once, or data that the schemas can look at. */
export function readSource(text: string): Reading {
  const whole = (found: readonly Found[]) =>
    reading(
      text,
      new Places(null),
      found.map(({ offset, what }) => ({ path: [], at: offset, what })),
    );
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > MAX_BYTES) return whole([{ offset: 0, what: `The file has ${bytes} bytes; at most ${MAX_BYTES} bytes (256 KB) are read.` }]);
  const { unsafe, tokens } = tokensOf(text);
  const harmful = [...hiddenCharacters(text), ...unsafe];
  if (harmful.length > 0) return whole(harmful);
  const { errors, contents } = compose(tokens, text.length);
  if (errors.length > 0) return whole(errors);
  const places = new Places(contents);
  return reading(
    text,
    places,
    places.problems.map(({ path, offset, what }) => ({ path, at: offset, what })),
  );
}

const SEVERAL = 'The file holds several YAML documents; keep one.';

/** The one document of a file; a second one is an error. */
function compose(tokens: readonly CST.Token[], end: number): { readonly errors: readonly Found[]; readonly contents: ParsedNode | null } {
  const composer = new Composer({ uniqueKeys: false, stringKeys: true, schema: 'core', merge: false });
  const documents = [...composer.compose(tokens, true, end)];
  const errors = documents.flatMap((document, at): readonly Found[] => {
    if (at > 0) return at === 1 ? [{ offset: document.range[0], what: SEVERAL }] : [];
    return document.errors.map(({ code, message, pos }) => ({ offset: pos[0], what: plain(code, message) }));
  });
  return { errors, contents: documents.map(({ contents }) => contents).at(0) ?? null };
}

const PLAIN: ReadonlyMap<string, string> = new Map([['NON_STRING_KEY', 'A key must be one plain word.']]);

function plain(code: string, message: string): string {
  return PLAIN.get(code) ?? `This is not YAML: ${message.replace(/\.$/, '')}.`;
}

function reading(text: string, places: Places, problems: readonly Finding[]): Reading {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (const { index } of text.matchAll(/\n/g)) lines.addNewLine(index + 1);
  const settle = (findings: readonly Finding[]): readonly Problem[] => {
    const placed = findings.map(({ path, what, at }) => {
      const { line, col } = lines.linePos(offsetOf(places, path, at));
      return { line, column: col, where: pathText(path), what };
    });
    const apart = [...new Map(placed.map((one) => [`${one.line} ${one.column} ${one.where} ${one.what}`, one])).values()];
    return apart.sort((one, two) => one.line - two.line || one.column - two.column).slice(0, MAX_PROBLEMS);
  };
  return { places, problems, settle };
}

function offsetOf(places: Places, path: Path, at: Finding['at']): number {
  if (typeof at === 'number') return at;
  return at === 'key' ? places.keyOffset(path) : places.offset(path);
}
