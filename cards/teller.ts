// The parts of a timeline's sentence: our words, names, and what people typed, kept apart so that each reader escapes them in its own way.
import type { Digest, PersonId } from '../ledger/ids.ts';
import type { By } from '../ledger/record.ts';

/** How the teller finds words. `text` is null for redacted text; `clock` writes an instant (milliseconds UTC) as its readers want it. */
export interface Telling {
  readonly name: (person: PersonId) => string;
  readonly text: (hash: Digest) => string | null;
  /** What stands where a text was taken out. */
  readonly taken: (hash: Digest) => string;
  readonly clock: (at: number) => string;
  /** Titles of the runbook's steps, choices and tasks; null where the runbook is not at hand. */
  readonly step: (id: string) => string | null;
  /** Whether the product looks at this step by itself, where it can: what people say of it is a claim. */
  readonly looked: (id: string) => boolean;
  readonly choice: (step: string, id: string) => string | null;
  readonly task: (id: string) => string | null;
}

/** A piece of a sentence. `ours`: our words; `name`: from roster, configuration or runbook; `typed`: what somebody typed. */
export interface Piece {
  readonly kind: 'ours' | 'name' | 'typed';
  readonly words: string;
}

/** Who acted, in words. */
export function actorName(by: By, name: Telling['name']): string {
  if (by.actor === 'person') return name(by.person);
  return by.actor === 'clock' ? 'The clock' : 'Glassbreak';
}

/** Finds the pieces of one line. */
export class Teller {
  readonly who: Piece;
  readonly byPerson: boolean;
  readonly telling: Telling;

  constructor(by: By, telling: Telling) {
    this.byPerson = by.actor === 'person';
    this.who = name(actorName(by, telling.name));
    this.telling = telling;
  }

  /** A typed text in quotation marks. */
  typed(hash: Digest): readonly Piece[] {
    const text = this.telling.text(hash);
    return text === null ? [{ kind: 'typed', words: this.telling.taken(hash) }] : [ours('“'), { kind: 'typed', words: text }, ours('”')];
  }

  /** `before` and the typed text, or nothing where there is none. */
  maybe(before: string, hash: Digest | null): readonly Piece[] {
    return hash === null ? [] : [ours(before), ...this.typed(hash)];
  }

  person(id: PersonId): Piece {
    return name(this.telling.name(id));
  }

  people(ids: readonly PersonId[]): readonly Piece[] {
    return ids.flatMap((id, at) => [...(at === 0 ? [] : [ours(at === ids.length - 1 ? ' and ' : ', ')]), this.person(id)]);
  }

  step(id: string): readonly Piece[] {
    return titled(this.telling.step(id) ?? id);
  }

  choice(step: string, id: string): readonly Piece[] {
    return titled(this.telling.choice(step, id) ?? id);
  }

  task(id: string): readonly Piece[] {
    return titled(this.telling.task(id) ?? id);
  }

  tasks(ids: readonly string[]): readonly Piece[] {
    return ids.flatMap((id, at) => [...(at === 0 ? [] : [ours(', ')]), ...this.task(id)]);
  }

  time(at: number): Piece {
    return ours(this.telling.clock(at));
  }
}

/** Words of the product. */
export function ours(words: string): Piece {
  return { kind: 'ours', words };
}

/** A name or title, from roster, configuration or runbook. */
export function name(words: string): Piece {
  return { kind: 'name', words };
}

function titled(title: string): readonly Piece[] {
  return [ours('“'), name(title), ours('”')];
}

type Words = string | Piece | readonly Piece[];

/** A sentence: the literal's own words and what stands between them; our words that meet become one piece. */
export function say(literal: TemplateStringsArray, ...between: readonly Words[]): readonly Piece[] {
  const all = literal.flatMap((words, at) => [ours(words), ...pieces(between[at] ?? '')]);
  const joined: Piece[] = [];
  for (const piece of all.filter(({ words }) => words !== '')) {
    const before = joined.at(-1);
    if (before?.kind === 'ours' && piece.kind === 'ours') joined.splice(-1, 1, ours(before.words + piece.words));
    else joined.push(piece);
  }
  return joined;
}

function pieces(words: Words): readonly Piece[] {
  if (typeof words === 'string') return [ours(words)];
  return 'kind' in words ? [words] : words;
}
