// Card templates, parsed once and checked when the program loads: a template and its binder cannot disagree about a name. Templates hold
// plain names only; whatever needs thought is computed by the binder. Expansion is a single pass: what data holds is never evaluated.
import { Template } from 'adaptivecards-templating';
import type { CardJson } from './view.ts';

/** The names of a template: words, a number, whether something is shown, or a list whose items have names of their own. */
export type Shape = Readonly<Record<string, 'text' | 'number' | 'flag' | List>>;
export interface List {
  readonly each: Shape;
}

/** What a template of this shape is filled with. */
export type Data<S extends Shape> = { readonly [K in keyof S]: Value<S[K]> };
type Value<V> = V extends 'text'
  ? string
  : V extends 'number'
    ? number
    : V extends 'flag'
      ? boolean
      : V extends { readonly each: infer I extends Shape }
        ? readonly Data<I>[]
        : never;

/** The elements and the buttons that a template gives. */
export interface Pieces {
  readonly body: readonly CardJson[];
  readonly actions: readonly CardJson[];
}

/**
 * Makes a template of `{body, actions?}` ready for use. In it `"${name}"` stands for a value, `"$when": "${name}"` shows or drops an
 * object, `"$data": "${name}"` repeats it for each item of a list; inside, only the item's names are known. Throws when the names of JSON
 * and shape differ, naming each.
 */
export function template<const S extends Shape>(json: CardJson, shape: S): (data: Data<S>) => Pieces {
  const problems = verifyNames(json, shape);
  if (problems.length > 0) throw new Error(`A card template and its binder disagree: ${problems.join('; ')}.`);
  // parsed with its first use: all templates together take a third of a second, and no start should wait for cards that nobody asked for
  let parsed: { readonly body: Template; readonly actions: Template } | null = null;
  return (data) => {
    const { body, actions } = (parsed ??= { body: new Template(json['body']), actions: new Template(json['actions']) });
    return { body: objects(body.expand({ $root: data })), actions: objects(actions.expand({ $root: data })) };
  };
}

/** What differs between the names in a template and its shape, both ways; empty when nothing does. */
export function verifyNames(json: CardJson, shape: Shape): readonly string[] {
  const check = new NameCheck();
  check.visit(json, shape, 'card');
  check.compare(shape, 'card');
  return check.problems;
}

const NAME = /\$\{([^}]*)\}/g;

class NameCheck {
  readonly problems: string[] = [];
  readonly #used = new Map<Shape, Set<string>>();

  visit(node: unknown, scope: Shape, where: string): void {
    if (typeof node === 'string') this.#words(node, scope, where);
    else if (Array.isArray(node)) for (const one of node) this.visit(one, scope, where);
    else if (isObject(node)) this.#object(node, scope, where);
  }

  compare(scope: Shape, where: string): void {
    for (const [name, kind] of Object.entries(scope)) {
      if (this.#used.get(scope)?.has(name) !== true) this.problems.push(`${where} has no place for ${name}`);
      else if (typeof kind === 'object') this.compare(kind.each, name);
    }
  }

  #object({ $data, $when, ...rest }: CardJson, scope: Shape, where: string): void {
    const list = $data === undefined ? null : this.#whole($data, scope, { where, of: 'list' });
    const kind = list === null ? undefined : scope[list];
    const inner = typeof kind === 'object' ? kind.each : scope;
    const at = list ?? where;
    if ($when !== undefined) this.#whole($when, inner, { where: at, of: 'flag' });
    for (const value of Object.values(rest)) this.visit(value, inner, at);
  }

  #words(text: string, scope: Shape, where: string): void {
    for (const [, name = ''] of text.matchAll(NAME)) {
      const kind = this.#use(name, scope, where);
      if (typeof kind === 'object') this.problems.push(`${where} shows the list ${name} as words`);
      if (kind === 'flag' && text !== `\${${name}}`) this.problems.push(`${where} shows the flag ${name} as words`);
    }
  }

  /** The name in `$data` or `$when`, which must be the whole of it and of the right kind. */
  #whole(value: unknown, scope: Shape, { where, of }: { readonly where: string; readonly of: 'list' | 'flag' }): string | null {
    const name = typeof value === 'string' ? (/^\$\{(\w+)\}$/.exec(value)?.[1] ?? null) : null;
    const kind = name === null ? undefined : this.#use(name, scope, where);
    if (name === null || (kind !== undefined && (typeof kind === 'object' ? 'list' : kind) !== of)) {
      this.problems.push(`${where} needs the name of a ${of} in place of ${JSON.stringify(value)}`);
    }
    return name;
  }

  #use(name: string, scope: Shape, where: string): Shape[string] | undefined {
    this.#used.set(scope, (this.#used.get(scope) ?? new Set()).add(name));
    const kind = Object.hasOwn(scope, name) ? scope[name] : undefined;
    if (kind === undefined) this.problems.push(`${where} uses ${name}, which its binder does not give`);
    return kind;
  }
}

/** Which card a button hangs on, and about which activation; null: none. */
export interface Wiring {
  readonly card: string;
  readonly activation: string | null;
}

/** The same elements, with every Action.Execute saying where it came from and, for old clients, what to send instead (Action.Submit). */
export function wired(elements: readonly CardJson[], wiring: Wiring): readonly CardJson[] {
  return objects(wire(elements, wiring));
}

function wire(node: unknown, wiring: Wiring): unknown {
  if (Array.isArray(node)) return node.map((one) => wire(one, wiring));
  if (!isObject(node)) return node;
  if (node['type'] === 'Action.Execute') return execute(node, wiring);
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, wire(value, wiring)]));
}

function execute(action: CardJson, { card, activation }: Wiring): CardJson {
  const { verb, title, style, associatedInputs } = action;
  const data = { card, ...(activation === null ? {} : { activation }), ...(isObject(action['data']) ? action['data'] : {}) };
  const alike = { title, ...(style === undefined ? {} : { style }), ...(associatedInputs === undefined ? {} : { associatedInputs }) };
  return { ...action, data, fallback: { type: 'Action.Submit', ...alike, data: { ...data, verb } } };
}

function objects(value: unknown): readonly CardJson[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function isObject(value: unknown): value is CardJson {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
