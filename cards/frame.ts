// The frame that every card shares: a band that says in words what this is, one sentence, what came of a click, the body, and where the record stands.
import { type Activation, declarationOf } from '../ledger/activation.ts';
import type { ActivationId } from '../ledger/ids.ts';
import { REFUSALS } from '../dialogs/refusal.ts';
import { type Data, template, wired } from './bind.ts';
import { clockAlarms } from './clock.ts';
import { kindBand, scopeOf } from './drill-words.ts';
import json from './frame.json' with { type: 'json' };
import { callForDuty } from './reach.ts';
import { silenceAlarms } from './silence.ts';
import { byWhom, clockTime, plain, run, shortHash } from './text.ts';
import { windowAlarms } from './test-sign-in.ts';
import { bandEnd, judgementAlarms } from './unapproved.ts';
import type { CardJson, Shown, Viewing } from './view.ts';
import { doubtAlarms } from './votes-again.ts';

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
  band: 'text',
  hasId: 'flag',
  id: 'text',
  heading: 'text',
  hasSecond: 'flag',
  second: 'text',
  hasScope: 'flag',
  scope: 'text',
  hasNotice: 'flag',
  noticeStyle: 'text',
  notice: 'text',
  hasAlarm: 'flag',
  alarm: 'text',
  hasFoot: 'flag',
  foot: 'text',
} as const;
const fill = template(json, SHAPE);

/** A whole card, buttons wired, notice, alarms and foot drawn from the reader's moment. `viewing` is null for a reader we do not know. */
export function frame(framed: Framed, viewing: Viewing | null): Shown {
  const { activation, card } = framed;
  const wiring = { card, activation: activation?.id ?? null };
  const body = fill(values(framed, viewing)).body.flatMap((element) => (element['type'] === 'body' ? framed.body : [element]));
  const about = activation === null ? '' : `${mark(activation)}${activation.id}: `;
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

/** What a notification begins with when it is not an ordinary use. */
function mark(activation: Activation): string {
  if (declarationOf(activation) !== null) return 'UNAPPROVED ';
  return activation.request.kind === 'drill' ? `${kindBand(activation.request)} ` : '';
}

function values({ card, activation, tone, band, heading, second = '' }: Framed, viewing: Viewing | null): Data<typeof SHAPE> {
  const drill = activation?.request.kind === 'drill';
  const notice = viewing?.notice ?? null;
  const scope = activation !== null && viewing !== null ? scopeOf(activation, viewing) : '';
  const about =
    activation !== null && viewing !== null
      ? [...silenceAlarms(activation), ...callForDuty(card, activation, viewing), ...alarms(activation, viewing)]
      : [];
  const alarm = [...(viewing === null ? [] : clockAlarms(viewing)), ...about].join(' ');
  return {
    style: drill ? 'accent' : tone,
    band: activation === null ? band : `${kindBand(activation.request)} · ${band}${bandEnd(activation)}`,
    hasId: activation !== null,
    id: activation?.id ?? '',
    heading,
    hasSecond: second !== '',
    second,
    hasScope: scope !== '',
    scope,
    hasNotice: notice !== null,
    noticeStyle: notice?.tone ?? 'default',
    notice: notice === null ? '' : `${notice.tone === 'good' ? '✓' : '!'} ${plain(notice.text, 500)}`,
    hasAlarm: alarm !== '',
    alarm,
    hasFoot: activation !== null,
    foot: activation !== null && viewing !== null ? foot(activation, viewing) : '',
  };
}

/** A roster is read every quarter of an hour; only an older one is worth an edit of every card. */
const FRESH = 20 * 60_000;

/** Position and root of this activation's last record, and the roster's age: in words that stay the same while nothing happens. */
function foot({ last }: Activation, viewing: Viewing): string {
  const { now, roster } = viewing.circumstances;
  const age =
    now - roster.readAt < FRESH ? 'people and roles are up to date' : `people and roles as of ${clockTime(roster.readAt, viewing)}`;
  return `Record ${last.seq}, check code ${shortHash(last.root)} · ${age}`;
}

/** What nobody who looks at this activation may miss: votes that their voters say are not theirs; a record that this release cannot read. */
function alarms(activation: Activation, viewing: Viewing): readonly string[] {
  const disowned = activation.disowned.map(({ by, at, seq }) => {
    const counted = by.actor === 'person' && (activation.votes.get(by.person)?.seq ?? Infinity) < seq;
    const after = counted ? 'It had already counted and the activation goes on: ring the duty manager.' : 'It does not count.';
    return `! ${byWhom(by, viewing)} said at ${clockTime(at, viewing)} about the vote in that name: “That was not me”. ${after}`;
  });
  const said = [
    ...disowned,
    ...judgementAlarms(activation, viewing),
    ...doubtAlarms(activation, viewing),
    ...windowAlarms(activation, viewing),
  ];
  return activation.unknown === null ? said : [...said, `! ${REFUSALS['ledger-ahead']}`];
}

/** What a button carries beside its verb. */
export type ButtonData = Readonly<Record<string, string | number | null>>;

/** A card that took the place of the room's for one reader, with the button that brings the room's back. */
export function withWayBack({ card, summary }: Shown, activation: ActivationId): Shown {
  const back = wired([button('Back to the card of the room', 'refresh')], { card: 'room', activation });
  const actions: readonly unknown[] = Array.isArray(card['actions']) ? card['actions'] : [];
  return { card: { ...card, actions: [...actions, ...back] }, summary };
}

/** A button that a list of unknown length brings; those that a card always has stand in its template. */
export function button(title: string, verb: string, data: ButtonData = {}): CardJson {
  return { type: 'Action.Execute', title, verb, associatedInputs: 'none', data };
}
