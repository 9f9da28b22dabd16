// Medians, ratios and the table that the bench prints; which bars hold.

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which this share of the values lies; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** A line of the table. With `most` it is a bar: the value must not be above it. */
export interface Line {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly most?: number;
}

/** The ratio of two series, round by round, as its median. */
export function ratio(of: readonly number[], to: readonly number[]): number {
  return median(of.map((value, round) => value / (to[round] ?? NaN)));
}

/** Prints the lines; answers how many bars do not hold. */
export function print(title: string, lines: readonly Line[]): number {
  console.log(`\n${title}`);
  for (const { what, value, unit, most } of lines) {
    const bar = most === undefined ? '' : `at most ${most}: ${value <= most ? 'holds' : 'DOES NOT HOLD'}`;
    console.log(`  ${what.padEnd(58)} ${shown(value).padStart(9)} ${unit.padEnd(4)} ${bar}`.trimEnd());
  }
  return lines.filter(({ value, most }) => most !== undefined && !(value <= most)).length;
}

function shown(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toFixed(2);
}
