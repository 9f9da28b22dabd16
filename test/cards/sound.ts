// What every card must be: accepted by Microsoft's parser without a word, at most 20 KB, each input once, each button with its fallback.
import { createRequire } from 'node:module';
import { expect } from '@jest/globals';
import { offers } from '../../dialogs/offers.ts';
import type { Activation } from '../../ledger/activation.ts';
import type { CardJson, Shown, Viewing } from '../../cards/view.ts';

interface Parsing {
  readonly eventCount: number;
  getEventAt(index: number): { readonly message: string };
}
interface Parser {
  readonly AdaptiveCard: new () => {
    parse(json: CardJson, context: Parsing): void;
    validateProperties(): { readonly validationEvents: readonly { readonly message: string }[] };
  };
  readonly SerializationContext: new (version: unknown) => Parsing;
  readonly Versions: { readonly v1_5: unknown };
}
const official = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js') as Parser;

const LOOKS: readonly string[] = [
  'focus',
  'my-view',
  'timeline',
  'status',
  'policy',
  'begin',
  'no-quorum',
  'refresh',
  'drills',
  'drill-report',
];

/** Every object of a card of one of these types. */
export function all(node: unknown, type: string): readonly CardJson[] {
  if (Array.isArray(node)) return node.flatMap((one) => all(one, type));
  if (typeof node !== 'object' || node === null) return [];
  const one = node as CardJson;
  const found = typeof one['type'] === 'string' && one['type'].startsWith(type) ? [one] : [];
  return [...found, ...Object.entries(one).flatMap(([key, value]) => (key === 'fallback' ? [] : all(value, type)))];
}

export function buttons({ card }: Shown): readonly CardJson[] {
  return all(card, 'Action.Execute');
}

/** The verbs that act, each once, in alphabetical order. */
export function verbs(shown: Shown): readonly string[] {
  const used = buttons(shown).map((button) => String(button['verb']));
  return [...new Set(used)].filter((verb) => !LOOKS.includes(verb)).sort();
}

export function inputs({ card }: Shown): readonly string[] {
  return all(card, 'Input.').map((input) => String(input['id']));
}

/** Holds a card against all of it and answers it. */
export function sound(shown: Shown): Shown {
  const { card, summary } = shown;
  const context = new official.SerializationContext(official.Versions.v1_5);
  const parsed = new official.AdaptiveCard();
  parsed.parse(card, context);
  const events = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message);
  expect([...events, ...parsed.validateProperties().validationEvents.map((event) => event.message)]).toEqual([]);
  const bytes = JSON.stringify(card);
  expect(Buffer.byteLength(bytes)).toBeLessThanOrEqual(20 * 1024);
  expect(bytes).not.toContain('${');
  expect(bytes).not.toContain('{{');
  expect(inputs(shown)).toEqual([...new Set(inputs(shown))]);
  for (const input of all(card, 'Input.')) {
    expect(input).toHaveProperty('label');
    if (input['isRequired'] === true) expect(input).toHaveProperty('errorMessage');
  }
  // a client cuts a longer title wherever its card ends
  for (const action of all(card, 'Action.')) expect(String(action['title']).length).toBeLessThanOrEqual(40);
  for (const button of buttons(shown)) {
    expect(button).toMatchObject({
      data: { card: expect.any(String) },
      fallback: { type: 'Action.Submit', data: { verb: button['verb'] } },
    });
  }
  expect(summary).not.toBe('');
  return shown;
}

/** Every button that acts is one that would be accepted from this reader now: the same verb about the same part, step or task. */
export function honest(shown: Shown, activation: Activation, { tenant, circumstances }: Viewing): Shown {
  const offered = new Set(circumstances.actor.kind === 'person' ? offers(activation, tenant, circumstances).map(about) : []);
  for (const button of buttons(shown)) {
    const verb = String(button['verb']);
    if (!LOOKS.includes(verb)) expect(offered).toContain(about({ verb, ...(button['data'] as CardJson) }));
  }
  return sound(shown);
}

function about(one: object): string {
  const fields = new Map(Object.entries(one));
  return ['verb', 'activation', 'part', 'step', 'task', 'person'].map((name) => String(fields.get(name) ?? '')).join(' ');
}

/** Nothing of what hostile text tries survives anywhere in a card. */
export function harmless({ card }: Shown): void {
  const bytes = JSON.stringify(card);
  for (const trick of ['${', '{{', '<at>', '<b>', '\u202e', '\u2066', '\ud800', '\udc00', '\u0301\u0301\u0301\u0301', 'https://evil'])
    expect(bytes).not.toContain(trick);
  for (const block of [
    ...all(card, 'TextBlock').map((one) => one['text']),
    ...all(card, 'FactSet').flatMap((set) => (set['facts'] as readonly CardJson[]).map((fact) => fact['value'])),
  ]) {
    expect(block).not.toMatch(/(?<!\\)\[a\]|\*\*loud|(?<!\\)`code/);
  }
}
