import { describe, expect, test } from '@jest/globals';
import { kindBand, kindWords, readsReport, scopeOf } from '../../cards/drill-words.ts';
import { drawOperation } from '../../cards/operation.ts';
import { readable } from '../../cards/plain.ts';
import { drawReminder, overdueFact } from '../../cards/reminder.ts';
import { drawTasks } from '../../cards/tasks.ts';
import type { Person } from '../../dialogs/policy.ts';
import { AnnouncementId } from '../../ledger/ids.ts';
import type { Fields } from '../dialogs/given.ts';
import { aaron, ada, LIBRARY, MINUTE, mona, night, type Night, rita, sha } from './sample.ts';

const live = { kind: 'drill', live: { announcement: AnnouncementId.parse('LD-2026-0001'), action: sha('action') } } as const;

test('real, dry and live each have their own words', () => {
  expect([kindBand({ kind: 'real' }), kindBand({ kind: 'drill' }), kindBand(live)]).toEqual(['REAL', 'DRILL · DRY', 'DRILL · LIVE']);
  expect([kindWords({ kind: 'real' }), kindWords({ kind: 'drill' }), kindWords(live)]).toEqual([
    'a real use',
    'a dry drill',
    'a live drill',
  ]);
});

test('a drill says what it covers, a real use nothing', () => {
  const one = night('requested', { kind: 'drill' });
  expect(scopeOf(one.open, one.viewing(mona))).toBe('Dry: nobody signs in. Any sign-in with this account counts as real.');
  expect(scopeOf({ request: { ...one.open.request, ...live } }, one.viewing(mona))).toContain('Live, as announced in LD-2026-0001');
  expect(scopeOf(night('requested').open, one.viewing(mona))).toBe('');
});

test('the report of a closed drill is for managers and auditors', () => {
  const closed = night('closed', { kind: 'drill' });
  expect([mona, ada, aaron, 'room' as const].map((who) => readsReport(closed.open, closed.viewing(who)))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

describe('The tasks after a dry drill', () => {
  const read = (one: Night, who: Person, focus: string | null = null) => readable(drawTasks(one.open, one.viewing(who, { focus })).card);
  const PLAN = { ...LIBRARY.postUse.tasks[0]!, id: 'plan-next', title: 'Fix the date of the next drill', owner: 'responder' } as const;
  /** Handed back, with a change that was written down; the drill’s runbook leaves a task of its own. */
  const back = (fields: Fields) => {
    const one = night('in use', { kind: 'drill', domain: 'drill', ...fields });
    one.library = { ...LIBRARY, pinned: (digest) => ((book) => book && { ...book, after: [PLAN] })(LIBRARY.pinned(digest)) };
    return one.does(rita, 'change', { was: 'off', is: 'on', back: 'off' }, 1).does(rita, 'hand-back', {}, 1);
  };

  test('say first that they are talked through, wherever they stand', () => {
    const one = back({});
    const told =
      'A dry drill: nobody signs in. Talk it through, and change nothing. A part that was handed out goes back to its place all the same.';
    expect(read(one, rita)).toContain('○ Talk it through: Revoke all sessions of the account · Rita Requester, due');
    expect(read(one, rita, 'sessions')).toMatch(
      new RegExp(`\nTalk it through: Revoke all sessions of the account\n${told}\\s+Entra admin centre`, 'u'),
    );
    expect(readable(drawOperation(one.open, one.viewing(rita)).card)).toContain('Talk it through: Revoke all sessions of the account, due');
    one.now += 24 * 60 * MINUTE;
    if (one.open.phase !== 'handed back') throw new Error('it is not handed back');
    expect(readable(drawReminder({ owed: one.open, tasks: one.open.tasks }, one.viewing(rita)).card)).toContain(
      'OVERDUE · Talk it through: Revoke all sessions',
    );
    expect(overdueFact(one.open, one.viewing('room'))).toContain('“Talk it through: Revoke all sessions of the account”');
  });

  test('but what the drill itself leaves behind is done: its own tasks, and what was written down as changed', () => {
    const text = read(back({}), rita);
    expect(text).toContain('○ Fix the date of the next drill · a responder');
    expect(text).toMatch(/^○ Change 1: put it back, or say why it is kept · /mu);
    expect(read(back({}), rita, 'plan-next')).not.toContain('A dry drill');
  });

  test('after a real use nothing is only talked through', () => {
    expect(read(night('handed back'), rita)).not.toContain('alk it through');
  });
});
