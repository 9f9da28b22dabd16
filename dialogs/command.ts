// Everything that somebody may ask of an activation, as one closed union; and the parsing of what an edge brings. A command carries no
// authority: who may do it is decided from the ledger, the roster and the policy alone.
import { z } from 'zod';
import { CLASSES, REPORTING } from '../ledger/fact-after.ts';
import { ENDINGS } from '../ledger/fact-change.ts';
import { KINDS } from '../ledger/fact-request.ts';
import { AccountId, ActivationId, AnnouncementId, Digest, PartId, PersonId, Slug } from '../ledger/ids.ts';
import type { Text } from '../ledger/store.ts';
import type { Sealed } from '../ledger/text.ts';
import { ROWS, wholeRows } from './follow-up.ts';
import type { OwnCommand } from './own-command.ts';
import { TYPED_FIELDS, typed, typedOrNothing } from './typed.ts';

const activation = ActivationId;
/** The check code of the runbook whose step the card showed, the first eight digits of its digest; null: whichever is walked now. */
const runbook = z
  .string()
  .regex(/^[0-9a-f]{8}$/)
  .nullable()
  .default(null);

/** A whole number as people and choices give it: 7, "07", " 7 ". */
function whole(least: number, most: number, error: string) {
  const digits = z
    .string()
    .trim()
    .regex(/^\d{1,4}$/)
    .transform(Number);
  return z.union([z.int(), digits], { error }).pipe(z.int({ error }).min(least, { error }).max(most, { error }));
}
const minutes = whole(1, 1440, 'this must be a number of minutes from 1 to 1440');
/** A time as the edge works it out from a day and an hour of the day, milliseconds UTC. */
const when = z.int('choose a day, and a time such as 10:00').min(0).max(4_102_444_800_000, 'choose a day within the next 90 days');
const nothing = z.literal('').transform(() => null);
const number = whole(0, 99, 'this must be the two digits that the requester reads out, such as 07');

export const Command = z.discriminatedUnion('verb', [
  z.object({
    verb: z.literal('request'),
    kind: z.enum(KINDS),
    domain: Slug,
    account: AccountId,
    operator: PersonId,
    minutes,
    otherAdmin: z.enum(['no', 'unknown', 'yes']),
    why: typed(1000),
    ticket: typedOrNothing(100),
    /** null, and “-” where none was chosen: no second account. */
    fallback: z
      .union([z.literal('-').transform(() => null), AccountId])
      .nullable()
      .default(null),
    over: ActivationId.nullable().default(null),
    announcement: AnnouncementId.nullable().default(null),
  }),
  z.object({ verb: z.literal('announce-drill'), account: AccountId, operator: PersonId, action: typed(300), at: when }),
  /** `attempt` counts the numbers that this approver's card had shown before: a click delivered twice is one attempt. */
  z.object({ verb: z.literal('approve'), activation, request: Digest, number, attempt: z.int().min(0) }),
  z.object({ verb: z.literal('deny'), activation, request: Digest, why: typed(1000) }),
  z.object({ verb: z.literal('withdraw'), activation, why: typedOrNothing(1000) }),
  z.object({ verb: z.literal('disown'), activation }),
  z.object({ verb: z.literal('release'), activation, part: PartId, seal: typed(40) }),
  z.object({ verb: z.literal('in-hand'), activation }),
  z.object({ verb: z.literal('take-fallback'), activation, fault: typed(1000) }),
  z.object({ verb: z.literal('rotate-both'), activation, cause: typed(1000) }),
  z.object({
    verb: z.literal('finish-step'),
    activation,
    step: Slug,
    runbook,
    choice: Slug.nullable().default(null),
    evidence: typedOrNothing(2000),
  }),
  z.object({ verb: z.literal('fail-step'), activation, step: Slug, runbook, why: typed(2000) }),
  z.object({ verb: z.literal('skip-step'), activation, step: Slug, runbook, why: typed(2000) }),
  z.object({ verb: z.literal('witness-step'), activation, step: Slug, runbook }),
  z.object({ verb: z.literal('note'), activation, text: typed(2000) }),
  z.object({ verb: z.literal('change'), activation, was: typed(1000), is: typed(1000), back: typed(1000) }),
  z.object({ verb: z.literal('hand-back'), activation }),
  z.object({ verb: z.literal('revoke'), activation, cause: typed(1000) }),
  /** `asked` and `offered` count what the card knew, `ask` and `offer` name one of them from 1: a click delivered twice is one. */
  z.object({ verb: z.literal('ask-extension'), activation, minutes, need: typed(1000), asked: z.int().min(0) }),
  z.object({ verb: z.literal('approve-extension'), activation, ask: z.int().min(1) }),
  z.object({ verb: z.literal('deny-extension'), activation, ask: z.int().min(1), whyNot: typed(1000) }),
  z.object({ verb: z.literal('offer-handover'), activation, to: PersonId, offered: z.int().min(0) }),
  z.object({ verb: z.literal('accept-handover'), activation, offer: z.int().min(1) }),
  z.object({ verb: z.literal('confirm-handover'), activation, offer: z.int().min(1) }),
  z.object({ verb: z.literal('join'), activation }),
  z.object({ verb: z.literal('offer-takeover'), activation }),
  z.object({ verb: z.literal('return'), activation, part: PartId, seal: typed(40) }),
  /** `ended`: put back or kept, of a task about a logged change; of no other. */
  z.object({ verb: z.literal('do-task'), activation, task: Slug, evidence: typed(2000), ended: z.enum(ENDINGS).nullable().default(null) }),
  /** `opened` counts the windows that the card knew. */
  z.object({ verb: z.literal('open-test'), activation, task: Slug, witness: PersonId, opened: z.int().min(0) }),
  z.object({ verb: z.literal('fail-test'), activation, task: Slug, evidence: typed(2000) }),
  z.object({ verb: z.literal('confirm-task'), activation, task: Slug }),
  z.object({ verb: z.literal('reopen-task'), activation, task: Slug, why: typed(1000) }),
  z
    .object({
      verb: z.literal('review'),
      activation,
      class: z.enum(CLASSES, 'choose what it was'),
      found: typed(4000),
      ticket: typedOrNothing(100),
      reporting: z
        .union([nothing, z.enum(REPORTING)], 'choose one of the two')
        .nullable()
        .default(null),
      ...ROWS,
    })
    .superRefine(wholeRows),
  z.object({ verb: z.literal('follow-up-done'), activation, followUp: whole(1, 3, 'choose one of the follow-ups'), evidence: typed(2000) }),
  /** `review` counts the reviews of this activation: a late click is about the one that its card showed and no other. */
  z.object({ verb: z.literal('countersign'), activation, review: z.int().min(1).default(1) }),
  z.object({ verb: z.literal('refuse-review'), activation, review: z.int().min(1), why: typed(1000) }),
  /** `person`: in whose name the vote stands. */
  z.object({ verb: z.literal('confirm-vote'), activation, person: PersonId }),
  z.object({ verb: z.literal('doubt-vote'), activation, person: PersonId, why: typed(1000) }),
  z.object({ verb: z.literal('excuse-vote'), activation, person: PersonId, why: typed(500) }),
  /** About a configuration that is held, by its digest. */
  z.object({ verb: z.literal('confirm-roster'), digest: Digest }),
  z.object({ verb: z.literal('reject-roster'), digest: Digest }),
  /** `ago`: minutes since it began, 0 for now; the operator is null, and comes as “-”, where nobody knows who it was. */
  z.object({
    verb: z.literal('declare'),
    domain: Slug,
    account: AccountId,
    operator: z.union([z.literal('-').transform(() => null), PersonId]),
    minutes,
    ago: whole(0, 2880, 'this must be a number of minutes from 0 (now) to 2880 (two days)'),
    why: typed(1000),
  }),
  z.object({ verb: z.literal('name-operator'), activation, operator: PersonId }),
  z.object({ verb: z.literal('ratify'), activation, request: Digest, why: typed(1000) }),
  z.object({ verb: z.literal('reject'), activation, request: Digest, why: typed(1000) }),
  /** `what` is the hash of the typed text that is to be taken out. */
  /** `line`: which text, as `lineOf` in `dialogs/correct.ts` writes it. */
  z.object({
    verb: z.literal('correct'),
    activation,
    line: z.string('choose one of the texts').max(40, 'choose one of the texts'),
    right: typed(2000),
    cause: typed(500),
  }),
  z.object({ verb: z.literal('redact'), activation, what: Digest, why: typed(500) }),
  /** `changed` counts the changes that the card knew. */
  z.object({ verb: z.literal('change-domain'), activation, domain: Slug, changed: z.int().min(0), saw: typedOrNothing(1000) }),
  z.object({ verb: z.literal('say-seen'), activation }),
  /** `calls` counts the calls in vain that the card showed before this one: a click delivered twice is one call. */
  z.object({ verb: z.literal('say-no-answer'), activation, person: PersonId, calls: z.int().min(0) }),
]);
/** A command of a person. Typed text in it is sealed: its hash goes into facts, the text beside them. */
export type Command = z.infer<typeof Command>;
export type Verb = Command['verb'];
export type CommandOf<V extends Verb> = Extract<Command, { verb: V }>;
/** A command about an activation that exists. */
export type CommandAbout = Extract<Command, { activation: ActivationId }>;

/** A field of a command that could not be read, as a person may be told: the field's name and what would be right. */
export interface Misread {
  readonly field: string;
  readonly what: string;
}

/**
 * Reads what an edge brings (unchecked JSON). Empty optional text counts as not given. Each typed text is sealed with
 * `salt(field, text)` (32 hex digits): the edge derives it by a keyed hash from who says it about what, so that the same words delivered
 * twice are the same fact. Answers every field that is wrong, never throws.
 */
export function parseCommand(
  raw: Readonly<Record<string, unknown>>,
  salt: (field: string, text: string) => string,
): Command | readonly Misread[] {
  const fields = new Map(Object.entries(raw));
  const typedFields = [...TYPED_FIELDS].map((name) => {
    const text = fields.get(name);
    return [name, { text, salt: typeof text === 'string' ? salt(name, text) : '' }] as const;
  });
  const read = Command.safeParse(Object.fromEntries([...fields, ...typedFields]));
  if (read.success) return read.data;
  return read.error.issues.map((issue) => ({ field: String(issue.path[0]), what: issue.message }));
}

/** The texts that a command carries, to be written beside its facts. */
export function textsOf(command: Command | OwnCommand): readonly Text[] {
  if (command.verb === 'adopt') return [{ hash: command.read.policy.digest, salt: '', text: command.read.source }];
  return Object.values(command).filter((value): value is Sealed => typeof value === 'object' && value !== null);
}
