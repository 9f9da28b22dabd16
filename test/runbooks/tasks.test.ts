import { expect, test } from '@jest/globals';
import type { CredentialTask } from '../../runbooks/runbook.ts';
import { tasksFor } from '../../runbooks/tasks.ts';
import { fileWith, runbookOf, step } from './example.ts';

const task = (id: string, kind: CredentialTask['for']): CredentialTask => ({
  id,
  title: id,
  body: 'B',
  for: kind,
  owner: 'custodian',
  minutes: 60,
  evidence: 'text',
});
const base = [task('sessions', 'any'), task('password', 'password'), task('keys', 'passkey'), task('certificate', 'certificate')];
const own = (lines: string) => runbookOf(fileWith([step('a')], `after:\n${lines}\n`));
const line = (id: string, kind: string) =>
  `  - { id: ${id}, title: Softer, body: B, for: ${kind}, owner: responder, minutes: 60, evidence: text }`;
const ids = (tasks: readonly CredentialTask[]) => tasks.map(({ id }) => id);

test('the tasks are those of the account’s credential types and of any account, in the order of the file', () => {
  expect(ids(tasksFor(base, null, ['certificate', 'password']))).toEqual(['sessions', 'password', 'certificate']);
  expect(ids(tasksFor(base, null, new Set(['passkey', 'passkey'])))).toEqual(['sessions', 'keys']);
  expect(ids(tasksFor(base, null, []))).toEqual(['sessions']);
});

test('the tasks of the runbook follow, by the same types', () => {
  expect(ids(tasksFor(base, own(`${line('triage', 'any')}\n${line('spare', 'passkey')}`), ['password']))).toEqual([
    'sessions',
    'password',
    'triage',
  ]);
});

test('a runbook cannot soften a base task by using its id', () => {
  expect(tasksFor(base, own(line('sessions', 'any')), [])).toEqual([base[0]]);
});
