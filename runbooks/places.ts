// Data built from YAML nodes, with the place of every value and key, so that each problem can say where it is.
import { isMap, isSeq, type ParsedNode } from 'yaml';

export type Path = readonly PropertyKey[];

/** A text of the file: its value, and where its source begins and ends. */
export interface Wording {
  readonly path: Path;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

export interface KeyProblem {
  readonly path: Path;
  readonly offset: number;
  readonly what: string;
}

/** Plain data and its places. A repeated key keeps its first value; `__proto__` is left out; both are problems. */
export class Places {
  readonly data: unknown;
  readonly wordings: Wording[] = [];
  readonly problems: KeyProblem[] = [];
  readonly #values = new Map<string, number>();
  readonly #keys = new Map<string, number>();

  constructor(contents: ParsedNode | null) {
    this.data = contents === null ? null : this.#build(contents, []);
  }

  /** Where a value stands; for one that is missing, where the nearest thing around it stands. */
  offset(path: Path): number {
    return this.#values.get(pathText(path)) ?? (path.length === 0 ? 0 : this.offset(path.slice(0, -1)));
  }

  /** Where a key of the data stands. */
  keyOffset(path: Path): number {
    return this.#keys.get(pathText(path)) ?? this.offset(path);
  }

  #build(node: ParsedNode, path: Path): unknown {
    const [start, end] = node.range;
    this.#values.set(pathText(path), start);
    if (isSeq(node)) return node.items.map((item, index) => this.#build(item, [...path, index]));
    if (isMap(node)) return Object.fromEntries(node.items.flatMap(({ key, value }) => this.#pair(key, value, path)));
    const value: unknown = node.toJSON();
    if (typeof value === 'string') this.wordings.push({ path, value, start, end });
    return value;
  }

  #pair(key: ParsedNode, value: ParsedNode | null, path: Path): readonly (readonly [string, unknown])[] {
    const name = String(key.toJSON());
    const here = [...path, name];
    const [offset] = key.range;
    const twice = this.#keys.has(pathText(here));
    if (twice) this.problems.push({ path: here, offset, what: `The key "${name}" stands twice in the same place; keep one.` });
    if (name === '__proto__') this.problems.push({ path: here, offset, what: 'The key "__proto__" is not allowed.' });
    if (twice || name === '__proto__') return [];
    this.#keys.set(pathText(here), offset);
    this.#values.set(pathText(here), offset);
    return [[name, value === null ? null : this.#build(value, here)]];
  }
}

/** A path as people read it: `steps[2].title`; the whole file is `file`. */
export function pathText(path: Path): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text === '' ? 'file' : text.replace(/^\./, '');
}
