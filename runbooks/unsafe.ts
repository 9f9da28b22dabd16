// What could hurt a reader of YAML, found on the token stream: hidden characters, aliases, tags, directives, too deep, too many parts.
import { CST, Lexer, Parser } from 'yaml';

export const MAX_DEPTH = 20;
export const MAX_PARTS = 20_000;

export interface Found {
  readonly offset: number;
  readonly what: string;
}

const HIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufff9-\ufffb]|(?!^)\ufeff|[\ud800-\udfff]/gu;

/** Characters that nobody sees (controls, direction marks, a second byte order mark) and lone surrogates. */
export function hiddenCharacters(text: string): readonly Found[] {
  return [...text.matchAll(HIDDEN)].map(({ 0: character, index }) => {
    const code = `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
    return { offset: index, what: `The character ${code} cannot be seen or is half a character; remove it.` };
  });
}

const REFUSED: ReadonlyMap<string | null, string> = new Map([
  ['anchor', 'Anchors (&name) are not allowed; write the text out.'],
  ['alias', 'Aliases (*name) are not allowed; write the text out.'],
  ['tag', 'Tags (!name) are not allowed; write plain text, lists and keys.'],
  ['directive-line', 'Directives (%) are not allowed; the file is plain YAML 1.2.'],
]);

export interface Read {
  /** What could hurt; empty when the tokens can be composed. */
  readonly unsafe: readonly Found[];
  readonly tokens: readonly CST.Token[];
}

/** Goes through the tokens one by one and stops at the limits, so that neither depth nor number of parts ever reaches the composer. */
export function tokensOf(text: string): Read {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  const unsafe: Found[] = [];
  let parts = 0;
  let inScalar = false;
  for (const lexeme of new Lexer().lex(text)) {
    const { offset } = parser;
    const what = inScalar ? undefined : REFUSED.get(CST.tokenType(lexeme));
    inScalar = lexeme === CST.SCALAR;
    tokens.push(...parser.next(lexeme));
    if (what !== undefined) unsafe.push({ offset, what });
    parts += 1;
    const depth = parser.stack.filter(CST.isCollection).length;
    const limit = depth > MAX_DEPTH ? `is nested deeper than ${MAX_DEPTH} levels; a runbook needs six` : tooMany(parts);
    if (limit !== null) return { unsafe: [...unsafe, { offset, what: `The file ${limit}.` }], tokens };
  }
  tokens.push(...parser.end());
  return { unsafe, tokens };
}

function tooMany(parts: number): string | null {
  return parts > MAX_PARTS ? `has more than ${MAX_PARTS} parts; a runbook needs a few thousand` : null;
}
