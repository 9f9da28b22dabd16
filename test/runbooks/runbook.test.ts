import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parsePostUse, parseRunbook, problemLine } from '../../runbooks/parse.ts';
import { CREDENTIAL_TYPES, type Runbook } from '../../runbooks/runbook.ts';
import { tasksFor } from '../../runbooks/tasks.ts';
import { type Progress, walk } from '../../runbooks/walk.ts';

const read = (file: string) => readFileSync(new URL(`../../runbooks/${file}`, import.meta.url), 'utf8');
function shipped(id: string): Runbook {
  const parsed = parseRunbook(read(`${id}.yaml`), `${id}.yaml`);
  if (!parsed.ok) throw new Error(parsed.problems.map((problem) => problemLine(id, problem)).join('\n'));
  return parsed.runbook;
}
const postUse = () => {
  const parsed = parsePostUse(read('post-use.yaml'));
  if (!parsed.ok) throw new Error(parsed.problems.map((problem) => problemLine('post-use', problem)).join('\n'));
  return parsed.tasks;
};

/** The steps of a run in the order of the file, where these steps are answered as given and all others finished. */
function run(book: Runbook, answers: Readonly<Record<string, Omit<Progress, 'step'>>>): readonly string[] {
  const progress: Progress[] = [];
  for (let next = walk(book, progress).open[0]; next !== undefined; next = walk(book, progress).open[0]) {
    progress.push({ step: next.id, ...(answers[next.id] ?? { outcome: 'finished', witnessed: true }) });
  }
  return progress.map((one) => one.step);
}

describe('conditional-access-lockout', () => {
  const book = shipped('conditional-access-lockout');
  const here = { 'which-case': { outcome: 'finished', choice: 'conditional-access' } } as const;
  const begin = ['note-error-code', 'sign-in', 'which-case', 'find-change', 'choose-way'];
  const end = ['check-admins', 'look-for-more', 'put-back', 'sign-out'];

  test('is ten steps where one known policy blocks', () => {
    const steps = run(book, { ...here, 'choose-way': { outcome: 'finished', choice: 'one-policy' } });
    expect(steps).toEqual([...begin, 'switch-policy', ...end]);
    expect(steps).toHaveLength(10);
  });

  test('given nobody knows the case yet, it looks in the logs; given it is another, no policy is touched and all is put back', () => {
    expect(
      run(book, {
        'which-case': { outcome: 'finished', choice: 'not-known-yet' },
        'choose-way': { outcome: 'finished', choice: 'one-policy' },
      }),
    ).toEqual([...begin, 'switch-policy', ...end]);
    expect(run(book, { 'which-case': { outcome: 'finished', choice: 'other-case' } })).toEqual([
      ...['note-error-code', 'sign-in', 'which-case', 'change-case', 'put-back', 'sign-out'],
    ]);
  });

  test('goes to the contingency policies where the cause is not known, or the first way fails', () => {
    expect(run(book, { ...here, 'choose-way': { outcome: 'finished', choice: 'not-known' } })).toEqual([
      ...[...begin, 'enable-contingency', 'regular-off'],
      ...end,
    ]);
    const restore = { ...here, 'choose-way': { outcome: 'finished', choice: 'restore' }, 'restore-backup': { outcome: 'failed' } } as const;
    expect(run(book, restore)).toEqual([...begin, 'restore-backup', 'enable-contingency', 'regular-off', ...end]);
  });

  test('goes to the second account and then to support where nobody can sign in', () => {
    const steps = run(book, {
      ...here,
      'sign-in': { outcome: 'failed' },
      'sign-in-second': { outcome: 'failed' },
      'choose-way': { outcome: 'finished', choice: 'one-policy' },
    });
    expect(steps.slice(0, 5)).toEqual(['note-error-code', 'sign-in', 'sign-in-second', 'call-support', 'which-case']);
  });

  test('still leads to putting back and signing out where a decision is skipped', () => {
    expect(run(book, { ...here, 'choose-way': { outcome: 'skipped' } }).slice(-4)).toEqual(end);
    expect(run(book, { 'which-case': { outcome: 'skipped' } }).slice(-2)).toEqual(['put-back', 'sign-out']);
  });

  test('says what must not be forgotten', () => {
    const text = read('conditional-access-lockout.yaml');
    for (const fact of [
      '53003',
      '50074',
      '500121',
      '50126',
      '50053',
      '50057',
      'mandatory MFA',
      'Do not delete the policy',
      'EMnnn',
      'five days',
      'tenant ID',
      'Data Protection team',
    ]) {
      expect(text).toContain(fact);
    }
  });
});

const say = (choice: string) => ({ outcome: 'finished', choice }) as const;

describe('suspected-attack', () => {
  const book = shipped('suspected-attack');
  const looks = ['save-logs', 'look-people', 'look-guards', 'look-roads', 'verdict'];
  const cut = ['plan-cut', 'cut-people', 'cut-roads', 'mend-guards', 'check-cut', 'check-admins'];
  const end = ['copy-log', 'put-back', 'sign-out'];

  test('given nothing is being destroyed, it looks first, closes everything in one operation and looks again', () => {
    expect(run(book, { pace: say('look-first'), verdict: say('not-ruled-out') })).toEqual([
      ...['quiet-talk', 'clocks', 'sign-in', 'pace', ...looks, ...cut, ...end],
    ]);
  });

  test('given damage is being done, that is stopped before the logs are saved', () => {
    const steps = run(book, { pace: say('at-once'), verdict: say('no-attack') });
    expect(steps).toEqual(['quiet-talk', 'clocks', 'sign-in', 'pace', 'stop-damage', ...looks, 'all-clear', ...end]);
  });

  test('asks at no step for more than times, counts and names of our own', () => {
    const looking = book.steps.filter(({ id }) => id.startsWith('look-') || id.startsWith('cut-'));
    expect(looking.map(({ evidence }) => evidence)).toEqual(looking.map(() => 'number'));
  });
});

describe('entra-outage', () => {
  const book = shipped('entra-outage');

  test('never signs in with the account: seals stay closed, people wait, and the blind time is looked at afterwards', () => {
    expect(run(book, { 'which-case': say('core'), wait: { outcome: 'failed' } })).toEqual([
      ...['look-status', 'which-case', 'keep-sealed', 'keep-sessions', 'tell-people', 'wait', 'go-without'],
      ...['check-back', 'look-back', 'put-back', 'end'],
    ]);
    expect(book.before[0]).toContain('an emergency account cannot sign in either');
  });

  test('lets go where it is another case', () => {
    expect(run(book, { 'which-case': say('other') })).toEqual(['look-status', 'which-case', 'change-case', 'put-back', 'end']);
  });
});

describe('teams-unavailable', () => {
  const book = shipped('teams-unavailable');
  const use = ['hand-out', 'sign-in', 'put-back', 'sign-out', 'declare', 'finish'];

  test('given only Teams is down, nobody opens a seal', () => {
    expect(run(book, { 'what-else': say('only-teams') })).toEqual(['look-teams', 'what-else', 'wait-teams', 'declare', 'finish']);
  });

  test.each([
    ['the second door', { 'which-door': say('door') }, ['use-door']],
    [
      'paper where the second door does not open',
      { 'which-door': say('door'), 'use-door': { outcome: 'failed' } },
      ['use-door', 'paper-request'],
    ],
    ['paper', { 'which-door': say('paper') }, ['paper-request']],
    ['an open declaration without approval', { 'which-door': say('alone') }, ['go-openly']],
  ] as const)('given more is broken, it goes by %s and is declared when Teams is back', (_, answers, way) => {
    expect(run(book, { 'what-else': say('more'), ...answers })).toEqual(['look-teams', 'what-else', 'meet', 'which-door', ...way, ...use]);
  });
});

describe('emergency-drill', () => {
  const book = shipped('emergency-drill');

  test('a live drill signs in, does the admin task and looks for the alarm', () => {
    const steps = run(book, { 'dry-or-live': { outcome: 'finished', choice: 'live' } });
    expect(steps.slice(5)).toEqual(['sign-in', 'admin-task', 'check-methods', 'check-alarm', 'end-drill']);
  });

  test('a dry drill is not offered the live one, nor a live drill the dry one', () => {
    const choices = book.steps.find(({ id }) => id === 'dry-or-live')?.choices ?? [];
    expect(choices.map(({ id, only }) => [id, only])).toEqual([
      ['dry', 'dry'],
      ['live', 'live'],
    ]);
  });

  test('a dry drill does not sign in', () => {
    expect(run(book, { 'dry-or-live': { outcome: 'finished', choice: 'dry' } }).slice(5)).toEqual(['talk-through', 'end-drill']);
  });

  test('an account that cannot sign in is reported before the drill ends', () => {
    const steps = run(book, {
      'dry-or-live': { outcome: 'finished', choice: 'live' },
      'sign-in': { outcome: 'failed' },
      'admin-task': { outcome: 'skipped' },
    });
    expect(steps).toContain('mend-sign-in');
    expect(steps.at(-1)).toBe('end-drill');
  });
});

describe('post-use', () => {
  test('lists the tasks of each credential type', () => {
    const of = (type: string) =>
      postUse()
        .filter((task) => task.for === type)
        .map(({ id }) => id);
    expect(Object.fromEntries(['any', ...CREDENTIAL_TYPES].map((type) => [type, of(type)]))).toEqual({
      any: ['revoke-sessions', 'compare-directory', 'unlogged-changes', 'safe-log', 'test-sign-in'],
      password: ['reset-password'],
      passkey: ['same-passkeys', 'change-pin'],
      certificate: ['replace-certificate'],
    });
  });

  test('no shipped runbook has a task of the same name, so none is left out', () => {
    for (const book of ['conditional-access-lockout', 'emergency-drill', 'suspected-attack', 'entra-outage', 'teams-unavailable'].map(
      shipped,
    )) {
      expect(tasksFor(postUse(), book, CREDENTIAL_TYPES)).toHaveLength(postUse().length + book.after.length);
    }
  });
});
