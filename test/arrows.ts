// Reads the source of the rooms as the compiler does: what each file imports, and where a pure room touches the world.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import ts from 'typescript';

export const ROOT = resolve(import.meta.dirname, '..');
export const ROOMS = ['bot', 'cards', 'dialogs', 'ledger', 'runbooks'] as const;
export type Room = (typeof ROOMS)[number];

/** What a pure room may take from outside the house. */
export const ALLOWED: Readonly<Record<Exclude<Room, 'bot'>, readonly string[]>> = {
  cards: ['adaptivecards-templating', 'adaptive-expressions'],
  dialogs: ['zod'],
  ledger: ['zod', 'node:crypto'],
  runbooks: ['yaml', 'zod', 'minisearch', 'node:crypto'],
};
const CRYPTO = ['createHash', 'hash', 'sign', 'verify', 'createPublicKey', 'createPrivateKey', 'KeyObject', 'timingSafeEqual'];
const WORLD = new Set(
  'process console fetch performance setTimeout setInterval setImmediate queueMicrotask crypto globalThis require Intl'.split(' '),
);

export interface Import {
  readonly from: string;
  readonly names: readonly string[];
  /** Erased before it runs: no arrow of the running program. */
  readonly typeOnly: boolean;
}

/** All TypeScript files of a room, `room/file.ts`. */
export function sources(room: Room): readonly string[] {
  const all = readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' });
  return all.map((name) => posix.join(room, name.replaceAll('\\', '/'))).filter((name) => name.endsWith('.ts'));
}

export function parse(file: string, text = readFileSync(join(ROOT, file), 'utf8')): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
}

/** Every import and re-export of a file, dynamic ones too. */
export function importsOf(source: ts.SourceFile): readonly Import[] {
  const found: Import[] = [];
  const walk = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) found.push(importOf(node));
    if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined)
      found.push({ from: textOf(node.moduleSpecifier), names: ['*'], typeOnly: node.isTypeOnly });
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      found.push({ from: textOf(node.arguments[0]), names: ['*'], typeOnly: false });
    ts.forEachChild(node, walk);
  };
  walk(source);
  return found;
}

function importOf({ importClause, moduleSpecifier }: ts.ImportDeclaration): Import {
  const bindings = importClause?.namedBindings;
  const named = bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements : [];
  const whole = importClause?.name !== undefined || named.length === 0;
  const typeOnly = importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword || (!whole && named.every((one) => one.isTypeOnly));
  return { from: textOf(moduleSpecifier), names: whole ? ['*'] : named.map((one) => (one.propertyName ?? one.name).text), typeOnly };
}

function textOf(node: ts.Node | undefined): string {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : '(computed)';
}

/** The file of the house that a relative import means; null for anything else. */
export function target(file: string, { from }: Import): string | null {
  return from.startsWith('.') ? posix.join(posix.dirname(file), from) : null;
}

/** What is wrong with the arrows of a file, in sentences. */
export function arrowProblems(file: string, source = parse(file)): readonly string[] {
  const room = roomOf(file);
  return importsOf(source).flatMap((one) => {
    const to = target(file, one);
    if (to !== null) return leftward(room, to) ? [`${file} imports ${to}: only rooms to its right`] : [];
    if (room === 'bot') return vendor(file, one.from);
    const known = ALLOWED[room].includes(one.from);
    const strange = one.from === 'node:crypto' ? one.names.filter((name) => !CRYPTO.includes(name)) : [];
    return known && strange.length === 0 ? [] : [`${file} takes ${[one.from, ...strange].join(' ')}: not on the list of ${room}/`];
  });
}

function vendor(file: string, from: string): readonly string[] {
  return /^bot(builder|framework)/u.test(from) && !file.startsWith('bot/teams/') ? [`${file} takes ${from}: only in bot/teams/`] : [];
}

function roomOf(file: string): Room {
  const room = ROOMS.find((one) => file.startsWith(`${one}/`));
  if (room === undefined) throw new Error(`${file} is in no room`);
  return room;
}

function leftward(room: Room, to: string): boolean {
  const other = ROOMS.find((one) => to.startsWith(`${one}/`));
  return other === undefined ? to !== 'package.json' : ROOMS.indexOf(other) < ROOMS.indexOf(room);
}

/** Where a pure room touches clock, chance, IO or the machine's language, in sentences. */
export function worldProblems(file: string, source = parse(file)): readonly string[] {
  const found: string[] = [];
  const walk = (node: ts.Node): void => {
    const what = ts.isIdentifier(node) ? world(node) : null;
    if (what !== null) found.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1} touches ${what}`);
    ts.forEachChild(node, walk);
  };
  walk(source);
  return found;
}

function world(node: ts.Identifier): string | null {
  const { parent, text } = node;
  const member = ts.isPropertyAccessExpression(parent) && parent.name === node;
  if (member && (text.startsWith('toLocale') || (text === 'random' && parent.expression.getText() === 'Math'))) return text;
  if (member || ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent)) return null;
  if (WORLD.has(text)) return text;
  return text === 'Date' && !givenDate(parent) ? 'the clock' : null;
}

/** A date made of a value, and what only reckons: no look at the clock. */
function givenDate(parent: ts.Node): boolean {
  if (ts.isNewExpression(parent)) return (parent.arguments?.length ?? 0) > 0;
  return ts.isPropertyAccessExpression(parent) ? ['UTC', 'parse'].includes(parent.name.text) : ts.isTypeReferenceNode(parent);
}

/** The first ring of running imports among these files, or null. */
export function ring(graph: ReadonlyMap<string, readonly string[]>): readonly string[] | null {
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]): readonly string[] | null => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const next of graph.get(file) ?? []) {
      const found = visit(next, [...way, file]);
      if (found !== null) return found;
    }
    done.add(file);
    return null;
  };
  for (const file of graph.keys()) {
    const found = visit(file, []);
    if (found !== null) return found;
  }
  return null;
}
