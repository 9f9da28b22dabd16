// One glassbreak.yaml as the policy and the roster that decisions see, or every problem of it at once: line, place, and what would be right.
import { hash } from 'node:crypto';
import {
  type Credential,
  DRILL_DAYS,
  type EmergencyAccount,
  type Person,
  type Policy,
  type Roster,
  verifyCustody,
  verifyRoster,
} from '../dialogs/policy.ts';
import { Digest, PartId } from '../ledger/ids.ts';
import { verifyAccounts, verifyPeople } from './config-checks.ts';
import { allowed, keysAt, readable, Shape, type ShapedAccount, type ShapedConfig, type ShapedPerson } from './config-shape.ts';
import { parseTree, type Path, type Problem, SECRET_IN_FILE, shown, type Tree } from './config-yaml.ts';

/** A configuration that may be worked with. `conversation` is the Teams id of the room when the file fixes it. */
export interface Config {
  readonly ok: true;
  readonly policy: Policy;
  /** The roster but for the time it was read, which whoever read the file adds. */
  readonly roster: RosterOfFile;
  readonly room: { readonly name: string; readonly conversation: string | null };
  /** What checkpoints are signed under. */
  readonly origin: string;
  readonly tenant: string;
  /** The exact text of the file. */
  readonly source: string;
  /** The https address that takes pages; null: nobody is paged outside Teams. */
  readonly paging: { readonly url: string } | null;
}

export type RosterOfFile = Omit<Roster, 'readAt'>;

/** `file` is the name to say beside each problem; never empty problems. */
export interface Misconfigured {
  readonly ok: false;
  readonly file: string;
  readonly problems: readonly Problem[];
}

/**
 * Reads the exact bytes (or text) of a configuration. All problems come at once, by line, except that a file that is not plain YAML has
 * only those of its YAML, and the rules about roster and custody as a whole wait until every person can be read. Never throws.
 */
export function parseConfig(source: string | Uint8Array, file: string): Config | Misconfigured {
  const half = typeof source === 'string' && !source.isWellFormed();
  if (half)
    return refused(file, [
      { line: 1, column: 1, where: 'file', what: 'the file holds half a character (a lone surrogate): save it as UTF-8' },
    ]);
  const bytes = typeof source === 'string' ? Buffer.from(source, 'utf8') : source;
  const tree = parseTree(bytes);
  if (!('value' in tree)) return refused(file, tree);
  const shape = Shape.safeParse(tree.value);
  const wrong = shape.success ? [] : shape.error.issues.flatMap((issue) => misshapen(tree, issue));
  const problems = [...wrong, ...verifyWhole(tree)];
  if (!shape.success || problems.length > 0) return refused(file, problems);
  return config(shape.data, new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
}

/** Each problem as one line of text: `glassbreak.yaml:12:5 people[E1002].phone: this is missing; …`. */
export function sayProblems(misconfigured: Misconfigured): readonly string[] {
  return misconfigured.problems.map(({ line, column, where, what }) => `${misconfigured.file}:${line}:${column} ${where}: ${what}`);
}

function refused(file: string, problems: readonly Problem[]): Misconfigured {
  const sorted = problems.toSorted((one, two) => one.line - two.line || one.column - two.column);
  return { ok: false, file, problems: sorted };
}

function misshapen(tree: Tree, issue: { readonly path: Path; readonly message: string; readonly keys?: unknown }): readonly Problem[] {
  if (!Array.isArray(issue.keys)) return [tree.problem(issue.path, issue.message)];
  const words = keysAt(issue.path);
  return issue.keys.map((key: unknown) => {
    const word = String(key);
    return tree.problem(
      [...issue.path, word],
      SECRET.test(word) ? SECRET_IN_FILE : `there is no key ${shown(word)} here; ${allowed(word, words)}`,
    );
  });
}

const SECRET = /secret|passw|passphrase|pwd|^pin$|token|private|api.?key|access.?key|key.?material|connection.?string|recovery|^seed$/i;

function verifyWhole(tree: Tree): readonly Problem[] {
  const { people, accounts, complete } = readable(tree.value);
  const problems = [...verifyPeople(tree, people), ...verifyAccounts(tree, accounts)];
  if (!complete) return problems;
  const roster = {
    ...rosterOf(
      people.map(({ value }) => value),
      '',
    ),
    readAt: 0,
  };
  problems.push(...verifyRoster(roster).map((what) => tree.problem(['people'], what)));
  for (const { at, value } of accounts) {
    const account = accountOf(value);
    problems.push(...verifyCustody(new Map([[account.id, account]]), roster).map((what) => tree.problem(['emergencyAccounts', at], what)));
  }
  return problems;
}

function config(shape: ShapedConfig, source: string): Config {
  const policy: Policy = {
    digest: Digest.parse(hash('sha256', source, 'hex')),
    tenant: shape.tenant,
    accounts: new Map(shape.emergencyAccounts.map((account) => [account.id, accountOf(account)])),
    limits: { ...shape.limits, use: shape.limits.use.toSorted((one, two) => one - two) },
    zone: shape.timeZone,
    room: shape.room.name,
    conversation: shape.room.conversation ?? null,
    dutyPhone: shape.duty.phone,
    bridge: shape.bridge,
    paging: shape.paging === undefined ? null : { drills: shape.paging.drills },
    drills: shape.drills ?? { every: DRILL_DAYS.max },
    quietHours: shape.quietHours ?? null,
  };
  const room = { name: shape.room.name, conversation: shape.room.conversation ?? null };
  const { origin, tenant } = shape;
  const paging = shape.paging === undefined ? null : { url: shape.paging.url };
  return { ok: true, policy, roster: rosterOf(shape.people, shape.timeZone), room, origin, tenant, source, paging };
}

function rosterOf(people: readonly ShapedPerson[], zone: string): RosterOfFile {
  const persons = people.map((one): Person => ({
    id: one.key,
    name: one.name,
    roles: one.roles,
    accounts: one.accounts,
    phone: one.phone,
    zone: one.timeZone ?? zone,
  }));
  return {
    digest: rosterDigest(people),
    people: new Map(persons.map((person) => [person.id, person])),
    byAccount: new Map(persons.flatMap((person) => person.accounts.map((account) => [account, person.id] as const))),
  };
}

/** Who counts as whom, and as what: the same people, accounts and roles have the same digest in whatever order they are listed. */
function rosterDigest(people: readonly ShapedPerson[]): Digest {
  const lines = people
    .map((one) => ({ accounts: [...one.accounts].sort(), key: one.key, roles: [...one.roles].sort() }))
    .sort((one, two) => (one.key < two.key ? -1 : 1));
  return Digest.parse(hash('sha256', JSON.stringify(lines), 'hex'));
}

function accountOf(shape: ShapedAccount): EmergencyAccount {
  const credentials = shape.credentials.map((one): Credential => ({
    id: one.id,
    type: one.type,
    parts: one.parts.map((part) => ({ ...part, id: PartId.parse(`${one.id}/${part.id}`) })),
  }));
  return { id: shape.id, upn: shape.upn, object: shape.object, credentials };
}
