import { describe, expect, test } from '@jest/globals';
import { readable } from '../../cards/plain.ts';
import { drawTasks } from '../../cards/tasks.ts';
import type { Person } from '../../dialogs/policy.ts';
import { ada, bea, carl, HOSTILE, LIBRARY, MINUTE, mona, type Night, night, PEOPLE, rita, rosterOf, sha } from './sample.ts';
import { buttons, harmless, honest, inputs, sound, verbs } from './sound.ts';

const shown = (one: Night, who: Person, focus: string | null = null) =>
  honest(drawTasks(one.open, one.viewing(who, { focus })), one.open, one.viewing(who));
const text = (one: Night, who: Person, focus: string | null = null) => readable(shown(one, who, focus).card);
const claimed = () => night('returned').does(rita, 'do-task', { task: 'sessions', evidence: 'None since 05:20' });
const reopened = () => claimed().does(bea, 'reopen-task', { task: 'sessions', why: 'I still see one' });
const confirmed = () => claimed().does(bea, 'confirm-task', { task: 'sessions' });

describe('Before and after the work, the card says where it stands', () => {
  test.each([
    ['requested', 'REAL · REQUESTED'],
    ['in use', 'REAL · IN USE'],
    ['review', 'REAL · REVIEW'],
    ['closed', 'REAL · CLOSED'],
    ['denied', 'REAL · DENIED'],
  ] as const)('%s', (stage, band) => {
    expect(text(night(stage), rita)).toContain(band);
    expect(verbs(shown(night(stage), rita))).toEqual([]);
  });
});

test('Every task stands with owner, due time and state, and so does every part that is not back', () => {
  const read = text(night('handed back'), rita);
  expect(read).toContain(
    'REAL · YOUR WORK IS LEFT   BG-2026-0001\nbg-admin-01 is not finished. 4 tasks wait for you\n0 of 2 parts back, 0 of 5 tasks confirmed.',
  );
  expect(read).toContain('○ Revoke all sessions of the account · Rita Requester, due 05:07 (04:07 UTC) · open');
  expect(read).toContain('○ Compare the registered keys with before · a custodian, due 08:07 (07:07 UTC) · open');
  expect(read).toContain('○ Mend the policy and put it back · a responder, due 26 Nov 04:07 (03:07 UTC) · open');
  expect(read).toContain('○ security key · not yet back with Carl Custodian');
});

test('The first task of the reader is in focus with its body and its evidence; the others are a button away', () => {
  const one = night('handed back');
  expect(text(one, rita)).toContain(
    'Revoke all sessions of the account\nEntra admin centre → Users → the account → Revoke sessions.\n[ What you did and saw *: ____ ]\n< Done >\n< To do: Try one sign-in and watch the… >',
  );
  expect(verbs(shown(one, rita))).toEqual(['change', 'do-task']);
  expect(buttons(shown(one, rita)).filter((button) => button['verb'] === 'focus')).toHaveLength(3);
  expect(text(one, rita, 'signed-in')).toContain('[ Link to what shows it *: ____ ]');
  expect(buttons(shown(one, rita, 'signed-in')).find(({ verb }) => verb === 'do-task')).toMatchObject({ data: { task: 'signed-in' } });
});

test('A claim shows its evidence to whoever may confirm it, with a way to say that it is not so', () => {
  const one = claimed();
  expect(text(one, bea)).toContain(
    '▶ Revoke all sessions of the account · Rita Requester, due 05:07 (04:07 UTC) · done by Rita Requester, waits for a second person',
  );
  expect(text(one, bea)).toContain('Done, says Rita Requester at 04:30 (03:30 UTC):  None since 05:20');
  expect(text(one, bea)).toContain('bg-admin-01 is not finished. One task waits for you');
  expect(verbs(shown(one, bea))).toEqual(['confirm-task', 'reopen-task']);
  expect(inputs(shown(one, bea))).toEqual(['why']);
  expect(text(one, carl, 'keys')).toContain('To confirm: Revoke all sessions of the…');
});

test('Whoever did it cannot confirm it and reads who can', () => {
  const own = text(claimed(), rita, 'sessions');
  expect(own).toContain('An approver or custodian who did not do it must look and confirm.');
  expect(verbs(shown(claimed(), rita, 'sessions'))).toEqual(['change']);
});

test('A task that was opened again says by whom and why', () => {
  expect(text(reopened(), rita)).toContain('· opened again by Bea Approver');
  expect(text(reopened(), rita)).toContain('Opened again by Bea Approver:  I still see one\n[ What you did and saw *: ____ ]');
});

test('A confirmed task says by whom', () => {
  const read = text(confirmed(), ada, 'sessions');
  expect(read).toContain('✓ Revoke all sessions of the account · Rita Requester, due 05:07 (04:07 UTC) · confirmed by Bea Approver');
  expect(read).toContain('Confirmed by Bea Approver at');
});

test('Somebody to whom nothing falls reads that, and whose a task is', () => {
  const one = night('handed back');
  expect(text(one, mona)).toContain('REAL · WORK IS LEFT   BG-2026-0001\nbg-admin-01 is not finished. Nothing here waits for you now');
  expect(text(one, mona, 'keys')).toContain('To be done by a custodian.');
  expect(text(one, mona, 'sessions')).toContain('To be done by the operator.');
});

test('What is overdue is loud, also for those to whom nothing falls', () => {
  const one = night('handed back');
  one.now += 61 * MINUTE;
  expect(text(one, mona)).toContain('0 of 2 parts back, 0 of 5 tasks confirmed. One task is overdue.');
  expect(text(one, mona)).toContain(
    '! Revoke all sessions of the account · Rita Requester or any responder, OVERDUE since 05:07 (04:07 UTC) · open',
  );
  expect(text(one, mona)).toContain('REAL · WORK IS OVERDUE');
  expect(text(one, rita)).toContain('REAL · YOUR WORK IS OVERDUE');
  expect(text(one, mona, 'sessions')).toContain('To be done by the operator or another responder.');
  one.now += 300 * MINUTE;
  expect(text(one, mona)).toContain('2 tasks are overdue.');
});

test('A task that no runbook names any more is left out of the list', () => {
  const one = night('handed back');
  const state = one.open.phase === 'handed back' ? one.open.tasks[0]! : null;
  const strange = one.open.phase === 'handed back' ? { ...one.open, tasks: [{ ...state!, task: 'unheard-of' }] } : one.open;
  expect(readable(sound(drawTasks(strange, one.viewing(rita))).card)).not.toContain('unheard-of');
});

test('The longest list of the longest tasks stays small enough to be sent', () => {
  const one = night('handed back');
  const state = one.open.phase === 'handed back' ? one.open.tasks[0]! : null;
  const post = LIBRARY.postUse.tasks[0]!;
  const tasks = Array.from({ length: 40 }, (_, n) => ({ ...post, id: `task-${n}`, title: '中'.repeat(70), body: '中'.repeat(1500) }));
  const mark = { seq: 1, at: one.now, by: one.open.filed.by };
  const claims = tasks.map(({ id }, n) => ({
    ...state!,
    task: id,
    claimed: { ...mark, evidence: sha('x'), ended: null },
    confirmed: n % 4 === 0 ? mark : null,
  }));
  const people = PEOPLE.map((person) => ({ ...person, name: '中'.repeat(60), phone: '1'.repeat(40) }));
  one.roster = rosterOf(people);
  const viewing = one.viewing(people[2]!, { text: () => '中'.repeat(2000) });
  const long = { ...viewing, circumstances: { ...viewing.circumstances, library: { ...LIBRARY, pinnedTasks: () => tasks } } };
  const drawn = sound(drawTasks({ ...one.open, tasks: claims } as typeof one.open, long));
  expect(readable(drawn.card)).toMatch(/And \d+ more\./);
});

describe('A task that a long list only counts stands whole on the card, too, where the reader has a button for it', () => {
  const read = (title: (n: number) => string) => {
    const one = night('handed back');
    const post = LIBRARY.postUse.tasks[0]!;
    const tasks = Array.from({ length: 9 }, (_, n) => ({ ...post, id: `task-${n}`, title: title(n) }));
    const state = one.open.phase === 'handed back' ? one.open.tasks[0]! : null;
    one.library = { ...LIBRARY, pinnedTasks: () => tasks };
    one.activation = { ...one.open, tasks: tasks.map(({ id }) => ({ ...state!, task: id })) } as typeof one.activation;
    return text(one, rita);
  };

  test('each of them', () => {
    const title = (n: number) => `Task ${n}, ${'with a rather long title, '.repeat(6)}the end of ${n}`;
    expect(read(title)).toMatch(/And \d more\./u);
    for (const n of [1, 2, 3, 4, 5, 6, 7, 8]) expect(read(title)).toContain(title(n));
  });

  test('also where another task’s title begins with its own', () => {
    const long = 'Look through all that was changed, one after the other, with a second person beside you';
    const title = (n: number) => (n === 8 ? long : `${long}, ${'and write it down, '.repeat(4)}${n}`);
    expect(read(title)).toMatch(new RegExp(`^Also for you: .*${long}$`, 'mu'));
  });
});

test.each(HOSTILE)('Evidence, reasons and names stay plain: %j', (hostile) => {
  const people = PEOPLE.map((person) => ({ ...person, name: hostile }));
  for (const one of [claimed(), reopened(), confirmed(), night('handed back')]) {
    one.roster = rosterOf(people);
    harmless(sound(drawTasks(one.open, one.viewing(people[2]!, { text: () => hostile, focus: 'sessions' }))));
  }
});
