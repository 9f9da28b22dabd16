import { afterAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isFault } from '../../dialogs/handle.ts';
import { parseCanonical } from '../../ledger/canonical.ts';
import type { Fact, FactOf } from '../../ledger/fact.ts';
import type { ObjectId, PersonId } from '../../ledger/ids.ts';
import { type ReadRecord, recordBytes } from '../../ledger/record.ts';
import type { Roster } from '../../dialogs/policy.ts';
import { MINUTE } from './given.ts';
import { History, moves, personOf, same } from './history.ts';
import { declaredIds, verifyJudgements, verifyUnapproved } from './history-declared.ts';
import { verifyFallbacks } from './history-fallback.ts';
import { verifyReviews } from './history-review.ts';
import { verifyClock } from './history-clock.ts';
import { verifyTasks } from './history-tasks.ts';
import { verifyTests } from './history-tests.ts';

const RUNS = 200;
const seed = Number(process.env['GLASSBREAK_SEED'] ?? Date.now() % 2 ** 31);
const reached = new Map<string, number>();
process.stderr.write(`random nights: GLASSBREAK_SEED=${seed}\n`);

const known = (record: ReadRecord): readonly Fact[] => record.facts.filter((fact): fact is Fact => fact.type !== 'Unknown');

/** Counts by itself, from the records alone: how many people other than requester and operator stand behind a quorum, under every roster in question. */
function behind(history: History, records: readonly ReadRecord[], at: number): number {
  const { activation, by } = records[at]!;
  const own = records.slice(0, at + 1).filter((record) => record.activation === activation);
  const votes = new Map<PersonId, { readonly account: ObjectId; readonly roster: Roster }>();
  for (const { by: voter, facts } of own) {
    if (voter.actor !== 'person') continue;
    for (const { type } of facts) {
      if (type === 'VoteCast') votes.set(voter.person, { account: voter.account, roster: history.rosters.get(voter.roster.digest)! });
      if (type === 'VoteVoided') votes.delete(voter.person);
    }
  }
  if (by.actor !== 'person') return 0;
  const now = history.rosters.get(by.roster.digest)!;
  const filed = own[0]!;
  if (filed.by.actor !== 'person') return 0;
  const then = history.rosters.get(filed.by.roster.digest)!;
  const request = known(filed).find((fact): fact is FactOf<'Requested'> => fact.type === 'Requested')!;
  const asking = [filed.by.person, request.operator];
  const theirs = asking.flatMap((id) => then.people.get(id)?.accounts ?? []);
  const counted = [...votes].filter(([person, { account }]) => {
    const today = now.byAccount.get(account);
    const role = today !== undefined && now.people.get(today)?.roles.includes('approver') === true;
    const excluded =
      [person, today].some((id) => id !== undefined && asking.includes(id)) ||
      theirs.some((one) => one === account || now.byAccount.get(one) === today);
    return role && !excluded;
  });
  const rosters = [now, ...counted.map(([, { roster }]) => roster)];
  return Math.min(...rosters.map((roster) => new Set(counted.map(([person, { account }]) => personOf(roster, account, person))).size));
}

function verifyQuorums(history: History, records: readonly ReadRecord[]): void {
  const approved = new Set<string | null>();
  const declared = declaredIds(records);
  records.forEach((record, at) => {
    for (const { type } of record.facts) {
      if (type === 'QuorumReached') same([record.seq, behind(history, records, at) >= 2], [record.seq, true]);
      if (type === 'QuorumReached') approved.add(record.activation);
      if (['CredentialReleased', 'CredentialInHand', 'HandedBack'].includes(type))
        same(
          [record.seq, approved.has(record.activation) || (type === 'HandedBack' && declared.has(record.activation))],
          [record.seq, true],
        );
    }
  });
}

/** How many people other than requester and operators stand behind more time, counted from the records alone. */
function behindMore(history: History, records: readonly ReadRecord[], at: number): number {
  const { activation, by } = records[at]!;
  const own = records.slice(0, at + 1).filter((record) => record.activation === activation);
  const votes = new Map<PersonId, { readonly account: ObjectId; readonly roster: Roster }>();
  const users = new Set<PersonId>();
  const accounts = new Set<ObjectId>();
  for (const { by: who, facts } of own) {
    if (who.actor !== 'person') continue;
    const then = history.rosters.get(who.roster.digest)!;
    const uses = (...ids: readonly PersonId[]) =>
      ids.forEach((id) => (users.add(id), then.people.get(id)?.accounts.forEach((one) => accounts.add(one))));
    for (const fact of facts) {
      if (fact.type === 'Requested') uses(who.person, fact.operator);
      if (fact.type === 'OperatorChanged') uses(fact.to);
      if (fact.type === 'ExtensionAsked') votes.clear();
      if (fact.type === 'ExtensionApproved') votes.set(who.person, { account: who.account, roster: then });
    }
  }
  if (by.actor !== 'person') return 0;
  const now = history.rosters.get(by.roster.digest)!;
  const theirs = new Set([...users, ...[...accounts].map((one) => now.byAccount.get(one))]);
  const counted = [...votes].filter(([person, { account }]) => {
    const today = now.byAccount.get(account);
    const role = today !== undefined && now.people.get(today)?.roles.includes('approver') === true;
    return role && !theirs.has(person) && !theirs.has(today) && !accounts.has(account);
  });
  const rosters = [now, ...counted.map(([, { roster }]) => roster)];
  return Math.min(...rosters.map((roster) => new Set(counted.map(([person, { account }]) => personOf(roster, account, person))).size));
}

/** More time has two people behind it and is what was asked for; after a revocation nothing of the use goes on but its hand-back. */
function verifyCourses(history: History, records: readonly ReadRecord[]): void {
  const asked = new Map<string | null, FactOf<'ExtensionAsked'>>();
  const revoked = new Set<string | null>();
  records.forEach(({ activation, facts, seq }, at) => {
    for (const fact of facts) {
      if (fact.type === 'ExtensionAsked') asked.set(activation, fact);
      if (fact.type === 'UseExtended') {
        same([seq, behindMore(history, records, at) >= 2], [seq, true]);
        same(fact.end, asked.get(activation)?.end);
      }
      const goesOn = [
        'CredentialReleased',
        'CredentialInHand',
        'StepFinished',
        'StepFailed',
        'StepSkipped',
        'StepWitnessed',
        'UseExtended',
        'ExtensionAsked',
        'ExtensionApproved',
        'HandoverOffered',
        'OperatorChanged',
        'EndWarned',
      ];
      if (revoked.has(activation)) expect(goesOn).not.toContain(fact.type);
      if (fact.type === 'Revoked') revoked.add(activation);
    }
  });
}

/** Who operates was named by the request, or accepted and confirmed by three people of whom none approved anything. */
function verifyOperators(records: readonly ReadRecord[]): void {
  const offers = new Map<string | null, { readonly by: PersonId; readonly to: PersonId; accepted: PersonId | null }>();
  const voted = new Set<string>();
  for (const { activation, by, facts, seq } of records) {
    if (by.actor !== 'person') continue;
    const key = (id: PersonId) => `${String(activation)} ${id}`;
    for (const fact of facts) {
      if (fact.type === 'VoteCast' || fact.type === 'ExtensionApproved') voted.add(key(by.person));
      if (fact.type === 'VoteVoided') voted.delete(key(by.person));
      if (fact.type === 'HandoverOffered') offers.set(activation, { by: by.person, to: fact.to, accepted: null });
      const offer = offers.get(activation);
      if (fact.type === 'HandoverAccepted' && offer) offer.accepted = by.person;
      if (fact.type !== 'OperatorChanged') continue;
      const { to } = fact;
      same([seq, offer?.to, offer?.accepted, voted.has(key(to))], [seq, to, to, false]);
      same([seq, [to, offer?.by].includes(by.person), by.roles.includes('approver')], [seq, false, true]);
    }
  }
}

function verifyRefusals(records: readonly ReadRecord[]): void {
  const keys = records.flatMap((record) =>
    known(record).flatMap((fact) =>
      fact.type === 'Refused' && record.by.actor === 'person'
        ? [`${String(record.activation)} ${record.by.person} ${fact.command} ${fact.reason}`]
        : [],
    ),
  );
  expect(new Set(keys).size).toBe(keys.length);
  const people = keys.map((key) => key.split(' ', 2).join(' '));
  for (const person of new Set(people)) expect(people.filter((one) => one === person).length).toBeLessThanOrEqual(20);
}

/** Own work is confirmed by others, and nobody who took part reviews. */
function verifyOthers(records: readonly ReadRecord[]): void {
  const claims = new Map<string, PersonId>();
  const part = new Set<string>();
  for (const { activation, by, facts } of records) {
    if (by.actor !== 'person') continue;
    for (const fact of facts) {
      if (fact.type === 'TaskDone') claims.set(`${String(activation)} ${fact.task}`, by.person);
      if (fact.type === 'TaskConfirmed') expect(claims.get(`${String(activation)} ${fact.task}`)).not.toBe(by.person);
      if (fact.type === 'Reviewed') expect(part).not.toContain(`${String(activation)} ${by.person}`);
    }
    if (
      !facts.every(({ type }) =>
        ['Refused', 'NoteTaken', 'TextRedacted', 'Corrected', 'Reviewed', 'ReviewRefused', 'VoteUnanswered'].includes(type),
      )
    )
      part.add(`${String(activation)} ${by.person}`);
  }
}

/** An account comes back from its operator, or from those who stand in once that one is off the roster or the use is overdue or revoked. */
function verifyHandBacks(history: History, records: readonly ReadRecord[]): void {
  const overdue = new Set<string | null>();
  const asked = new Map<string | null, { readonly requester: PersonId | null; readonly operator: PersonId | null }>();
  for (const { activation, by, facts, seq } of records) {
    for (const fact of facts) {
      if (fact.type === 'BecameOverdue') overdue.add(activation);
      const declarer = by.actor === 'person' ? by.person : null;
      if (fact.type === 'Declared') asked.set(activation, { requester: declarer, operator: fact.operator });
      if (fact.type === 'OperatorNamed') asked.set(activation, { requester: asked.get(activation)!.requester, operator: fact.operator });
      if (by.actor !== 'person') continue;
      if (fact.type === 'Requested') asked.set(activation, { requester: by.person, operator: fact.operator });
      if (fact.type === 'OperatorChanged') asked.set(activation, { requester: asked.get(activation)!.requester, operator: fact.to });
      if (fact.type === 'Revoked') overdue.add(activation);
      if (fact.type === 'UseExtended') overdue.delete(activation);
      if (fact.type !== 'HandedBack') continue;
      const { requester, operator } = asked.get(activation)!;
      const gone = overdue.has(activation) || operator === null || !history.rosters.get(by.roster.digest)!.people.has(operator);
      const may = by.person === requester || by.roles.includes('approver') || by.roles.includes('manager');
      same([seq, by.person === operator || (gone && may)], [seq, true]);
    }
  }
}

/** Nobody shops for approvers: whoever asks within a day of a denial carries it, and a request carries only a denial of its own kind. */
function verifyDenials(records: readonly ReadRecord[]): void {
  const requests = new Map<string | null, FactOf<'Requested'>>();
  const denials: { readonly id: string | null; readonly at: number; readonly about: FactOf<'Requested'> }[] = [];
  const alike = (one: FactOf<'Requested'>, two: FactOf<'Requested'>) => one.account === two.account && one.kind === two.kind;
  for (const { activation, at, facts, seq } of records) {
    for (const fact of facts) {
      if (fact.type === 'Denied') denials.push({ id: activation, at, about: requests.get(activation)! });
      if (fact.type !== 'Requested') continue;
      requests.set(activation, fact);
      const before = denials.filter(({ about }) => alike(about, fact));
      const recent = before.some((one) => at - one.at < 24 * 60 * MINUTE);
      same([seq, fact.over === null ? !recent : before.some(({ id }) => id === fact.over)], [seq, true]);
    }
  }
}

/** Counts by itself, from whole rosters: nobody votes with an account that became an approver’s less than a day before, but for the first roster. */
function verifyNewApprovers(history: History, records: readonly ReadRecord[]): void {
  const since = new Map<ObjectId, number>();
  let first = true;
  for (const record of records) {
    for (const fact of known(record)) {
      if (fact.type === 'VoteCast' && !first && record.by.actor === 'person') {
        same([record.seq, record.at - (since.get(record.by.account) ?? Infinity) >= 24 * 60 * MINUTE], [record.seq, true]);
      }
      if (fact.type !== 'PolicyChanged') continue;
      const people = [...history.rosters.get(fact.roster)!.people.values()].filter(({ roles }) => roles.includes('approver'));
      const accounts = new Set(people.flatMap((person) => person.accounts));
      for (const account of [...since.keys()].filter((one) => !accounts.has(one))) since.delete(account);
      for (const account of accounts) since.set(account, since.get(account) ?? (first ? -Infinity : record.at));
      first = false;
    }
  }
}

/** A roster that is held comes into force by a manager and one more person, none of whom it gives anything. */
function verifyHeld(records: readonly ReadRecord[]): void {
  let held: FactOf<'RosterHeld'> | null = null;
  let said: ReadRecord['by'][] = [];
  for (const record of records) {
    for (const fact of known(record)) {
      if (fact.type === 'RosterHeld') [held, said] = [fact, []];
      if (fact.type === 'RosterConfirmed') said.push(record.by);
      if (fact.type === 'RosterRejected' || fact.type === 'RosterPutBack') held = null;
      if (fact.type !== 'PolicyChanged') continue;
      if (held?.digest === fact.digest) {
        const people = said.flatMap((one) => (one.actor === 'person' ? [one] : []));
        const gains = held.change.people.filter(({ gained, added }) => gained.length + added.length > 0).map(({ person }) => person);
        const sound = new Set(people.map(({ person }) => person)).size >= 2 && people.some(({ roles }) => roles.includes('manager'));
        same([record.seq, sound, people.filter(({ person }) => gains.includes(person))], [record.seq, true, []]);
      }
      held = null;
    }
  }
}

/** A live drill stands on an announcement of its account and operator, made by a manager a day before; no two drills stand on one at once. */
function verifyLive(records: readonly ReadRecord[]): void {
  const announced = new Map<string, { readonly at: number; readonly fact: FactOf<'DrillAnnounced'> }>();
  const standing = new Map<string, string | null>();
  for (const { activation, at, by, facts, seq } of records) {
    for (const fact of facts) {
      if (fact.type === 'DrillAnnounced') {
        announced.set(fact.id, { at, fact });
        same([seq, by.actor === 'person' && by.roles.includes('manager'), fact.at - at >= 24 * 60 * MINUTE], [seq, true, true]);
      }
      if (['Denied', 'Withdrawn', 'Lapsed', 'DrillSuperseded'].includes(fact.type) || (fact.type === 'Revoked' && fact.ends))
        for (const [id, holder] of standing) if (holder === activation) standing.delete(id);
      if (fact.type !== 'Requested' || fact.live === undefined) continue;
      const on = announced.get(fact.live.announcement)!;
      const alike = [fact.kind, fact.account, fact.operator, fact.live.action];
      same([seq, ...alike], [seq, 'drill', on.fact.account, on.fact.operator, on.fact.action]);
      same([seq, at >= on.fact.at, standing.has(on.fact.id)], [seq, true, false]);
      standing.set(on.fact.id, activation);
    }
  }
}

/** What was seen wrong is ticked by nobody; what was seen right stays so; each look is newer than the one before. */
function verifyLooks(records: readonly ReadRecord[]): void {
  const last = new Map<string, FactOf<'CheckSeen'>>();
  for (const { activation, by, facts, seq } of records) {
    for (const fact of facts) {
      const key = 'step' in fact ? `${String(activation)} ${fact.step}` : '';
      const before = last.get(key);
      if (fact.type === 'StepFinished') same([seq, before?.as], [seq, undefined]);
      if (fact.type === 'SkippedSeenWrong') same([seq, before?.as], [seq, 'wrong']);
      if (fact.type !== 'CheckSeen') continue;
      same([seq, by.actor, before?.as === 'right', (before?.when ?? 0) < fact.when], [seq, 'product', false, true]);
      last.set(key, fact);
    }
  }
}

async function verifyLedger(history: History, records: readonly ReadRecord[]): Promise<void> {
  const { house, folded } = history;
  const stored = await house.kept.read(1, 10_000);
  stored.forEach(({ bytes }, at) => {
    same(parseCanonical(bytes).problem, null);
    const record = records[at]!;
    same(known(record).length, record.facts.length);
    same(Buffer.from(recordBytes({ ...record, facts: known(record) })).toString('hex'), Buffer.from(bytes).toString('hex'));
  });
  house.now = Math.max(house.now, records.at(-1)?.at ?? 0);
  const [running, anew] = [await house.spine.view(), await house.another().view()];
  if (isFault(running) || isFault(anew)) throw new Error('a fault');
  same(anew.projection, running.projection);
  for (const [id, activation] of folded) same(await house.spine.find(id), activation);
}

test('random nights of random people keep every promise', async () => {
  await fc.assert(
    fc.asyncProperty(moves, async (all) => {
      const history = new History();
      await history.play(all);
      const records = await history.house.records();
      verifyQuorums(history, records);
      verifyCourses(history, records);
      verifyOperators(records);
      verifyRefusals(records);
      verifyOthers(records);
      verifyReviews(records);
      verifyHandBacks(history, records);
      verifyUnapproved(history, records);
      verifyJudgements(history, records);
      verifyDenials(records);
      verifyNewApprovers(history, records);
      verifyHeld(records);
      verifyLive(records);
      verifyLooks(records);
      verifyTasks(records);
      verifyClock(records);
      verifyFallbacks(records);
      verifyTests(history, records);
      await verifyLedger(history, records);
      for (const [what, times] of history.reached) reached.set(what, (reached.get(what) ?? 0) + times);
    }),
    { numRuns: RUNS, seed },
  );
}, 120_000);

test('and they get far enough to mean something', () => {
  for (const type of [
    'QuorumReached',
    'Lapsed',
    'CredentialInHand',
    'StepFinished',
    'HandedBack',
    'TaskConfirmed',
    'ChangeSettled',
    'TasksReminded',
    'FallbackTaken',
    'CompromiseSaid',
    'TestSignInOpened',
    'TestSignInFailed',
    'TestFailureConfirmed',
    'Reviewed',
    'VoteConfirmed',
    'VoteUnanswered',
    'Revoked',
    'UseExtended',
    'OperatorChanged',
    'EndWarned',
    'PolicyChanged',
    'RosterHeld',
    'Declared',
    'Ratified',
    'Rejected',
    'SignInSeen',
    'DomainChanged',
    'Joined',
    'CheckSeen',
    'ClockDoubted',
    'ClockTrusted',
  ]) {
    expect([type, (reached.get(type) ?? 0) > 0]).toEqual([type, true]);
  }
});

afterAll(() => {
  if (process.env['GLASSBREAK_TELL'] !== undefined)
    process.stderr.write(
      `${[...reached]
        .sort()
        .map(([what, times]) => `${times} ${what}`)
        .join('\n')}\n`,
    );
});
