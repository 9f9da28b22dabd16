// The word of a closed list that somebody probably meant.

/** The allowed word at the smallest edit distance, at most a third of its letters (and at least one) apart; null when none is that near. */
export function nearest(word: string, allowed: readonly string[]): string | null {
  let best: { readonly word: string; readonly far: number } | null = null;
  for (const one of allowed) {
    const most = Math.max(1, one.length / 3);
    if (Math.abs(word.length - one.length) > most) continue;
    const far = distance(word.toLowerCase(), one.toLowerCase());
    if (far <= most && (best === null || far < best.far)) best = { word: one, far };
  }
  return best?.word ?? null;
}

/** Levenshtein distance: letters added, removed or changed. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let done = 0; done < from.length; done += 1) {
    let left = done + 1;
    let diagonal = done;
    row = row.map((above, index) => {
      if (index > 0) left = Math.min(left + 1, above + 1, diagonal + (to[index - 1] === from[done] ? 0 : 1));
      diagonal = above;
      return left;
    });
  }
  return row.reduce((_, last) => last);
}
