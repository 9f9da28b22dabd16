// JSON from outside as an object that is safe to walk: no deeper than a card can be, and without `__proto__` anywhere.

export type JsonObject = Readonly<Record<string, unknown>>;

/** Adaptive Cards and activities stay below 30; 20,000-deep JSON would overflow whoever recurses over it. */
const DEEPEST = 100;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member as a string, or null. */
export function stringOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The member as an object; an empty one when it is something else. */
export function objectOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** Parses the body of a request. A string tells what is wrong with it, in one fixed phrase. */
export function parseJsonObject(text: string): JsonObject | string {
  try {
    const value: unknown = JSON.parse(text);
    if (!isJsonObject(value)) return 'not an object';
    return shapeProblem(value, 0) ?? value;
  } catch {
    return 'not JSON';
  }
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function shapeProblem(value: JsonObject | readonly unknown[], depth: number): string | null {
  if (depth > DEEPEST) return 'too deep';
  if (Object.hasOwn(value, '__proto__')) return 'a forbidden name';
  for (const member of isList(value) ? value : Object.values(value)) {
    if (!isJsonObject(member) && !isList(member)) continue;
    const problem = shapeProblem(member, depth + 1);
    if (problem !== null) return problem;
  }
  return null;
}
