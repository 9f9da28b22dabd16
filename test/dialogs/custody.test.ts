import { describe, expect, test } from '@jest/globals';
import { whole } from '../../dialogs/custody.ts';
import {
  ALL_OUT,
  already,
  APPROVED,
  at,
  BACK,
  CARD,
  carl,
  changed,
  CLOSED,
  does,
  FILED,
  files,
  given,
  gone,
  ida,
  IN_USE,
  KEY,
  KEY_OUT,
  kim,
  lastFact,
  later,
  MINUTE,
  type Night,
  PAPER,
  PIN,
  refused,
  RETURNED,
  rewritten,
  rico,
  rita,
  stranger,
  task,
  votes,
  aaron,
  bea,
  FIRST,
  POLICY,
  without,
} from './given.ts';

const collectBy = (night: Night) => night.in('approved').grant.collectBy;
const key = { part: KEY, seal: 'A-1' };

describe('releasing', () => {
  test('a custodian of the part hands it to the operator', () => {
    given(...APPROVED)
      .when(carl, 'release', key)
      .then([{ type: 'CredentialReleased', part: KEY, to: rita.id }]);
  });
  test('at the latest collection it is in time, a millisecond later it is over', () => {
    given(...APPROVED, at(collectBy))
      .when(carl, 'release', key)
      .then(['CredentialReleased']);
    given(
      ...APPROVED,
      at((night) => collectBy(night) + 1),
    )
      .when(carl, 'release', key)
      .then(refused('collection-over'));
  });
  test('releasing again adds nothing, also later', () => {
    given(...KEY_OUT)
      .when(carl, 'release', key)
      .then(already);
    given(...BACK)
      .when(carl, 'release', key)
      .then(already);
  });
  test('releasing again under another seal is not dropped in silence', () =>
    void given(...KEY_OUT)
      .when(carl, 'release', { part: KEY, seal: 'A-9' })
      .then(refused('part-out')));
  test('a part that is out is not released by its other custodian', () =>
    void given(...KEY_OUT)
      .when(kim, 'release', key)
      .then(refused('part-out')));
  test('only custodians of this part release it', () => {
    given(...APPROVED)
      .when(ida, 'release', key)
      .then(refused('not-your-part'));
    given(...APPROVED)
      .when(rico, 'release', key)
      .then(refused('not-your-part'));
    given(...APPROVED)
      .when(stranger, 'release', key)
      .then(refused('not-your-part'));
    given(...APPROVED, changed({ ...carl, roles: [] }))
      .when({ ...carl, roles: [] }, 'release', key)
      .then(refused('not-your-part'));
  });
  test('a part of another account is not released', () =>
    void given(...APPROVED)
      .when(carl, 'release', { part: PAPER, seal: 'A-1' })
      .then(refused('not-your-part')));
  test('a part of an account that left the configuration is nobody’s', () => {
    given(...APPROVED, without(FIRST))
      .when(carl, 'release', key)
      .then(refused('not-your-part'));
    const empty = { ...FIRST, credentials: [{ ...FIRST.credentials[0]!, parts: [] }] };
    given(...APPROVED, (night) => void (night.policy = { ...POLICY, accounts: new Map([[FIRST.id, empty]]) }))
      .when(carl, 'release', key)
      .then(refused('not-your-part'));
  });
  test('an operator who is custodian does not release to themselves', () => {
    given(files({ operator: kim.id }), votes(aaron), votes(bea))
      .when(kim, 'release', key)
      .then(refused('to-operator'));
  });
  test('nothing is released before the approval or after the use began', () => {
    given(...FILED)
      .when(carl, 'release', key)
      .then(refused('wrong-phase'));
    given(...IN_USE)
      .when(kim, 'release', key)
      .then(refused('wrong-phase'));
  });
});

describe('in hand', () => {
  test('with every part of a credential the clock of use starts', () => {
    const { night } = given(...ALL_OUT, later(MINUTE))
      .when(rita, 'in-hand')
      .then(['CredentialInHand']);
    expect(lastFact(night, 'CredentialInHand').end).toBe(night.now + 60 * MINUTE);
    expect(night.in('in use').use.end).toBe(night.now + 60 * MINUTE);
  });
  test('at the latest collection the end is the absolute end', () => {
    const { night } = given(...ALL_OUT, at(collectBy))
      .when(rita, 'in-hand')
      .then(['CredentialInHand']);
    expect(lastFact(night, 'CredentialInHand').end).toBe(night.in('in use').grant?.absoluteEnd);
  });
  test('the end is never after the absolute end, even where that lies closer', () => {
    const absoluteEnd = given(...ALL_OUT).night.now + MINUTE;
    given(rewritten(ALL_OUT, (fact) => (fact.type === 'QuorumReached' ? { ...fact, absoluteEnd } : fact)))
      .when(rita, 'in-hand')
      .then([{ type: 'CredentialInHand', end: absoluteEnd }]);
  });
  test('a millisecond after the latest collection it is over', () =>
    void given(
      ...ALL_OUT,
      at((night) => collectBy(night) + 1),
    )
      .when(rita, 'in-hand')
      .then(refused('collection-over')));
  test('a part is missing', () =>
    void given(...KEY_OUT)
      .when(rita, 'in-hand')
      .then(refused('parts-missing')));
  test('one whole credential is enough', () => {
    const two = [files({ account: 'bg-admin-02' }), votes(aaron), votes(bea)];
    expect(whole(given(...two).night.open)).toBe(false);
    given(...two, does(ida, 'release', { part: CARD, seal: 'A-3' }))
      .when(rita, 'in-hand')
      .then(['CredentialInHand']);
  });
  test('only the operator has it in hand', () =>
    void given(...ALL_OUT)
      .when(rico, 'in-hand')
      .then(refused('not-operator')));
  test('saying so again adds nothing, also after the hand-back', () => {
    given(...IN_USE)
      .when(rita, 'in-hand')
      .then(already);
    given(...BACK)
      .when(rita, 'in-hand')
      .then(already);
  });
  test('nothing is in hand before the approval', () =>
    void given(...FILED)
      .when(rita, 'in-hand')
      .then(refused('wrong-phase')));
});

describe('taking back', () => {
  const back = { part: KEY, seal: 'B-1' };
  test('a custodian takes a part back under a new seal', () => {
    given(...BACK)
      .when(carl, 'return', back)
      .then([{ type: 'CredentialReturned', part: KEY }]);
    given(...BACK)
      .when(kim, 'return', back)
      .then(['CredentialReturned']);
  });
  test('taking it back again adds nothing, also after the end', () => {
    given(...RETURNED)
      .when(carl, 'return', back)
      .then(already);
    given(...CLOSED)
      .when(carl, 'return', back)
      .then(already);
  });
  test('a part that is back, or was never out, is not taken back', () => {
    given(...RETURNED)
      .when(kim, 'return', back)
      .then(refused('part-not-out'));
    given(...KEY_OUT, does(rita, 'hand-back'))
      .when(ida, 'return', { part: PIN, seal: 'B-1' })
      .then(refused('part-not-out'));
  });
  test('only custodians of this part take it back', () =>
    void given(...BACK)
      .when(ida, 'return', back)
      .then(refused('not-your-part')));
  test('taking it back again under another seal is not dropped in silence', () =>
    void given(...RETURNED, task(carl, 'keys', 'two keys')[0]!)
      .when(carl, 'return', { part: KEY, seal: 'B-9' })
      .then(refused('part-not-out')));
  test('an account removed from the configuration with parts out: any custodian takes them back, nobody else', () => {
    const orphaned = given(...BACK, without(FIRST));
    orphaned.when(rico, 'return', back).then(refused('not-your-part'));
    orphaned.when(aaron, 'return', back).then(refused('not-your-part'));
    const { night } = orphaned
      .when(ida, 'return', back)
      .then([{ type: 'CredentialReturned', part: KEY }])
      .when(ida, 'return', back)
      .then(already)
      .when(carl, 'return', { part: PIN, seal: 'B-2' })
      .then(['CredentialReturned']);
    expect([...night.open.returned.keys()]).toEqual([KEY, PIN]);
  });
  test('custodians who are no longer on the roster leave the part to the other custodians', () => {
    given(...BACK, gone(carl))
      .when(ida, 'return', back)
      .then(refused('not-your-part'));
    given(...BACK, gone(carl), gone(kim))
      .when(ida, 'return', back)
      .then(['CredentialReturned']);
  });
  test('a part that was never out is nobody’s to take back, whatever the configuration says', () =>
    void given(...KEY_OUT, does(rita, 'hand-back'), without(FIRST))
      .when(carl, 'return', { part: PIN, seal: 'B-1' })
      .then(refused('not-your-part')));
  test('where only the operator keeps a part, another custodian takes it back from them', () => {
    const night = [files({ operator: kim.id }), votes(aaron), votes(bea), does(carl, 'release', key), does(kim, 'hand-back'), gone(carl)];
    given(...night)
      .when(kim, 'return', back)
      .then(refused('to-operator'));
    given(...night)
      .when(ida, 'return', back)
      .then(['CredentialReturned']);
  });
  test('an operator who is custodian does not take back from themselves', () => {
    const night = [files({ operator: kim.id }), votes(aaron), votes(bea), does(carl, 'release', key), does(kim, 'hand-back')];
    given(...night)
      .when(kim, 'return', back)
      .then(refused('to-operator'));
    given(...night)
      .when(carl, 'return', back)
      .then(['CredentialReturned']);
  });
  test('nothing is taken back before the hand-back', () =>
    void given(...IN_USE)
      .when(carl, 'return', back)
      .then(refused('wrong-phase')));
});
