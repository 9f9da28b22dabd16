// The frame that every card shares: a band that says in words what this is, one sentence, what came of a click, the body, and where the record stands.
import type { Activation } from '../ledger/activation.ts';
import { type Data, template, wired } from './bind.ts';
import json from './frame.json' with { type: 'json' };
import { clockTime, plain, run, shortHash } from './text.ts';
import type { CardJson, Shown, Viewing } from './view.ts';

/** Colour repeats what the band says: attention, somebody must act; warning, in use or waiting; good, done; default, over or mere information. */
export type Tone = 'attention' | 'warning' | 'good' | 'accent' | 'default';

export interface Framed {
  /** The card's name: buttons carry it. */
  readonly card: string;
  /** What the card is about; null: no activation, hence neither REAL nor DRILL, no id and no foot. */
  readonly activation: Activation | null;
  /** Overruled by accent on a drill. */
  readonly tone: Tone;
  /** Words in capitals, without REAL or DRILL: the frame puts that before them. */
  readonly band: string;
  /** One whole sentence; Markdown is read in it, so names and typed words come through `plain` or `nameOf`. */
  readonly heading: string;
  readonly second?: string;
  readonly body: readonly CardJson[];
  readonly actions?: readonly CardJson[];
  /** What notifications show, without Markdown: names through `nameRun`. The frame puts DRILL and the id before it. */
  readonly summary: string;
}

const SHAPE = {
  style: 'text',
  colour: 'text',
  band: 'text',
  hasId: 'flag',
  id: 'text',
  heading: 'text',
  hasSecond: 'flag',
  second: 'text',
  hasNotice: 'flag',
  noticeStyle: 'text',
  notice: 'text',
  hasFoot: 'flag',
  foot: 'text',
} as const;
const fill = template(json, SHAPE);
const COLOURS = { attention: 'Attention', warning: 'Default', good: 'Good', accent: 'Accent', default: 'Default' } as const;

/** A whole card, buttons wired, notice and foot drawn from the reader's moment. */
export function frame(framed: Framed, viewing: Viewing): Shown {
  const { activation, card } = framed;
  const wiring = { card, activation: activation?.id ?? null };
  const body = fill(values(framed, viewing)).body.flatMap((element) => (element['type'] === 'body' ? framed.body : [element]));
  const about = activation === null ? '' : `${activation.request.kind === 'drill' ? 'DRILL ' : ''}${activation.id}: `;
  const summary = run(`${about}${framed.summary}`, 250);
  const drawn = {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText: summary,
    msteams: { width: 'Full' },
    body: wired(body, wiring),
    actions: wired(framed.actions ?? [], wiring),
  };
  return { card: drawn, summary };
}

function values({ activation, tone, band, heading, second = '' }: Framed, viewing: Viewing): Data<typeof SHAPE> {
  const drill = activation?.request.kind === 'drill';
  const shown = drill ? 'accent' : tone;
  const { notice } = viewing;
  return {
    style: shown,
    colour: COLOURS[shown],
    band: activation === null ? band : `${drill ? 'DRILL' : 'REAL'} · ${band}`,
    hasId: activation !== null,
    id: activation?.id ?? '',
    heading,
    hasSecond: second !== '',
    second,
    hasNotice: notice !== null,
    noticeStyle: notice?.tone ?? 'default',
    notice: notice === null ? '' : `${notice.tone === 'good' ? '✓' : '!'} ${plain(notice.text, 500)}`,
    hasFoot: activation !== null,
    foot: activation === null ? '' : foot(activation, viewing),
  };
}

/** A roster is read every quarter of an hour; only an older one is worth an edit of every card. */
const FRESH = 20 * 60_000;

/** Position and root of this activation's last record, and the roster's age: in words that stay the same while nothing happens. */
function foot({ last }: Activation, viewing: Viewing): string {
  const { now, roster } = viewing.circumstances;
  const age = now - roster.readAt < FRESH ? 'roster up to date' : `roster as of ${clockTime(roster.readAt, viewing)}`;
  return `Record ${last.seq} · ${shortHash(last.root)} · ${age}`;
}
