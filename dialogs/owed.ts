// Whom a reminder of overdue post-use tasks is for, one message for each reminder.
import type { Activation, InPhase, Mark, TaskState } from '../ledger/activation.ts';
import { remindersInTurn } from '../ledger/evolve-remind.ts';
import type { PersonId } from '../ledger/ids.ts';
import type { Circumstances } from './decision.ts';
import type { Notice } from './notices.ts';
import { overdueTasks } from './remind.ts';
import { owing } from './rotate.ts';
import { isSilent } from './silence.ts';

type Known = Pick<Circumstances, 'roster' | 'library' | 'now'>;

/** Every reminder that was given and is still about something: told at night, too, because it is owed. */
export function owedNotices(open: Iterable<Activation>, circumstances: Known): readonly Notice[] {
  return [...open].flatMap((activation) => (activation.phase === 'handed back' ? ofActivation(activation, circumstances) : []));
}

function ofActivation(activation: InPhase<'handed back'>, circumstances: Known): readonly Notice[] {
  const managers = [...circumstances.roster.people.values()].filter(({ roles }) => roles.includes('manager')).map(({ id }) => id);
  const owed = overdueTasks(activation, circumstances.now);
  const reminded = together(owed, (task) => remindersInTurn(task, activation)?.last ?? null);
  const escalated = together(owed, ({ task }) => activation.reminders.get(task)?.escalated ?? null);
  const notice = (key: string, tasks: readonly TaskState[], viewers: readonly (PersonId | 'room')[]): Notice => ({
    key: `${activation.id} ${key}`,
    about: { owed: activation, tasks },
    viewers: [...new Set(viewers)],
    waits: false,
  });
  return [
    ...[...reminded].map(([seq, tasks]) =>
      notice(
        `reminder ${seq}`,
        tasks,
        tasks.flatMap((task) => owing(activation, task, circumstances)),
      ),
    ),
    ...[...escalated].map(([seq, tasks]) => notice(`escalation ${seq}`, tasks, isSilent(activation) ? managers : [...managers, 'room'])),
  ];
}

/** Tasks by the record that told of them; those that none told of are left out. */
function together(tasks: readonly TaskState[], told: (task: TaskState) => Mark | null): ReadonlyMap<number, readonly TaskState[]> {
  const groups = new Map<number, readonly TaskState[]>();
  for (const task of tasks) {
    const mark = told(task);
    if (mark !== null) groups.set(mark.seq, [...(groups.get(mark.seq) ?? []), task]);
  }
  return groups;
}
