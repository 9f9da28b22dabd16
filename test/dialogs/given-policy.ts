// Configurations that are read: as the product reads a file, brings it to the spine, and follows what the ledger then says is in force.
import type { OwnCommandOf } from '../../dialogs/own-command.ts';
import { decideOwn } from '../../dialogs/decide.ts';
import type { Decision } from '../../dialogs/decision.ts';
import type { Contents } from '../../dialogs/policy-change.ts';
import type { Person, Policy } from '../../dialogs/policy.ts';
import type { Digest } from '../../ledger/ids.ts';
import { type Act, EVERYBODY, type Night, POLICY, rosterOf, sha, START } from './given.ts';

export const HOUR = 3_600_000;

/** A file with these people; its digest is that of all it says. */
export function fileOf(people: readonly Person[] = EVERYBODY, policy: Partial<Policy> = {}, readAt = START): Contents {
  const whole = { ...POLICY, ...policy };
  const digest = sha(JSON.stringify([people, { ...whole, digest: null, accounts: [...whole.accounts] }]));
  return { policy: { ...whole, digest }, roster: rosterOf(people, readAt) };
}

/** Every file that was ever read, by its digest: what the process has in memory. */
const files = new Map<Digest, Contents>();

export function adopting(contents: Contents): OwnCommandOf<'adopt'> {
  files.set(contents.policy.digest, contents);
  return { verb: 'adopt', read: { ...contents, source: contents.policy.digest } };
}

/** What comes of reading this file now. */
export function decideRead(night: Night, contents: Contents): Decision {
  return decideOwn({ tenant: night.tenant, activation: null }, adopting(contents), night.circumstances({ kind: 'product' }));
}

/** The file is read; what the ledger then says is in force is in force. */
export function reads(people: readonly Person[] = EVERYBODY, policy: Partial<Policy> = {}): Act {
  return (night) => {
    night.keep(decideRead(night, fileOf(people, policy, night.now)), { kind: 'product' });
    follows(night);
  };
}

/** After a turn: roster and policy are those that the ledger names. */
export const follows: Act = (night) => {
  const found = night.tenant.policy === null ? undefined : files.get(night.tenant.policy);
  if (found === undefined) return;
  night.policy = found.policy;
  night.roster = found.roster;
};

/** These people with some of them as they are named here (found by id). */
export function among(people: readonly Person[], ...changed: readonly Person[]): readonly Person[] {
  return people.map((one) => changed.find(({ id }) => id === one.id) ?? one);
}

export function without(...gone: readonly Person[]): readonly Person[] {
  return EVERYBODY.filter((one) => !gone.includes(one));
}
