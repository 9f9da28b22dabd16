import { describe, expect, test } from '@jest/globals';
import { operatorNow } from '../../ledger/course.ts';
import {
  aaron,
  already,
  APPROVED,
  BACK,
  cora,
  does,
  FILED,
  files,
  given,
  IN_USE,
  mona,
  olaf,
  refused,
  rico,
  rita,
  votes,
} from './given.ts';
import { DECLARED } from './given-declared.ts';

describe('joining', () => {
  test('is for every responder from the request to the hand-back, once', () => {
    for (const acts of [FILED, APPROVED, IN_USE, DECLARED]) {
      given(...acts)
        .when(rico, 'join')
        .then(['Joined']);
      given(...acts, does(rico, 'join'))
        .when(rico, 'join')
        .then(already);
    }
    given(...BACK)
      .when(rico, 'join')
      .then(refused('wrong-phase'));
    given(...IN_USE, does(mona, 'revoke', { cause: 'x' }))
      .when(rico, 'join')
      .then(refused('revoked'));
  });
  test('is nothing for whoever is on it already, or is no responder', () => {
    given(files({ operator: olaf.id }))
      .when(rita, 'join')
      .then(refused('on-it-already'));
    given(files({ operator: olaf.id }))
      .when(olaf, 'join')
      .then(refused('on-it-already'));
    given(...IN_USE, does(rita, 'offer-handover', { to: rico.id, offered: 0 }))
      .when(rico, 'join')
      .then(refused('on-it-already'));
    given(...FILED)
      .when(aaron, 'join')
      .then(refused('not-your-role'));
  });
  test('takes part in it, and changes neither who operates nor what counts', () => {
    const { night } = given(...FILED, does(rico, 'join'), votes(aaron));
    expect([night.open.involved.has(rico.id), operatorNow(night.open), night.open.votes.size]).toEqual([true, rita.id, 1]);
  });
});

describe('“I can take over”', () => {
  const READY = [...IN_USE, does(rico, 'offer-takeover')];
  test('is said in a use, once for each operator, and joins by it', () => {
    const { night } = given(...READY);
    expect(night.open.course.joined.map(({ person }) => person)).toEqual([rico.id]);
    expect(operatorNow(night.open)).toBe(rita.id);
    given(...READY)
      .when(rico, 'offer-takeover')
      .then(already);
    given(...APPROVED)
      .when(rico, 'offer-takeover')
      .then(refused('wrong-phase'));
    given(...FILED)
      .when(aaron, 'offer-takeover')
      .then(refused('not-your-role'));
  });
  test('leads to the hand-over as always: named, accepted, confirmed; and can be said again to the next operator', () => {
    const { night } = given(
      ...READY,
      does(rita, 'offer-handover', { to: rico.id, offered: 0 }),
      does(rico, 'accept-handover', { offer: 1 }),
      does(cora, 'confirm-handover', { offer: 1 }),
    );
    expect(operatorNow(night.open)).toBe(rico.id);
    does(rita, 'offer-takeover')(night);
    expect(night.open.course.ready.map(({ person }) => person)).toEqual([rico.id, rita.id]);
  });
  test('is nothing for whoever approved it', () => {
    const both = { ...aaron, roles: ['approver', 'responder'] } as const;
    given(...IN_USE, (night) => void (night.roster = { ...night.roster, people: new Map(night.roster.people).set(aaron.id, both) }))
      .when(both, 'offer-takeover')
      .then(refused('operator-voted'));
  });
});
