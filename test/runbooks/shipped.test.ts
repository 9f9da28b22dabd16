// Every runbook of the folder, whatever its name: it reads without a problem, and no answer leads anybody into a dead end.
import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { parsePostUse, parseRunbook, problemLine } from '../../runbooks/parse.ts';
import { CREDENTIAL_TYPES, type Runbook, type Step } from '../../runbooks/runbook.ts';
import { tasksFor } from '../../runbooks/tasks.ts';
import { type Progress, walk } from '../../runbooks/walk.ts';

const FOLDER = new URL('../../runbooks/', import.meta.url);
const POST_USE = 'post-use.yaml';
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml') && name !== POST_USE);
const read = (file: string) => readFileSync(new URL(file, FOLDER), 'utf8');

/** The runbook of a file. Throws its problems, each with file and line. */
function shipped(file: string): Runbook {
  const parsed = parseRunbook(read(file), file);
  if (!parsed.ok) throw new Error(parsed.problems.map((problem) => problemLine(file, problem)).join('\n'));
  return parsed.runbook;
}

/** Everything that may be answered to an open step: each choice, done, not working where that leads on, and skipped where it decides. */
function answersTo(step: Step): readonly Progress[] {
  const base = { step: step.id, witnessed: true };
  const done = { ...base, outcome: 'finished' as const };
  const failed = step.fallback === undefined ? [] : [{ ...base, outcome: 'failed' as const }];
  if (step.kind !== 'decide') return [done, ...failed];
  return [...(step.choices ?? []).map(({ id }) => ({ ...done, choice: id })), { ...base, outcome: 'skipped' as const }];
}

/** Every run there is: the first open step is answered in each way, until nothing is open. */
function runs(book: Runbook, progress: readonly Progress[] = []): readonly (readonly Progress[])[] {
  const next = walk(book, progress).open[0];
  return next === undefined ? [progress] : answersTo(next).flatMap((answer) => runs(book, [...progress, answer]));
}

/** The steps of the run in which these steps are answered so, and all others are finished, decisions with their first choice. */
function run(book: Runbook, answers: Readonly<Record<string, string>>): readonly string[] {
  const progress: Progress[] = [];
  for (let next = walk(book, progress).open[0]; next !== undefined; next = walk(book, progress).open[0]) {
    const answer = answers[next.id];
    const outcome = answer === 'failed' || answer === 'skipped' ? answer : 'finished';
    progress.push({ step: next.id, outcome, choice: answer ?? next.choices?.[0]?.id, witnessed: true });
  }
  return progress.map(({ step }) => step);
}

describe.each(files)('%s', (file) => {
  test('reads without a problem', () => {
    expect(() => shipped(file)).not.toThrow();
  });

  test('ends whatever is answered, with nothing left waiting', () => {
    const book = shipped(file);
    const all = runs(book);
    expect(all.length).toBeGreaterThan(0);
    for (const progress of all) expect(walk(book, progress)).toMatchObject({ open: [], waiting: [] });
  });

  test('has no step that no answer reaches', () => {
    const book = shipped(file);
    const reached = new Set(runs(book).flatMap((progress) => progress.map(({ step }) => step)));
    expect(book.steps.map(({ id }) => id as string).filter((id) => !reached.has(id))).toEqual([]);
  });

  test('leads everybody who signed in to the last step of the file', () => {
    const book = shipped(file);
    const last = book.steps.at(-1)?.id;
    const inside = (progress: readonly Progress[]) => progress.some(({ step, outcome }) => step === 'sign-in' && outcome === 'finished');
    for (const progress of runs(book).filter(inside)) expect(progress.at(-1)?.step).toBe(last);
  });

  test('says of every step but a decision how one knows that it worked', () => {
    expect(
      shipped(file)
        .steps.filter(({ kind, worked }) => kind !== 'decide' && worked === undefined)
        .map(({ id }) => id),
    ).toEqual([]);
  });

  test('begins with something to look at before anybody asks for the account', () => {
    expect(shipped(file).before.length).toBeGreaterThan(2);
  });

  test('adds tasks of its own names, so that none is left out', () => {
    const book = shipped(file);
    const parsed = parsePostUse(read(POST_USE));
    const base = parsed.ok ? parsed.tasks : [];
    expect(tasksFor(base, book, CREDENTIAL_TYPES)).toHaveLength(base.length + book.after.length);
  });
});

describe.each([
  ['mfa-provider-outage.yaml', 'mfa-provider'],
  ['federation-outage.yaml', 'federation'],
  ['last-admin-gone.yaml', 'last-admin-gone'],
  ['no-approver-left.yaml', 'no-approver-left'],
])('%s', (file, domain) => {
  test('serves its case and names the roads to the account: the second account, then support with the tenant ID', () => {
    const book = shipped(file);
    expect(book.domains).toEqual([domain]);
    const steps = run(book, { 'sign-in': 'failed', 'sign-in-second': 'failed' });
    expect(steps.slice(steps.indexOf('sign-in')).slice(0, 3)).toEqual(['sign-in', 'sign-in-second', 'call-support']);
    expect(book.steps.find(({ id }) => id === 'call-support')?.body).toMatch(/\*\*tenant ID\*\*.*Data Protection team/s);
  });

  test('puts everything back before a second person and signs out, whatever was answered', () => {
    const book = shipped(file);
    for (const progress of runs(book)) expect(progress.slice(-2).map(({ step }) => step)).toEqual(['put-back', 'sign-out']);
    expect(book.steps.find(({ id }) => id === 'put-back')).toMatchObject({ kind: 'witness', safety: true });
  });
});

const END = ['put-back', 'sign-out'];

describe('the way that each case takes', () => {
  test('given people must work without MFA, passwords are reset first and each guard is looked after before the next goes', () => {
    const steps = run(shipped('mfa-provider-outage.yaml'), { 'choose-way': 'people-too', vpn: 'vpn-yes', 'provider-back': 'works' });
    expect(steps).toEqual([
      ...['name-provider', 'sign-in', 'find-cause', 'choose-way', 'pass-for-admins', 'protect-people', 'small-group', 'contingency-on'],
      ...['regular-off', 'vpn', 'nps-off', 'check-sign-in', 'provider-back', 'prove-mfa', ...END],
    ]);
  });

  test('given people can wait for MFA, no guard is lowered; given the provider stays down, what is open is handed over', () => {
    const steps = run(shipped('mfa-provider-outage.yaml'), {
      ...{ 'choose-way': 'admins-only', 'pass-for-admins': 'failed', 'provider-back': 'not-tonight' },
    });
    expect(steps.slice(3)).toEqual(['choose-way', 'pass-for-admins', 'urgent-only', 'check-sign-in', 'provider-back', 'hand-over', ...END]);
  });

  test('given no password hashes are in Entra, nothing is converted and support is asked', () => {
    const book = shipped('federation-outage.yaml');
    const answers = { 'choose-way': 'switch-over', 'hash-state': 'hash-off', 'back-tonight': 'nothing' };
    const without = run(book, { ...answers, 'hashes-arrived': 'not-arrived' });
    expect(without).toContain('ask-support');
    expect(without).not.toContain('convert-domain');
    const arrived = run(book, { ...answers, 'hashes-arrived': 'arrived', 'back-tonight': 'back' });
    expect(arrived.slice(arrived.indexOf('hash-state'))).toEqual([
      ...['hash-state', 'turn-on-hash', 'hashes-arrived', 'save-settings', 'convert-domain', 'test-people', 'check-admins'],
      ...['back-tonight', 'switch-back', ...END],
    ]);
  });

  test('whatever is answered, no domain is converted before its settings are saved', () => {
    for (const progress of runs(shipped('federation-outage.yaml'))) {
      const order = progress.map(({ step }) => step);
      if (order.includes('convert-domain')) expect(order.indexOf('save-settings')).toBeLessThan(order.indexOf('convert-domain'));
    }
  });

  test('given nobody is left, no account is signed in before a second person has verified who gets the role', () => {
    const book = shipped('last-admin-gone.yaml');
    const begin = ['what-happened', 'name-successors', 'verify-person', 'sign-in', 'look-around', 'choose-way'];
    expect(run(book, { 'choose-way': 'assign' })).toEqual([
      ...[...begin, 'assign-role', 'give-sign-in', 'check-new-admin', 'close-old', ...END],
    ]);
    expect(run(book, { 'choose-way': 'restore', 'restore-user': 'failed' })).toEqual([
      ...[...begin, 'restore-user', 'assign-role', 'give-sign-in', 'check-new-admin', 'close-old', ...END],
    ]);
    expect(run(book, { 'choose-way': 'nobody' })).toEqual([...begin, 'change-nothing', ...END]);
  });

  test('given no approver is left, somebody new decides, and the role is assigned directly only where that fails', () => {
    const book = shipped('no-approver-left.yaml');
    const begin = ['why-no-approver', 'ring-approvers', 'verify-person', 'sign-in', 'read-settings', 'choose-way'];
    const end = ['check-active', 'lasting-approvers', ...END];
    expect(run(book, { 'choose-way': 'approve' })).toEqual([...begin, 'approve-request', ...end]);
    expect(run(book, { 'choose-way': 'approve', 'approve-request': 'failed', 'new-approval': 'failed' })).toEqual([
      ...[...begin, 'approve-request', 'set-approvers', 'new-approval', 'assign-active', ...end],
    ]);
    expect(run(book, { 'choose-way': 'answered' })).toEqual([...begin, ...end]);
  });
});

describe('what must not be forgotten', () => {
  test.each([
    [
      'mfa-provider-outage.yaml',
      ['mandatory MFA', 'no policy lifts', 'password spraying', 'EMnnn', 'within 10 minutes', 'AuthorizationDLLs'],
    ],
    ['federation-outage.yaml', ['hotspot', 'three hours', 'Do not convert user accounts', 'Staged rollout is no way out', '60 minutes']],
    ['last-admin-gone.yaml', ['You ring them', 'end in 7 days', '30 days', 'No guest', 'Do **not** delete it']],
    [
      'no-approver-left.yaml',
      ['24 hours', 'approve their own request', 'needs no role', 'Turning the approval off is no choice', '8 hours'],
    ],
  ])('%s', (file, facts) => {
    const text = read(file);
    for (const fact of facts) expect(text).toContain(fact);
  });
});
