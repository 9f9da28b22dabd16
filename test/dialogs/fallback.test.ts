// The fallback account: who may take it and when, what goes out before and after, and the order of two that both are compromised.
import { describe, expect, test } from '@jest/globals';
import { holds, uses, waitingTasks, waitsFor } from '../../dialogs/fallback.ts';
import { escalationOfTasksDue, reminderDue } from '../../dialogs/remind.ts';
import { accountNow } from '../../ledger/fallback.ts';
import {
  aaron,
  already,
  APPROVED,
  at,
  bea,
  carl,
  CARD,
  changed,
  cora,
  does,
  EVERYBODY,
  FILED,
  files,
  FILING,
  given,
  gone,
  HOUR,
  ida,
  IN_USE,
  KEY,
  looksAt,
  milo,
  olaf,
  PAPER,
  PIN,
  refused,
  rico,
  rita,
  votes,
  wanda,
} from './given.ts';
import { DECLARED, DECLARING } from './given-declared.ts';
import { reads } from './given-policy.ts';
import { FAULT, PAPER_OUT, SECOND_ONLY, TAKEN, tested, TWO_APPROVED, TWO_BACK, TWO_FILED, TWO_IN_USE } from './given-fallback.ts';

const SEAL = { seal: 'A-9' } as const;
const BOTH = { cause: 'Both keys were copied.' } as const;

describe('“The first account does not work”', () => {
  test('the operator says it while using the first one, and the other is used from then on', () => {
    const { night } = given(...TWO_IN_USE)
      .when(rita, 'take-fallback', FAULT)
      .then(['FallbackTaken']);
    expect(accountNow(night.open).account).toBe('bg-admin-02');
    expect(accountNow(given(...TWO_IN_USE).night.open).account).toBe('bg-admin-01');
    expect(night.tenant.standings.get(night.open.id)?.fallback).toEqual({ account: 'bg-admin-02', taken: night.now });
  });
  test('or while collecting it', () => {
    given(...TWO_APPROVED)
      .when(rita, 'take-fallback', FAULT)
      .then(['FallbackTaken']);
  });
  test('said twice in the same words it is said once; in other words it is refused', () => {
    given(...TAKEN)
      .when(rita, 'take-fallback', FAULT)
      .then(already)
      .when(rita, 'take-fallback', { fault: 'x' })
      .then(refused('fallback-taken'));
  });
  test('nobody but the operator says it', () => {
    for (const who of [rico, aaron, milo, wanda])
      given(...TWO_IN_USE)
        .when(who, 'take-fallback', FAULT)
        .then(refused('not-operator'));
    given(...TAKEN)
      .when(aaron, 'take-fallback', FAULT)
      .then(refused('not-operator'));
  });
  test('not before the approval and not after the use', () => {
    given(...TWO_FILED)
      .when(rita, 'take-fallback', FAULT)
      .then(refused('wrong-phase'));
    given(...TWO_IN_USE, does(rita, 'hand-back'))
      .when(rita, 'take-fallback', FAULT)
      .then(refused('wrong-phase'));
  });
  test('a request that names none has none', () => {
    for (const acts of [APPROVED, IN_USE, DECLARED])
      given(...acts)
        .when(rita, 'take-fallback', FAULT)
        .then(refused('no-fallback'));
  });
  test('not after it was revoked', () => {
    given(...TWO_IN_USE, does(wanda, 'revoke', { cause: 'x' }))
      .when(rita, 'take-fallback', FAULT)
      .then(refused('revoked'));
  });
  test('not after the time to collect, and not after the end of the use; at the deadline itself it is in time', () => {
    const collecting = (off: number) =>
      given(
        ...TWO_APPROVED,
        at((night) => night.in('approved').grant.collectBy + off),
      );
    collecting(0).when(rita, 'take-fallback', FAULT).then(['FallbackTaken']);
    collecting(1).when(rita, 'take-fallback', FAULT).then(refused('collection-over'));
    const using = (off: number) =>
      given(
        ...TWO_IN_USE,
        at((night) => night.in('in use').use.end + off),
      );
    using(0).when(rita, 'take-fallback', FAULT).then(['FallbackTaken']);
    using(1).when(rita, 'take-fallback', FAULT).then(refused('use-over'));
  });
  test('not while somebody is in with it without quorum; a drill is in nobody’s way', () => {
    const went = does(rico, 'declare', { ...DECLARING, account: 'bg-admin-02', operator: rico.id });
    given(...TWO_IN_USE, went, looksAt('BG-2026-0001'))
      .when(rita, 'take-fallback', FAULT)
      .then(refused('fallback-busy'));
    given(...TWO_IN_USE, went, does(rico, 'hand-back'), looksAt('BG-2026-0001'))
      .when(rita, 'take-fallback', FAULT)
      .then(['FallbackTaken']);
    const drill = files({ kind: 'drill', account: 'bg-admin-02', operator: rico.id }, rico);
    given(drill, ...TWO_IN_USE)
      .when(rita, 'take-fallback', FAULT)
      .then(['FallbackTaken']);
  });
  test('a drill does not take what is in use', () => {
    const drill = [files({ kind: 'drill', fallback: 'bg-admin-02' }), votes(aaron), votes(bea)];
    const went = does(rico, 'declare', { ...DECLARING, account: 'bg-admin-02', operator: rico.id });
    given(...drill, went, looksAt('BG-2026-0001'))
      .when(rita, 'take-fallback', FAULT)
      .then(refused('fallback-busy'));
    given(...drill)
      .when(rita, 'take-fallback', FAULT)
      .then(['FallbackTaken']);
  });
});

describe('parts of the two accounts', () => {
  test('of the fallback account stay sealed until it is taken', () => {
    for (const acts of [TWO_APPROVED, TWO_IN_USE])
      given(...acts)
        .when(carl, 'release', { part: PAPER, ...SEAL })
        .then(refused('fallback-not-taken'));
  });
  test('go out once it is taken, in the middle of the use, and come back with the others', () => {
    const { night } = given(...TAKEN)
      .when(carl, 'release', { part: PAPER, ...SEAL })
      .then([{ type: 'CredentialReleased', part: PAPER, to: rita.id }])
      .when(rita, 'hand-back')
      .then(['HandedBack'])
      .when(carl, 'return', { part: PAPER, seal: 'B' })
      .then(['CredentialReturned']);
    expect([...night.open.returned.keys()]).toEqual([PAPER]);
  });
  test('of the first one stay sealed from then on', () => {
    const early = given(...TWO_APPROVED, does(carl, 'release', { part: KEY, ...SEAL }), does(rita, 'take-fallback', FAULT));
    early.when(ida, 'release', { part: PIN, ...SEAL }).then(refused('fallback-taken'));
    early.when(ida, 'release', { part: CARD, ...SEAL }).then(['CredentialReleased']);
  });
  test('what begins the use is a whole credential of the account that is used', () => {
    given(...TWO_APPROVED, ...[does(carl, 'release', { part: KEY, ...SEAL }), does(ida, 'release', { part: PIN, ...SEAL })])
      .and(does(rita, 'take-fallback', FAULT))
      .when(rita, 'in-hand')
      .then(refused('parts-missing'))
      .and(does(ida, 'release', { part: CARD, seal: 'A-4' }))
      .when(rita, 'in-hand')
      .then(['CredentialInHand']);
  });
  test('nothing of it goes out after the end, after a revocation, or twice', () => {
    given(
      ...TAKEN,
      at((night) => night.in('in use').use.end),
    )
      .when(carl, 'release', { part: PAPER, ...SEAL })
      .then(['CredentialReleased']);
    given(
      ...TAKEN,
      at((night) => night.in('in use').use.end + 1),
    )
      .when(carl, 'release', { part: PAPER, ...SEAL })
      .then(refused('use-over'));
    given(...TAKEN, does(wanda, 'revoke', { cause: 'x' }))
      .when(carl, 'release', { part: PAPER, ...SEAL })
      .then(refused('revoked'));
    given(...PAPER_OUT)
      .when(carl, 'release', { part: PAPER, ...SEAL })
      .then(refused('part-out'));
  });
  test('nothing of the first one goes out in the middle of a use', () => {
    given(...SECOND_ONLY)
      .when(carl, 'release', { part: KEY, ...SEAL })
      .then(refused('fallback-taken'));
    given(...IN_USE)
      .when(carl, 'release', { part: KEY, seal: 'other' })
      .then(refused('wrong-phase'));
  });
});

describe('another request', () => {
  const second = { account: 'bg-admin-02', operator: rico.id } as const;
  test('on the fallback account is refused as one on the account, whether it is asked for first or second', () => {
    for (const acts of [TWO_FILED, TWO_APPROVED, TWO_IN_USE, TAKEN])
      given(...acts)
        .when(rico, 'request', { ...FILING, ...second })
        .then(refused('account-busy'));
    given(...FILED)
      .when(rico, 'request', { ...FILING, ...second, fallback: 'bg-admin-01' })
      .then(refused('account-busy'));
    given(...TWO_BACK)
      .when(rico, 'request', { ...FILING, ...second })
      .then(['Requested']);
  });
  test('a declaration is about the account that was used: it leaves a fallback account that nobody took, and joins one that was', () => {
    const went = { ...DECLARING, account: 'bg-admin-02', operator: rico.id };
    given(...TWO_IN_USE)
      .when(rico, 'declare', went)
      .then([{ type: 'Declared', outOf: null }]);
    given(...TAKEN)
      .when(rico, 'declare', went)
      .then(refused('account-busy'));
  });
});

describe('“Both accounts are compromised”', () => {
  test('said by two people, nothing of the second one waits any more', () => {
    const { night } = given(...TWO_BACK)
      .when(aaron, 'rotate-both', BOTH)
      .then(['CompromiseSaid'])
      .when(bea, 'rotate-both', { cause: 'I saw it, too.' })
      .then(['CompromiseSaid', { type: 'RotationFreed', people: [aaron.id, bea.id] }])
      .when(cora, 'rotate-both', BOTH)
      .then(refused('nothing-waits'));
    expect([waitingTasks(night.open), night.open.fallback.freed?.people]).toEqual([[], [aaron.id, bea.id]]);
  });
  test('one person is not two, with whatever account or under whatever key', () => {
    const said = given(...TWO_BACK, does(aaron, 'rotate-both', BOTH));
    said.when(aaron, 'rotate-both', BOTH).then(already);
    said.when(aaron, 'rotate-both', { cause: 'x' }).then(refused('said-already'));
    said.when({ person: aaron, account: aaron.accounts[1]! }, 'rotate-both', { cause: 'x' }).then(refused('said-already'));
    const both = { ...bea, accounts: [...bea.accounts, ...aaron.accounts] };
    given(...TWO_BACK, does(aaron, 'rotate-both', BOTH), gone(aaron), changed(both))
      .when(both, 'rotate-both', { cause: 'x' })
      .then(refused('said-already'));
  });
  test('it counts while the role lasts', () => {
    given(...TWO_BACK, does(aaron, 'rotate-both', BOTH), changed({ ...aaron, roles: ['watch'] }))
      .when(bea, 'rotate-both', BOTH)
      .then([{ type: 'CompromiseSaid' }])
      .when(cora, 'rotate-both', BOTH)
      .then([{ type: 'CompromiseSaid' }, { type: 'RotationFreed', people: [bea.id, cora.id] }]);
  });
  test('neither requester nor operator, and nobody without a vote, says it', () => {
    const own = [...TWO_FILED.slice(0, 1), files({ fallback: 'bg-admin-02', operator: olaf.id })];
    const olafs = [...own, votes(aaron), votes(bea), does(olaf, 'take-fallback', FAULT)];
    given(...olafs)
      .when(olaf, 'rotate-both', BOTH)
      .then(refused('operator-votes'));
    const asked = { ...rita, roles: ['responder', 'approver'] as const };
    given(...TWO_BACK, changed(asked))
      .when(asked, 'rotate-both', BOTH)
      .then(refused('requester-votes'));
    for (const who of [rico, carl, wanda])
      given(...TWO_BACK)
        .when(who, 'rotate-both', BOTH)
        .then(refused('not-your-role'));
    const promoted = { ...wanda, roles: ['watch', 'approver'] as const };
    const among = EVERYBODY.map((one) => (one === wanda ? promoted : one));
    given(reads(), ...TWO_BACK, reads(among))
      .when(promoted, 'rotate-both', BOTH)
      .then(refused('approver-too-new'));
  });
  test('only after the hand-back, and only while something waits', () => {
    given(...PAPER_OUT)
      .when(aaron, 'rotate-both', BOTH)
      .then(refused('wrong-phase'));
    given(...TWO_IN_USE, does(rita, 'hand-back'))
      .when(aaron, 'rotate-both', BOTH)
      .then(refused('nothing-waits'));
    given(...TWO_BACK, ...tested())
      .when(aaron, 'rotate-both', BOTH)
      .then(refused('nothing-waits'));
  });
});

describe('what waits', () => {
  test('is named with the account whose test sign-in it waits for', () => {
    const { night } = given(...TWO_BACK);
    expect(waitingTasks(night.open).map((task) => [task.task, waitsFor(night.open, task)])).toEqual([
      ['fallback-reset', 'bg-admin-01'],
      ['fallback-replace', 'bg-admin-01'],
      ['fallback-test-sign-in', 'bg-admin-01'],
    ]);
    expect([waitsFor(night.open, { after: null }), waitingTasks(given(...FILED).night.open)]).toEqual([null, []]);
  });
  test('is done by nobody before that, and within its own time from then on', () => {
    const waiting = given(...TWO_BACK);
    const due = (night: typeof waiting.night) => night.in('handed back').tasks.find(({ task }) => task === 'fallback-reset')?.due;
    const first = due(waiting.night) ?? 0;
    waiting.when(carl, 'do-task', { task: 'fallback-reset', evidence: 'x' }).then(refused('task-waits'));
    waiting.when(carl, 'open-test', { task: 'fallback-test-sign-in', witness: bea.id, opened: 0 }).then(refused('task-waits'));
    waiting.night.now += 5 * HOUR;
    expect(waiting.night.decideOwn('remind-tasks')).toMatchObject({ facts: [{ tasks: ['sessions', 'keys', 'fallback-sessions'] }] });
    for (const act of tested()) act(waiting.night);
    expect(due(waiting.night)).toBe(first + 5 * HOUR);
    waiting.when(carl, 'do-task', { task: 'fallback-reset', evidence: 'x' }).then(['TaskDone']);
  });
  test('is no reason to remind anybody, however long it waits', () => {
    const back = given(...TWO_BACK).night.in('handed back');
    const waiting = { ...back, tasks: back.tasks.filter(({ after }) => after !== null) };
    expect([reminderDue(waiting), escalationOfTasksDue(waiting)]).toEqual([null, null]);
  });
  test('goes on waiting when the test did not work', () => {
    const failed = [
      does(carl, 'open-test', { task: 'test-sign-in', witness: cora.id, opened: 0 }),
      does(carl, 'fail-test', { task: 'test-sign-in', evidence: 'refused' }),
      does(cora, 'confirm-task', { task: 'test-sign-in' }),
    ];
    given(...TWO_BACK, ...failed)
      .when(carl, 'do-task', { task: 'fallback-reset', evidence: 'x' })
      .then(refused('task-waits'));
  });
});

test('an activation holds both accounts, and uses the second one once it is taken', () => {
  const standing = (acts: typeof FILED) => [...given(...acts).night.tenant.standings.values()][0]!;
  const both = (acts: typeof FILED, what: typeof holds) =>
    ['bg-admin-01', 'bg-admin-02', 'bg-admin-03'].map((id) => what(standing(acts), id));
  expect([both(FILED, holds), both(TWO_FILED, holds)]).toEqual([
    [true, false, false],
    [true, true, false],
  ]);
  expect([both(TWO_IN_USE, uses), both(TAKEN, uses)]).toEqual([
    [true, false, false],
    [true, true, false],
  ]);
});
