// The allowed word nearest to a misspelt one, for "did you mean": edit distance, blind to case.

/**
 * The candidate that takes the fewest single-letter changes, or null when none comes within a third of its letters (at least two). Words
 * of more than 64 letters have none.
 */
export function nearest(word: string, candidates: readonly string[]): string | null {
  if (word.length > 64) return null;
  let best: string | null = null;
  let least = Infinity;
  for (const candidate of candidates) {
    const steps = distance(word.toLowerCase(), candidate.toLowerCase());
    if (steps < least && steps <= Math.max(2, Math.floor(candidate.length / 3)) && steps < candidate.length) {
      best = candidate;
      least = steps;
    }
  }
  return best;
}

function distance(one: string, two: string): number {
  const others = Array.from(two);
  let above = [0, ...others.map((_, at) => at + 1)];
  for (const [row, letter] of Array.from(one).entries()) {
    const here = [row + 1];
    for (const [at, other] of others.entries()) {
      const change = (above[at] ?? 0) + (letter === other ? 0 : 1);
      here.push(Math.min(change, (above[at + 1] ?? 0) + 1, (here[at] ?? 0) + 1));
    }
    above = here;
  }
  return above.at(-1) ?? 0;
}
