// The bytes of a configuration file as plain text values with the place of each, or every reason why they cannot be read. Every scalar is
// text here (nothing turns into a number, a date or a yes), and YAML that refers to other YAML is refused.
import { isUtf8 } from 'node:buffer';
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { cleanText } from '../dialogs/typed.ts';

/** Where something is wrong (line and column from 1), what it stands in (`people[E1002].phone`), and what would be right. */
export interface Problem {
  readonly line: number;
  readonly column: number;
  readonly where: string;
  readonly what: string;
}

export type Path = readonly PropertyKey[];

/** A read file: its value (records, lists, text), and a problem at the key or, for a list's entry, at the entry of a path. */
export interface Tree {
  readonly value: unknown;
  problem(path: Path, what: string): Problem;
}

export const MOST_BYTES = 131_072;
export const SECRET_IN_FILE = 'a secret does not belong in this file: secrets come from the environment only';

const DEEPEST = 10;
const MOST_PROBLEMS = 50;

/** Reads a file; gives up before the shape is looked at when anything in it cannot be read with one meaning. Never throws. */
export function parseTree(bytes: Uint8Array): Tree | readonly Problem[] {
  const whole = (what: string) => [{ line: 1, column: 1, where: 'file', what }];
  if (bytes.length > MOST_BYTES) return whole(`the file has ${bytes.length} bytes: at most ${MOST_BYTES} are read`);
  if (!isUtf8(bytes)) return whole('the file is not UTF-8 text: save it as UTF-8');
  const lines = new LineCounter();
  let document: Document.Parsed;
  try {
    const text = new TextDecoder().decode(bytes);
    document = parseDocument(text, {
      schema: 'failsafe',
      uniqueKeys: false,
      stringKeys: false,
      logLevel: 'error',
      prettyErrors: false,
      lineCounter: lines,
    });
  } catch {
    return whole('the file cannot be read as YAML: it is nested too deeply');
  }
  if (document.errors.length > 0) return unreadable(document, lines);
  if (document.directives.yaml.explicit === true) return whole('a %YAML line is not allowed: the file is read as YAML 1.2');
  const walk = new Walk(lines);
  const value = walk.take(document.contents, []);
  const refused = walk.refused();
  return refused.length > 0 ? refused.slice(0, MOST_PROBLEMS) : { value, problem: (path, what) => walk.problem(path, what) };
}

/** How a path is said: list entries by their `key` or `id`, or counted from 1. */
function said(value: unknown, path: Path): string {
  let here = value;
  let words = '';
  for (const step of path) {
    const list = Array.isArray(here);
    here = typeof here === 'object' && here !== null ? Reflect.get(here, step) : undefined;
    words += list ? `[${label(here) ?? `#${Number(step) + 1}`}]` : `${words === '' ? '' : '.'}${shown(String(step))}`;
  }
  return words === '' ? 'file' : words;
}

function label(entry: unknown): string | null {
  if (typeof entry !== 'object' || entry === null) return null;
  const name: unknown = 'key' in entry ? entry.key : 'id' in entry ? entry.id : null;
  return typeof name === 'string' && /^[\w.-]{1,64}$/.test(name) ? name : null;
}

/** A word of the file as it may be repeated to people: on one line, without invisible characters, at most 40 long. */
export function shown(word: string): string {
  return cleanText(word.slice(0, 40)).replaceAll(/\s+/gu, ' ');
}

/** The first error of each line: the ones after it are mostly its echo. */
function unreadable(document: Document.Parsed, lines: LineCounter): readonly Problem[] {
  const first = new Map<number, Problem>();
  for (const { code, message, pos } of document.errors) {
    const at = place(lines, pos[0]);
    if (!first.has(at.line)) first.set(at.line, { ...at, where: 'file', what: notYaml(code, message) });
  }
  return [...first.values()].slice(0, MOST_PROBLEMS);
}

function notYaml(code: string, message: string): string {
  if (code === 'MULTIPLE_DOCS') return 'the file holds several documents: only one is allowed, without "---" between';
  if (message.includes('call stack')) return `this is nested too deeply: at most ${DEEPEST} levels are read`;
  return `this cannot be read as YAML: ${cleanText(message.charAt(0).toLowerCase() + message.slice(1, 160))}`;
}

function place(lines: LineCounter, offset: number): { readonly line: number; readonly column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

/** One walk over the parsed nodes: turns them into plain values and remembers where each key and entry stands. */
class Walk {
  readonly #refused: { readonly node: unknown; readonly path: Path; readonly what: string }[] = [];
  readonly #lines: LineCounter;
  readonly #offsets = new Map<string, number>();
  #root: unknown = null;

  constructor(lines: LineCounter) {
    this.#lines = lines;
  }

  problem(path: Path, what: string): Problem {
    let offset: number | undefined;
    for (let length = path.length; offset === undefined && length >= 0; length -= 1)
      offset = this.#offsets.get(named(path.slice(0, length)));
    return { ...place(this.#lines, offset ?? 0), where: said(this.#root, path), what };
  }

  refused(): readonly Problem[] {
    return this.#refused.map(({ node, path, what }) => ({ ...place(this.#lines, offsetOf(node)), where: said(this.#root, path), what }));
  }

  take(node: unknown, path: Path): unknown {
    this.#root = this.#value(node, path);
    return this.#root;
  }

  #value(node: unknown, path: Path): unknown {
    if (path.length > DEEPEST) return this.#refuse(node, path, `this is nested too deeply: at most ${DEEPEST} levels are read`);
    if (isAlias(node)) return this.#refuse(node, path, 'an alias (*) is not allowed: write the value out');
    if (isScalar(node) || isMap(node) || isSeq(node)) {
      if (node.anchor !== undefined) this.#refuse(node, path, 'an anchor (&) is not allowed: write the value out where it is needed');
      if (node.tag !== undefined) this.#refuse(node, path, 'a tag (!) is not allowed: every value is plain text');
      if (!this.#offsets.has(named(path))) this.#offsets.set(named(path), offsetOf(node));
    }
    if (isScalar(node)) return this.#text(node, path, node.value);
    if (isSeq(node)) return node.items.map((item, at) => this.#value(item, [...path, at]));
    if (isMap(node)) return this.#record(node.items, path);
    return '';
  }

  #record(pairs: readonly { readonly key: unknown; readonly value: unknown }[], path: Path): unknown {
    const record = new Map<string, unknown>();
    for (const { key, value } of pairs) {
      const raw = isScalar(key) && key.anchor === undefined && key.tag === undefined ? key.value : null;
      if (typeof raw !== 'string' || raw === '__proto__') {
        this.#refuse(key, path, raw === '__proto__' ? '__proto__ is not allowed as a key' : 'a key must be one plain word');
        continue;
      }
      const name = this.#text(key, path, raw);
      const at = [...path, name];
      const first = this.#offsets.get(named(at));
      if (record.has(name))
        this.#refuse(key, path, `the key ${shown(name)} stands twice: it is also in line ${place(this.#lines, first ?? 0).line}`);
      else this.#offsets.set(named(at), offsetOf(key));
      record.set(name, this.#value(value, at));
    }
    return Object.fromEntries(record);
  }

  #text(node: unknown, path: Path, raw: unknown): string {
    const text = typeof raw === 'string' ? raw.trim() : '';
    if (!text.isWellFormed()) this.#refuse(node, path, 'this holds half a character (a lone surrogate): type it anew');
    else if (text.includes('\n')) this.#refuse(node, path, 'this must stand on one line');
    else if (cleanText(text) !== text.normalize('NFC') || text.includes('\t')) {
      this.#refuse(
        node,
        path,
        'this holds invisible characters (controls, marks that turn the direction of writing, towers of accents): type it anew',
      );
    }
    if (/-----BEGIN |\beyJ[\w-]{20,2000}\.eyJ/.test(text)) this.#refuse(node, path, SECRET_IN_FILE);
    return text.toWellFormed().normalize('NFC');
  }

  #refuse(node: unknown, path: Path, what: string): null {
    this.#refused.push({ node, path, what });
    return null;
  }
}

function named(path: Path): string {
  return JSON.stringify(path);
}

function offsetOf(node: unknown): number {
  return (isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range?.[0] : undefined) ?? 0;
}
