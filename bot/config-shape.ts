// The shape of glassbreak.yaml: which keys there are and what each must be, with the sentence for a value that is something else.
import { z } from 'zod';
import { BOUNDS, DRILL_DAYS } from '../dialogs/policy.ts';
import { AccountId, ObjectId, PersonId, Role, ROLES } from '../ledger/ids.ts';
import { knowsZone } from './clock.ts';
import { shown } from './config-yaml.ts';
import { nearest } from './nearest.ts';

const CREDENTIAL_TYPES = ['password', 'passkey', 'certificate'] as const;
const NAME = /^[a-z0-9][a-z0-9-]{0,39}$/;
const NIL = '00000000-0000-0000-0000-000000000000';
const A_NAME = 'a short name of lower-case letters, digits and hyphens, at most 40 long';

/** What to say of a value that is not there, or is something else. */
function must(be: string) {
  return (issue: { readonly input?: unknown }): string =>
    issue.input === undefined ? `this is missing; it must be ${be}` : `this must be ${be}`;
}

function text(most: number, be: string) {
  const error = must(`${be}, of 1 to ${most} characters`);
  return z.string({ error }).refine((value) => value.length >= 1 && value.length <= most, { error });
}

function pattern(shape: RegExp, be: string) {
  return z.string({ error: must(be) }).regex(shape, { error: must(be) });
}

function list<T extends z.ZodType>(entry: T, be: string) {
  return z.array(entry, { error: must(be) }).min(1, { error: must(be) });
}

function section<T extends z.ZodRawShape>(shape: T) {
  return z.strictObject(shape, { error: must(`a section with the keys ${Object.keys(shape).join(', ')}`) });
}

/** "allowed are …", with the nearest one first when there is one. */
export function allowed(word: string, words: readonly string[]): string {
  const near = nearest(word, words);
  return `${near === null ? '' : `did you mean ${near}? `}allowed are ${words.join(', ')}`;
}

function oneOf<const T extends readonly [string, ...string[]]>(words: T) {
  return z.enum(words, {
    error: ({ input }) =>
      typeof input === 'string' && input !== ''
        ? `${shown(input)} is not allowed; ${allowed(input, words)}`
        : must(`one of ${words.join(', ')}`)({ input }),
  });
}

function guid(be: string) {
  const error = must(`${be}, like 3f2504e0-4f89-41d3-9a0c-0305e82c3301`);
  return pattern(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, `${be}, like 3f2504e0-4f89-41d3-9a0c-0305e82c3301`)
    .refine((value) => value !== NIL, { error })
    .transform((value) => value.toLowerCase());
}

const objectId = guid('the object id of an Entra account').pipe(ObjectId);
const phone = pattern(/^\+[1-9][0-9 ()/.-]{5,29}$/, 'a phone number that begins with + and the country, like +49 30 555 0101');

const zone = z.string({ error: must('an IANA time zone, like Europe/Berlin') }).refine(knowsZone, {
  error: ({ input }) => {
    const near = typeof input === 'string' ? nearest(input, Intl.supportedValuesOf('timeZone')) : null;
    return `this must be an IANA time zone, like ${near ?? 'Europe/Berlin'}`;
  },
});

function minutes(limit: keyof typeof BOUNDS) {
  const { min, max } = BOUNDS[limit];
  const be = `a whole number of minutes from ${min} to ${max}`;
  return pattern(/^[0-9]{1,4}$/, be)
    .transform(Number)
    .refine((value) => value >= min && value <= max, { error: must(be) });
}

const days = pattern(/^[0-9]{1,3}$/, `a whole number of days from ${DRILL_DAYS.min} to ${DRILL_DAYS.max}`)
  .transform(Number)
  .refine((value) => value >= DRILL_DAYS.min && value <= DRILL_DAYS.max, {
    error: must(`a whole number of days from ${DRILL_DAYS.min} to ${DRILL_DAYS.max}`),
  });

const quietHours = pattern(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, 'two times of the day, like 22:00-07:00').transform(
  (text) => {
    const [from = 0, until = 0] = text.split('-').map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)));
    return { from, until };
  },
);

const Person = section({
  key: pattern(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    'the key of one human being, like an employee number: letters, digits, ".", "_" and "-"',
  ).pipe(PersonId),
  name: text(80, 'the name that others know this person by'),
  accounts: list(objectId, 'a list of the object ids of this person’s accounts'),
  roles: list(oneOf(ROLES).pipe(Role), `a list of roles out of ${ROLES.join(', ')}`),
  phone,
  timeZone: zone.optional(),
});

const personKey = pattern(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'the key of a person on the roster').pipe(PersonId);

const Part = section({
  id: pattern(NAME, A_NAME),
  what: text(80, 'what this part is, like "security key"'),
  custodians: list(personKey, 'a list of the keys of people who hold this part'),
  place: text(200, 'where this part is kept; only its custodians are told'),
});

const Credential = section({
  id: pattern(NAME, A_NAME),
  type: oneOf(CREDENTIAL_TYPES),
  parts: list(Part, 'a list of the sealed parts of this credential'),
});

const Account = section({
  id: pattern(NAME, A_NAME).pipe(AccountId),
  upn: pattern(/^[A-Za-z0-9][\w.'+-]{0,63}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/, 'the sign-in name, like bg-admin-01@contoso.onmicrosoft.com'),
  object: objectId,
  credentials: list(Credential, 'a list of the credentials of this account'),
});

/** An address that holds nothing secret: no user, no query, no fragment. */
function plainAddress(value: string): boolean {
  const url = URL.canParse(value) ? new URL(value) : null;
  return url?.protocol === 'https:' && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
}

const paging = section({
  url: text(500, 'the https address that takes pages, without user, query or fragment').refine(plainAddress, {
    error: must('the https address that takes pages, without user, query or fragment'),
  }),
  drills: oneOf(['true', 'false'])
    .optional()
    .transform((word) => word === 'true'),
});

export const Shape = section({
  tenant: guid('the tenant id'),
  origin: pattern(
    /^[a-z0-9][a-z0-9.-]*(\/[a-z0-9._-]+)*$/,
    'the name checkpoints are signed under, like glassbreak.example/contoso: no spaces, no capitals',
  ),
  timeZone: zone,
  room: section({
    name: text(80, 'the name of the room that people look for'),
    conversation: pattern(/^19:[\w.@:-]{1,200}$/, 'the Teams conversation id of the room, which begins with 19:').optional(),
  }),
  duty: section({ phone }),
  bridge: text(200, 'the dial-in outside Teams where people meet'),
  paging: paging.optional(),
  limits: section({
    decide: minutes('decide'),
    collect: minutes('collect'),
    use: list(minutes('use'), 'a list of lengths of use to choose from, in minutes')
      .max(6, { error: 'this must be a list of at most 6 lengths of use' })
      .refine((all) => new Set(all).size === all.length, { error: 'this must be a list of lengths of use that names each once' }),
  }),
  people: list(Person, 'the list of people'),
  emergencyAccounts: list(Account, 'the list of emergency accounts'),
  drills: section({ every: days }).optional(),
  quietHours: quietHours.optional(),
});

export type ShapedConfig = z.infer<typeof Shape>;
export type ShapedPerson = z.infer<typeof Person>;
export type ShapedAccount = z.infer<typeof Account>;

/** The parts of a file that can be read by themselves, each with its place in its list; the others have their problems from `Shape`. */
export function readable(value: unknown): {
  readonly people: readonly At<ShapedPerson>[];
  readonly accounts: readonly At<ShapedAccount>[];
  readonly complete: boolean;
} {
  const people = entries(value, 'people');
  const accounts = entries(value, 'emergencyAccounts');
  const read = {
    people: people.flatMap((entry, at) => ok(Person.safeParse(entry), at)),
    accounts: accounts.flatMap((entry, at) => ok(Account.safeParse(entry), at)),
  };
  return { ...read, complete: people.length > 0 && read.people.length === people.length };
}

export interface At<T> {
  readonly at: number;
  readonly value: T;
}

function ok<T>(read: z.ZodSafeParseResult<T>, at: number): readonly At<T>[] {
  return read.success ? [{ at, value: read.data }] : [];
}

function entries(value: unknown, key: string): readonly unknown[] {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return Array.isArray(found) ? found : [];
}

/** The keys that the section at a path may have; empty where no section stands. */
export function keysAt(path: readonly PropertyKey[]): readonly string[] {
  let here: unknown = Shape;
  for (const step of path) {
    if (here instanceof z.ZodArray) here = here.element;
    else if (here instanceof z.ZodObject) here = Reflect.get(here.shape, step);
    if (here instanceof z.ZodOptional) here = here.unwrap();
  }
  return here instanceof z.ZodObject ? Object.keys(here.shape) : [];
}
