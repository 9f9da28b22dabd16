// The review in the second reading: everybody whose vote counted says once more that it was theirs, or a manager who took no part says why not.
import { type Acting, has, holder, type Human, humans, type Owned, type Voice } from './humans.ts';

export interface Reviewed extends Owned {
  readonly voices: readonly Voice[];
  readonly tookPart: ReadonlySet<string>;
  readonly answers: Map<string, { readonly voice: Voice; is: 'confirmed' | 'excused' | null }>;
}

/** Whose votes made the quorum; each is to be confirmed once more. */
export function askOnce(use: Reviewed, roster: readonly Human[]): void {
  for (const [newest] of humans(use, use.voices, roster)) {
    const id = newest === undefined ? undefined : holder(roster, newest.account)?.id;
    const voice = use.voices.find((one) => one.id === id);
    if (voice !== undefined) use.answers.set(voice.id, { voice, is: null });
  }
}

/** Whether it happened, at the review. */
export function reviewing(use: Reviewed, who: Acting, asking: { readonly verb: string; readonly voter?: string }): boolean {
  const answer = use.answers.get(asking.voter ?? '');
  if (asking.verb === 'confirm-vote') {
    if (answer === undefined || answer.is === 'confirmed') return false;
    if (answer.voice.id !== who.id && !who.accounts.includes(answer.voice.account)) return false;
    return Boolean((answer.is = 'confirmed'));
  }
  if (!has(who, 'manager') || use.tookPart.has(who.id)) return false;
  if (asking.verb === 'excuse-vote') return answer?.is === null && Boolean((answer.is = 'excused'));
  return [...use.answers.values()].every(({ is }) => is !== null);
}
