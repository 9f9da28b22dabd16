// Asking for a part of a timeline: by person and by kind, chosen on the card or typed; and the words that say what is shown.
import { actors, ALL, LINE_KINDS, type LineKind, type Only } from '../ledger/line-kind.ts';
import type { ActivationId, PersonId } from '../ledger/ids.ts';
import type { Line } from '../ledger/timeline.ts';
import { drawSaid } from './said.ts';
import { listed, nameOf, nameRun } from './text.ts';
import type { Shown, Viewing } from './view.ts';

const KINDS: Readonly<Record<LineKind, string>> = {
  votes: 'votes and approvals',
  custody: 'custody',
  steps: 'steps and changes',
  after: 'after the use',
};

/** In the data of a button, in place of a person or a kind. */
const EVERY = 'all';
/** So many people are offered; more can be typed. */
const MOST = 20;

/** What the data of a button asks for; whatever these lines do not know asks for all. */
export function onlyPressed({ who, about }: { readonly who: unknown; readonly about: unknown }, lines: readonly Line[]): Only {
  const person = actors(lines).find((one) => one === who) ?? null;
  return { person, kind: LINE_KINDS.find((one) => one === about) ?? null };
}

/** What typed words ask for: the word of a kind, a part of a name, or both. A text: these words name nobody, or not one alone. */
export function onlyTyped(words: string, lines: readonly Line[], viewing: Viewing): Only | string {
  const said = words
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '');
  const kind = LINE_KINDS.find((one) => said.includes(one)) ?? null;
  const part = said.filter((word) => word !== kind).join(' ');
  if (part === '') return { ...ALL, kind };
  const people = actors(lines);
  const named = people.filter((one) => nameRun(one, viewing).toLowerCase().includes(part));
  const [person, another] = named.length > 1 ? exactly(named, part, viewing) : named;
  if (person !== undefined && another === undefined) return { person, kind };
  const known = named.length > 1 ? named : people;
  const who = listed(
    known.map((one) => nameRun(one, viewing)),
    named.length > 1 ? 'or' : 'and',
  );
  return named.length > 1
    ? `More than one person fits: ${who}.`
    : `Nobody of that name did anything here. There ${known.length === 1 ? 'is' : 'are'} ${who}.`;
}

/** One who is called exactly so, among several whose names hold it; else all of them. */
function exactly(named: readonly PersonId[], part: string, viewing: Viewing): readonly PersonId[] {
  const same = named.filter((one) => nameRun(one, viewing).toLowerCase() === part);
  return same.length === 1 ? same : named;
}

/** In place of a timeline of which typed words asked for a part that is not clear. */
export function drawUnclear(activation: ActivationId, why: string): Shown {
  const text = `${why} Write a part of the name behind the number, and, if you like, one of ${listed(LINE_KINDS, 'or')}: timeline ${activation} bea custody.`;
  const buttons = [{ title: 'The whole timeline', verb: 'timeline', data: { activation } }];
  return drawSaid({ tone: 'default', band: 'TIMELINE', heading: `${activation}: whose lines?`, text, buttons });
}

/** The words for what is shown, for a TextBlock; empty for everything. */
export function onlyWords({ person, kind }: Only, viewing: Viewing): string {
  const all = [person === null ? '' : `what ${nameOf(person, viewing)} did`, kind === null ? '' : KINDS[kind]];
  const said = all.filter((one) => one !== '');
  return said.length === 0 ? '' : `Only ${said.join(', only ')}; “All lines” shows everything. `;
}

/** What buttons that keep the filter carry. */
export function onlyData({ person, kind }: Only): { readonly who: string; readonly about: string } {
  return { who: person ?? EVERY, about: kind ?? EVERY };
}

/** The choices of the form, what is shown now being chosen. */
export function onlyChoices(lines: readonly Line[], { person, kind }: Only, viewing: Viewing) {
  const shown = actors(lines).slice(0, MOST);
  const people = person === null || shown.includes(person) ? shown : [...shown, person];
  return {
    people: [{ title: 'Everybody', value: EVERY }, ...people.map((one) => ({ title: nameRun(one, viewing), value: one }))],
    kinds: [{ title: 'Everything', value: EVERY }, ...LINE_KINDS.map((one) => ({ title: KINDS[one], value: one }))],
    ...onlyData({ person, kind }),
  };
}
