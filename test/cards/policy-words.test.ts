import { describe, expect, test } from '@jest/globals';
import { changeSentences, holdWords } from '../../cards/policy-words.ts';
import { name } from '../../cards/teller.ts';
import type { PolicyChange } from '../../ledger/fact-policy.ts';
import { bea, carl, FIRST, sha } from './sample.ts';
import { NOTHING, stays } from './sample-policy.ts';

const told = (change: Partial<PolicyChange>) =>
  changeSentences({ ...NOTHING, ...change }, (id) => name(id === bea.id ? 'Bea' : id)).map((pieces) =>
    pieces.map(({ words }) => words).join(''),
  );
const [account] = bea.accounts;

describe('what changed, in words', () => {
  test('of people', () => {
    expect(told({ people: [stays(bea, { gained: ['approver', 'manager'], lost: ['watch', 'auditor'] })] })).toEqual([
      'Bea became approver and manager',
      'Bea is no longer watch or auditor',
    ]);
    expect(told({ people: [stays(bea, { added: [account!], removed: [account!], details: true })] })).toEqual([
      'Bea has a new account',
      'Bea has an account less',
      'Bea has another name, phone or time zone',
    ]);
    expect(
      told({ people: [stays(bea, { is: 'joined', gained: ['approver'] }), stays(carl, { is: 'left', lost: ['custodian'] })] }),
    ).toEqual(['Bea joined as approver', 'E1004 left, was custodian']);
  });
  test('of emergency accounts, never where anything lies', () => {
    const all = (['added', 'removed', 'custody', 'identity'] as const).map((is) => ({ account: FIRST.id, is }));
    expect(told({ accounts: all })).toEqual([
      'bg-admin-01 is on the list now',
      'bg-admin-01 was taken off the list',
      'bg-admin-01 has other parts, custodians or places',
      'bg-admin-01 means another account in Entra now',
    ]);
  });
  test('of limits', () => {
    expect(
      told({
        limits: [
          { limit: 'decide', from: [30], to: [45] },
          { limit: 'collect', from: [], to: [60] },
          { limit: 'use', from: [30, 60], to: [60] },
        ],
      }),
    ).toEqual([
      'the time to decide is 45 min instead of 30 min',
      'the time to collect is 60 min',
      'the lengths of use are 60 min instead of 30, 60 min',
    ]);
  });
  test('of runbooks', () => {
    const [one, two] = [sha('1'), sha('2')];
    expect(
      told({
        runbooks: [
          { id: 'drill', from: one, to: two },
          { id: 'new', from: null, to: two },
          { id: 'gone', from: one, to: null },
        ],
      }),
    ).toEqual([
      'the runbook drill changed, version d473 5e3a instead of 6b86 b273',
      'the runbook new is new, version d473 5e3a',
      'the runbook gone is gone',
    ]);
  });
  test('of everything else', () => {
    expect(told({ sections: ['bridge', 'duty-phone', 'room', 'time-zone', 'before-unread'] })).toEqual([
      'the bridge is another one',
      'the duty phone is another one',
      'the room is another one',
      'the time zone is another one',
      'the text from before could no longer be read, so its details were not compared',
    ]);
    expect(told({})).toEqual(['only its wording or order changed']);
  });
});

test('why it is held, as half a sentence', () => {
  expect(holdWords({ roles: ['approver', 'watch'], fewApprovers: true })).toBe(
    'it would take away more than a third of the approvers and people on watch and leave fewer than four approvers',
  );
  expect(holdWords({ roles: ['manager'], fewApprovers: false })).toBe('it would take away more than a third of the managers');
  expect(holdWords({ roles: [], fewApprovers: true })).toBe('it would leave fewer than four approvers');
});
