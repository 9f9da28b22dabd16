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
  const end = ['check-admins', 'look-for-more', 'put-back', 'sign-out'];

  test('is nine steps where one known policy blocks', () => {
    const steps = run(book, { 'choose-way': { outcome: 'finished', choice: 'one-policy' } });
    expect(steps).toEqual(['note-error-code', 'sign-in', 'find-change', 'choose-way', 'switch-policy', ...end]);
    expect(steps).toHaveLength(9);
  });

  test('goes to the contingency policies where the cause is not known, or the first way fails', () => {
    expect(run(book, { 'choose-way': { outcome: 'finished', choice: 'not-known' } })).toEqual([
      ...['note-error-code', 'sign-in', 'find-change', 'choose-way', 'enable-contingency', 'regular-off'],
      ...end,
    ]);
    expect(run(book, { 'choose-way': { outcome: 'finished', choice: 'restore' }, 'restore-backup': { outcome: 'failed' } })).toEqual([
      ...['note-error-code', 'sign-in', 'find-change', 'choose-way', 'restore-backup', 'enable-contingency', 'regular-off'],
      ...end,
    ]);
  });

  test('goes to the second account and then to support where nobody can sign in', () => {
    const steps = run(book, {
      'sign-in': { outcome: 'failed' },
      'sign-in-second': { outcome: 'failed' },
      'choose-way': { outcome: 'finished', choice: 'one-policy' },
    });
    expect(steps.slice(0, 5)).toEqual(['note-error-code', 'sign-in', 'sign-in-second', 'call-support', 'find-change']);
  });

  test('still leads to putting back and signing out where the decision is skipped', () => {
    expect(run(book, { 'choose-way': { outcome: 'skipped' } }).slice(-4)).toEqual(end);
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

describe('emergency-drill', () => {
  const book = shipped('emergency-drill');

  test('a live drill signs in, does the admin task and looks for the alarm', () => {
    const steps = run(book, { 'dry-or-live': { outcome: 'finished', choice: 'live' } });
    expect(steps.slice(5)).toEqual(['sign-in', 'admin-task', 'check-methods', 'check-alarm', 'end-drill']);
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
      any: ['revoke-sessions', 'compare-directory', 'settle-changes', 'safe-log', 'test-sign-in'],
      password: ['reset-password'],
      passkey: ['same-passkeys', 'change-pin'],
      certificate: ['replace-certificate'],
    });
  });

  test('no shipped runbook has a task of the same name, so none is left out', () => {
    for (const book of [shipped('conditional-access-lockout'), shipped('emergency-drill')]) {
      expect(tasksFor(postUse(), book, CREDENTIAL_TYPES)).toHaveLength(postUse().length + book.after.length);
    }
  });
});
