// Words on cards: what people typed or configured stays plain (no link, mention, markup or card function), and times, names and hashes read the same everywhere.
import type { Digest, PersonId } from '../ledger/ids.ts';
import type { By } from '../ledger/record.ts';
import { cleanText } from '../dialogs/typed.ts';
import type { Viewing } from './view.ts';

/** What stands where a typed text was redacted. */
export const REDACTED = '[taken out later]';

/** For a TextRun, a choice of a compact list, a title: there Markdown is not read. Cut to `most` characters. */
export function run(text: string, most = 1000): string {
  return capped(tame(cleanText(text.slice(0, 20_000))), most);
}

/** For the value of an input, which no client reads as anything but text: what was typed comes back as it was. */
export function inputValue(text: string, most: number): string {
  return capped(cleanText(text.slice(0, 20_000)), most);
}

/** For a TextBlock or a fact, where Markdown is read: on one line, every character that Markdown could take escaped. Cut to `most` characters. */
export function plain(text: string, most = 300): string {
  return run(text.replaceAll(/\s+/g, ' '), most)
    .replaceAll(/[\\[\]()*_#~>|`]|&(?=#?\w+;)/g, String.raw`\$&`)
    .replace(/^[-+]/, String.raw`\$&`)
    .replace(/^(\d+)\./, String.raw`$1\.`);
}

/** Breaks, visibly, what a client would act on even outside Markdown: mentions and HTML, card functions, templates, addresses. */
function tame(text: string): string {
  return text
    .replaceAll(/<(?=[/!?]|\p{L})/gu, '< ')
    .replaceAll(/\{(?=\{)/g, '{ ')
    .replaceAll(/\$(?=\{)/g, '$ ')
    .replaceAll(/(?<=\p{L}):(?=\/\/)/gu, ': ')
    .replaceAll(/\bwww\.(?=\S)/gi, '$& ');
}

/** Cut to `most` characters, with a sign that it is. */
export function capped(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '');
  return `${cut.trimEnd()}…`;
}

/** A typed text by its hash, for a TextRun. */
export function typedText(hash: Digest, viewing: Viewing, most = 1000): string {
  const text = viewing.text(hash);
  return text === null ? run(takenOut(hash, viewing), Math.max(most, TAKEN)) : run(text, most);
}

/** The same, on one line, for a TextBlock or a fact. */
export function typedPlain(hash: Digest, viewing: Viewing, most = 160): string {
  const text = viewing.text(hash);
  return text === null ? plain(takenOut(hash, viewing), Math.max(most, TAKEN)) : plain(text, most);
}

/** Room for who, when and the beginning of why. */
const TAKEN = 160;

/** What stands where a typed text was taken out: by whom, when and why, where that is known. As raw as typed text: through `run` or `plain`. */
export function takenOut(hash: Digest, viewing: Viewing): string {
  const taken = viewing.taken(hash);
  if (taken === null) return REDACTED;
  const who = taken.by.actor === 'person' ? rosterName(taken.by.person, viewing) : 'Glassbreak';
  const why = viewing.text(taken.why);
  return takenBy(`${who}, ${clockTime(taken.at, viewing)}`, why);
}

/** The same in words that are known already; `why` is null where the reason was taken out itself. */
export function takenBy(who: string, why: string | null): string {
  return `${REDACTED.slice(0, -1)} by ${who}${why === null ? '' : `: “${why}”`}]`;
}

/** The roster's name of a person, for a TextBlock or a fact; somebody no longer on it appears by id. */
export function nameOf(person: PersonId | null, viewing: Viewing): string {
  return plain(rosterName(person, viewing), 60);
}

/** The same for a TextRun, a choice, a title or a summary. */
export function nameRun(person: PersonId | null, viewing: Viewing): string {
  return run(rosterName(person, viewing), 60);
}

/** A sign-in has an operator whom nobody knows yet. */
const NOBODY_KNOWS = 'somebody we do not know yet';

function rosterName(person: PersonId | null, viewing: Viewing): string {
  if (person === null) return NOBODY_KNOWS;
  return viewing.circumstances.roster.people.get(person)?.name ?? person;
}

/** Who left a mark; the clock and the product are Glassbreak. For a TextBlock or a fact. */
export function byWhom(by: By, viewing: Viewing): string {
  return by.actor === 'person' ? nameOf(by.person, viewing) : 'Glassbreak';
}

/** People in a sentence: "Aaron", "Aaron and Bea", "Aaron, Bea and Carl". */
export function listed(names: readonly string[], word: 'and' | 'or' = 'and'): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${word} ${last}`;
}

/** The phone number that the roster has of a person, for a TextBlock or a fact; words when there is none. */
export function phoneOf(person: PersonId | null, viewing: Viewing): string {
  const phone = person === null ? '' : (viewing.circumstances.roster.people.get(person)?.phone ?? '');
  return phone.trim() === '' ? 'no number on the roster' : plain(phone, 40);
}

const MINUTE = 60_000;

/** An instant in the reader's zone with UTC beside it: `03:42 (02:42 UTC)`; with the day, `24 Nov 00:10 (23 Nov 23:10 UTC)`, when that is another day than now. */
export function clockTime(at: number, viewing: Viewing): string {
  const east = viewing.offset(viewing.zone, at);
  const local = localTime(at, viewing);
  if (east === 0) return `${local} UTC`;
  const sameDay = day(at) === day(at + east * MINUTE);
  return `${local} (${local.length === 5 || sameDay ? '' : `${day(at)} `}${hour(at)} UTC)`;
}

/** The same without UTC, for strips and lists where UTC stands nearby: `03:42`, `24 Nov 00:10`. */
export function localTime(at: number, viewing: Viewing): string {
  const { now } = viewing.circumstances;
  const local = at + viewing.offset(viewing.zone, at) * MINUTE;
  const today = day(now + viewing.offset(viewing.zone, now) * MINUTE);
  return day(local) === today ? hour(local) : `${day(local)} ${hour(local)}`;
}

function hour(at: number): string {
  return new Date(at).toISOString().slice(11, 16);
}

function day(at: number): string {
  return new Date(at).toUTCString().slice(5, 11).replace(/^0/, '');
}

/** A day of the calendar: `Fri, 04 Dec 2026`. */
export function dayWords(iso: string): string {
  return new Date(`${iso}T00:00:00.000Z`).toUTCString().slice(0, 16);
}

/** The first eight hex digits, in two groups: `9f3a 61c2`. */
export function shortHash(hex: string): string {
  return `${hex.slice(0, 4)} ${hex.slice(4, 8)}`;
}

/** A length of time as people say it at night: `60 min`. */
export function minutes(count: number): string {
  return `${count} min`;
}

/** A span of milliseconds as people say it: `47 min`, `3 h 10 min`. */
export function span(length: number): string {
  const whole = Math.round(length / MINUTE);
  return whole < 60 ? minutes(whole) : `${Math.floor(whole / 60)} h ${whole % 60} min`;
}

/** A line of a RichTextBlock: a few bold words, then the rest. */
export interface Detail {
  readonly lead: string;
  readonly words: string;
}

/** The first of these lines, at most `most`, as far as they fit into so many bytes (a card may be 20 KB); then how many more there are. */
export function fitting(lines: readonly Detail[], { most, bytes }: { readonly most: number; readonly bytes: number }): readonly Detail[] {
  let room = bytes;
  const fits = (line: Detail) => (room -= Buffer.byteLength(JSON.stringify(line))) >= 0;
  const past = lines.slice(0, most).findIndex((line) => !fits(line));
  const shown = lines.slice(0, past === -1 ? most : past);
  if (shown.length === lines.length) return lines;
  return [...shown, { lead: `${lines.length - shown.length} more:`, words: 'see the timeline.' }];
}
