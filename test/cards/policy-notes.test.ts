import { describe, expect, test } from '@jest/globals';
import { changeNote, changesSince, heldNote, newApproverNotes, policyNote, unreadNote, watchedNote } from '../../cards/policy-notes.ts';
import { run } from '../../cards/text.ts';
import { bea, carl, HOSTILE, mona, Night, SECOND, sha, START } from './sample.ts';
import { begun, changed, DAY, held, since, stays } from './sample-policy.ts';

const UNREAD = { file: 'glassbreak.yaml', line: 12, what: 'people[E1002].phone: this is missing', more: 0 };
const promotedAt = (one: Night, at: number) => since(one, at, [changed({ people: [stays(bea, { gained: ['approver'] })] })]);

describe('what is wrong with the configuration', () => {
  test('a file that cannot be read: where, and what stays in force', () => {
    const viewing = begun(new Night()).viewing(mona, { unread: UNREAD });
    expect(unreadNote(viewing)).toBe(
      '! glassbreak.yaml was changed and cannot be read: line 12, people\\[E1002\\].phone: this is missing; the configuration of 25 Oct 03:02 (02:02 UTC) stays in force.',
    );
    expect(unreadNote({ ...viewing, unread: { ...UNREAD, more: 2 } })).toContain('this is missing and 2 more; the configuration');
    expect(unreadNote(begun(new Night()).viewing(mona))).toBe('');
  });
  test('words of a broken file stay plain', () => {
    for (const what of HOSTILE)
      expect(unreadNote(new Night().viewing(mona, { unread: { ...UNREAD, what } }))).not.toMatch(/\[a\]\(|<at>|\$\{|\{\{/);
  });
  test('a change that is held: since when, why, and who must look at it', () => {
    const one = since(begun(new Night()), START, [held({})]);
    expect(heldNote(one.viewing(mona))).toBe(
      '! A change of the configuration is held since 03:02 (02:02 UTC), because it would take away more than a third of the approvers and custodians and leave fewer than four approvers. A manager and one more person must look at it: type “policy”.',
    );
    expect(heldNote(begun(new Night()).viewing(mona))).toBe('');
  });
  test('one that was rejected', () => {
    const one = since(since(begun(new Night()), START, [held({})]), START, [{ type: 'RosterRejected', digest: sha('cut') }], mona);
    expect(heldNote(one.viewing(mona))).toBe(
      '! Mona Manager rejected a change of the configuration at 03:02 (02:02 UTC): the file must be put right. What was before stays in force.',
    );
  });
});

describe('what changed', () => {
  test('is told with its age and time, the newest first, without what the ledger began with', () => {
    const one = since(promotedAt(begun(new Night()), START - 2 * DAY), START - 3 * 3_600_000, [changed({ sections: ['bridge'] })]);
    const viewing = one.viewing(mona);
    expect(changesSince(viewing, 0).map((change) => changeNote(change, viewing))).toEqual([
      '3 h ago, 00:02 (23:02 UTC): the bridge is another one',
      '2 days ago, 22 Nov 03:02 (02:02 UTC): Bea Approver became approver',
    ]);
    expect(changesSince(viewing, START - DAY)).toHaveLength(1);
  });
  test('minutes ago, and at most six things of one change', () => {
    const people = Array.from({ length: 8 }, () => stays(bea, { details: true }));
    const viewing = since(begun(new Night()), START - 5 * 60_000, [changed({ people })]).viewing(mona);
    expect(changeNote(changesSince(viewing, 0)[0]!, viewing)).toMatch(/^5 min ago, .*; 2 more$/);
  });
  test('names are escaped for where they go', () => {
    const one = promotedAt(begun(new Night()), START);
    one.roster = { ...one.roster, people: new Map([[bea.id, { ...bea, name: '*Bea*' }]]) };
    const [newest] = changesSince(one.viewing(mona), 0);
    expect(changeNote(newest!, one.viewing(mona))).toContain('\\*Bea\\* became');
    expect(changeNote(newest!, one.viewing(mona), run)).toContain(': *Bea* became');
  });
});

describe('who is new and what is watched', () => {
  test('an approver whose first day is not over has a vote from then on', () => {
    const promoted = { ...carl, roles: ['custodian', 'approver'] as const };
    const one = since(begun(new Night()), START - 3_600_000, [changed({ people: [stays(carl, { gained: ['approver'] })] })]);
    one.roster = {
      ...one.roster,
      people: new Map([
        [bea.id, bea],
        [carl.id, promoted],
        [mona.id, mona],
      ]),
    };
    expect(newApproverNotes(one.viewing(mona))).toEqual(['Carl Custodian is a new approver and has a vote from 25 Nov 02:02 (01:02 UTC).']);
    one.now = START + 23 * 3_600_000;
    expect(newApproverNotes(one.viewing(mona))).toEqual([]);
  });
  test('an account that was taken off the list, until 90 days are over', () => {
    const one = since(begun(new Night()), START, [changed({ accounts: [{ account: SECOND.id, is: 'removed' }] })]);
    expect(watchedNote(one.viewing(mona))).toBe('Taken off the list and watched still: **bg-admin-02** until 22 Feb 03:02 (02:02 UTC).');
    one.now = START + 90 * DAY;
    expect(watchedNote(one.viewing(mona))).toBe('');
  });
});

describe('the one line of the room', () => {
  test('is what is wrong, else the newest change of seven days, else nothing', () => {
    expect(policyNote(begun(new Night()).viewing('room'))).toBe('');
    expect(policyNote(promotedAt(begun(new Night()), START - 7 * DAY).viewing('room'))).toBe('');
    const recent = promotedAt(begun(new Night()), START - 7 * DAY + 1);
    expect(policyNote(recent.viewing('room'))).toMatch(/^6 days ago, .*: Bea Approver became approver$/);
    expect(policyNote(since(recent, START, [held({})]).viewing('room', { unread: UNREAD }))).toMatch(
      /^! glassbreak.yaml .* in force\. ! A change .* is held/,
    );
  });
});
