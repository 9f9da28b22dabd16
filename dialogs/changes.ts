// The log of changes: what was made with the account, and the task that each of them leaves behind until it is put back or kept.
import type { Activation, TaskState } from '../ledger/activation.ts';
import { operatorNow } from '../ledger/course.ts';
import { changeOfTask, taskOfChange } from '../ledger/fact-change.ts';
import type { CredentialTask } from '../runbooks/runbook.ts';
import { type Asked, type Decision, already, by, happened, refused } from './decision.ts';

const MINUTE = 60_000;
/** Minutes after the hand-back, or after it was logged, within which a change is put back or kept. */
const WITHIN = 24 * 60;

/** The task of each logged change, in their order. What was typed about it stands beside, on its card. */
export function changeTasks({ changes }: Activation): readonly CredentialTask[] {
  return changes.map((_, at) => ({
    id: taskOfChange(at + 1),
    title: `Change ${at + 1}: put it back, or say why it is kept`,
    body: 'Look with your own administrator account. Put it back as written here, or keep it: then say why, and who agreed.',
    for: 'any',
    owner: 'operator',
    minutes: WITHIN,
    evidence: 'text',
  }));
}

/** A logged change, counted from 1, with the task that it left; null: none yet. */
export interface Settling {
  readonly n: number;
  readonly change: Activation['changes'][number];
  readonly task: TaskState | null;
}

/** Every logged change and where it stands. */
export function settling(activation: Activation): readonly Settling[] {
  const tasks = 'tasks' in activation ? activation.tasks : [];
  return activation.changes.map((change, at) => {
    const task = tasks.find((one) => changeOfTask(one.task) === at + 1) ?? null;
    return { n: at + 1, change, task };
  });
}

/** A change made with the account: what it was, what it is, how to put it back. After the hand-back it is one more task at once. */
export function change({ activation, command, person, circumstances }: Asked<'change'>): Decision {
  const { was, is, back } = command;
  if (activation.changes.some((one) => one.was === was.hash && one.is === is.hash && one.back === back.hash && by(one, person)))
    return already(activation);
  if (person.id !== operatorNow(activation) && !person.roles.includes('responder')) return refused(activation, 'not-your-role');
  const logged = { type: 'ChangeLogged', was: was.hash, is: is.hash, back: back.hash } as const;
  if (activation.phase === 'in use') return happened(activation, logged);
  if (activation.phase !== 'handed back') return refused(activation, 'wrong-phase');
  const task = taskOfChange(activation.changes.length + 1);
  return happened(activation, logged, { type: 'TaskAdded', task, due: circumstances.now + WITHIN * MINUTE });
}
