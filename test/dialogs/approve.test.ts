import { describe, expect, test } from '@jest/globals';
import { paused } from '../../dialogs/approve.ts';
import {
  aaron,
  account,
  already,
  APPROVED,
  at,
  bea,
  changed,
  CLOSED,
  cora,
  dan,
  DENIED,
  does,
  FILED,
  files,
  given,
  gone,
  IN_USE,
  later,
  lastFact,
  MINUTE,
  misses,
  number,
  olaf,
  ONE_VOTE,
  refused,
  REVIEW,
  rico,
  rita,
  sha,
  START,
  type Night,
  votes,
  wanda,
} from './given.ts';

const decideBy = (night: Night) => night.open.request.decideBy;

describe('approving', () => {
  test('one vote is not enough', () => {
    const { night } = given(...FILED)
      .when(aaron, 'approve')
      .then(['VoteCast']);
    expect(night.open).toMatchObject({ phase: 'requested' });
    expect([...night.open.votes.keys()]).toEqual([aaron.id]);
    expect(lastFact(night, 'VoteCast').accounts).toEqual(aaron.accounts);
  });
  test('the second person approves it, and with that the latest collection and the absolute end are fixed', () => {
    const { night } = given(...ONE_VOTE, later(MINUTE))
      .when(bea, 'approve')
      .then(['VoteCast', 'QuorumReached']);
    const collectBy = night.now + 45 * MINUTE;
    expect(lastFact(night, 'QuorumReached')).toEqual({
      type: 'QuorumReached',
      voters: [aaron.id, bea.id],
      accounts: [aaron.accounts[0], bea.accounts[0]],
      collectBy,
      absoluteEnd: collectBy + 60 * MINUTE,
    });
    expect(night.in('approved').grant).toMatchObject({ collectBy, absoluteEnd: collectBy + 60 * MINUTE });
  });
  test('a second vote of the same person adds nothing, from whichever of their accounts', () => {
    given(...ONE_VOTE)
      .when(aaron, 'approve')
      .then(already);
    given(...ONE_VOTE)
      .when({ person: aaron, account: aaron.accounts[1]! }, 'approve')
      .then(already);
    given(...APPROVED)
      .when(aaron, 'approve')
      .then(already);
  });
  test('a third person comes too late', () =>
    void given(...APPROVED)
      .when(cora, 'approve')
      .then(refused('wrong-phase')));
  test('only an approver votes', () => {
    given(...FILED)
      .when(wanda, 'approve')
      .then(refused('not-your-role'));
    given(...FILED)
      .when(wanda, 'deny', { why: 'No.' })
      .then(refused('not-your-role'));
  });
  test('the requester does not vote', () =>
    void given(files({ operator: rico.id }, olaf))
      .when(olaf, 'approve')
      .then(refused('requester-votes')));
  test('a requester who operates is told that they asked', () =>
    void given(files({ operator: olaf.id }, olaf))
      .when(olaf, 'approve')
      .then(refused('requester-votes')));
  test('the operator does not vote', () =>
    void given(files({ operator: olaf.id }))
      .when(olaf, 'approve')
      .then(refused('operator-votes')));
  test('neither denies their own request', () => {
    given(files({ operator: rico.id }, olaf))
      .when(olaf, 'deny', { why: 'No.' })
      .then(refused('requester-votes'));
    given(files({ operator: olaf.id }))
      .when(olaf, 'deny', { why: 'No.' })
      .then(refused('operator-votes'));
  });
  test('an approver who is the requester under another account is refused', () => {
    const second = { ...cora, accounts: [...cora.accounts, rita.accounts[1]!] };
    const first = { ...rita, accounts: [rita.accounts[0]!] };
    given(...FILED, changed(first, second))
      .when(second, 'approve')
      .then(refused('requester-votes'));
    given(...FILED, changed(first, second))
      .when(second, 'deny', { why: 'No.' })
      .then(refused('requester-votes'));
  });
  test('an approver who is the operator under another key is refused', () => {
    const joined = { ...cora, accounts: [...cora.accounts, ...olaf.accounts] };
    given(files({ operator: olaf.id }), gone(olaf), changed(joined))
      .when(joined, 'approve')
      .then(refused('requester-votes'));
  });
  test('a vote is for the request that the card showed', () => {
    given(...FILED)
      .when(aaron, 'approve', { request: sha('another') })
      .then(refused('request-changed'));
    given(...ONE_VOTE)
      .when(aaron, 'approve', { request: sha('another') })
      .then(refused('request-changed'));
    given(...FILED)
      .when(aaron, 'deny', { request: sha('another'), why: 'No.' })
      .then(refused('request-changed'));
  });
  test('at the deadline a vote is in time, a millisecond later it is too late', () => {
    given(...FILED, at(decideBy))
      .when(aaron, 'approve')
      .then(['VoteCast']);
    given(
      ...FILED,
      at((night) => decideBy(night) + 1),
    )
      .when(aaron, 'approve')
      .then(refused('too-late'));
    given(
      ...FILED,
      at((night) => decideBy(night) + 1),
    )
      .when(aaron, 'deny', { why: 'No.' })
      .then(refused('too-late'));
    given(...ONE_VOTE, at(decideBy))
      .when(bea, 'approve')
      .then(['VoteCast', 'QuorumReached']);
  });
  test('nobody votes once it is decided or over', () => {
    for (const night of [DENIED, IN_USE, REVIEW, CLOSED])
      given(...night)
        .when(dan, 'approve')
        .then(refused('wrong-phase'));
  });
});

describe('the number', () => {
  const right = (night: Night, attempt: number) => number(night.open.digest, aaron.id, attempt);

  test('a wrong number is recorded and asks for a new one', () => {
    const { night } = given(...FILED)
      .when(aaron, 'approve', { number: right(given(...FILED).night, 1) })
      .then([{ type: 'NumberMissed', attempt: 1 }]);
    expect(right(night, 1)).not.toBe(right(night, 0));
    given(...FILED, misses(aaron))
      .when(aaron, 'approve')
      .then(['VoteCast']);
  });
  test('the same wrong number delivered twice is one try', () => {
    const { night } = given(...FILED);
    const wrong = { attempt: 0, number: (right(night, 0) + 1) % 100 };
    given(...FILED, does(aaron, 'approve', wrong))
      .when(aaron, 'approve', wrong)
      .then(refused('number-old'));
  });
  test('no answer to a card of an earlier try tells which of all numbers is the right one now', () => {
    const { night } = given(...FILED, misses(aaron));
    for (let guess = 0; guess < 100; guess += 1) {
      const told = night.decide(aaron, { verb: 'approve', attempt: 0, number: guess });
      expect([guess, told]).toEqual([guess, { kind: 'refused', activation: night.open.id, reason: 'number-old' }]);
    }
  });
  test('the new number on the card of an earlier try is not taken, and that is said', () => {
    const { night } = given(...FILED);
    given(...FILED, misses(aaron))
      .when(aaron, 'approve', { attempt: 0, number: right(night, 1) })
      .then(refused('number-old'));
  });
  test('a try that has not come yet is not taken', () => {
    const { night } = given(...FILED);
    given(...FILED)
      .when(aaron, 'approve', { attempt: 1, number: right(night, 1) })
      .then(refused('number-old'));
  });
  test('after three wrong numbers come two minutes of pause, to the millisecond', () => {
    const three = [...FILED, misses(aaron), misses(aaron), misses(aaron)];
    given(...three)
      .when(aaron, 'approve')
      .then(refused('paused'));
    given(...three, later(2 * MINUTE - 1))
      .when(aaron, 'approve')
      .then(refused('paused'));
    given(...three, later(2 * MINUTE))
      .when(aaron, 'approve')
      .then(['VoteCast']);
    given(...three)
      .when(bea, 'approve')
      .then(['VoteCast']);
    given(...three)
      .when(aaron, 'deny', { why: 'Somebody guesses.' })
      .then(['Denied']);
  });
  test('three more wrong numbers are another pause', () => {
    const six = [
      ...FILED,
      ...Array.from({ length: 3 }, () => misses(aaron)),
      later(2 * MINUTE),
      ...Array.from({ length: 3 }, () => misses(aaron)),
    ];
    given(...six)
      .when(aaron, 'approve')
      .then(refused('paused'));
    expect(paused({ count: 0, last: START }, START)).toBe(false);
    expect(paused({ count: 4, last: START }, START)).toBe(false);
  });
});

describe('people, not accounts', () => {
  test('two votes count once when the roster later knows both accounts as one person', () => {
    const joined = { ...aaron, accounts: [...aaron.accounts, ...bea.accounts] };
    const night = [...FILED, votes(aaron), gone(bea), changed(joined)];
    const first = given(...FILED, votes(bea), gone(bea), changed(joined))
      .when(joined, 'approve')
      .then(['VoteCast']);
    expect(first.night.open.phase).toBe('requested');
    first.when(cora, 'approve').then(['VoteCast', 'QuorumReached']);
    expect(given(...night).night.open.phase).toBe('requested');
  });
  test('two votes count once when an earlier roster knew both accounts as one person', () => {
    const [daily, admin] = aaron.accounts;
    const split = { ...cora, accounts: [admin!] };
    const { night } = given(...FILED, votes({ person: aaron, account: daily! }), changed({ ...aaron, accounts: [daily!] }, split))
      .when(split, 'approve')
      .then(['VoteCast']);
    expect(night.open.phase).toBe('requested');
  });
  test('a vote from an account that was the requester’s when it was filed does not count', () => {
    const [daily, admin] = rita.accounts;
    const later = { ...cora, accounts: [account(9_001), admin!] };
    const { night } = given(...FILED, changed({ ...rita, accounts: [daily!] }, later), votes(aaron))
      .when(later, 'approve')
      .then(refused('requester-votes'));
    expect(night.open.votes.size).toBe(1);
  });
  test('a voter who loses the role before the quorum does not count', () => {
    const { night } = given(...ONE_VOTE, changed({ ...aaron, roles: [] }))
      .when(bea, 'approve')
      .then(['VoteCast']);
    expect(night.open.phase).toBe('requested');
    given(...ONE_VOTE, changed({ ...aaron, roles: [] }), votes(bea))
      .when(cora, 'approve')
      .then(['VoteCast', 'QuorumReached']);
    expect(lastFact(given(...ONE_VOTE, changed({ ...aaron, roles: [] }), votes(bea), votes(cora)).night, 'QuorumReached').voters).toEqual([
      bea.id,
      cora.id,
    ]);
  });
  test('a voter who leaves the roster before the quorum does not count', () =>
    void given(...ONE_VOTE, gone(aaron))
      .when(bea, 'approve')
      .then(['VoteCast']));
});

describe('denying', () => {
  test('one approver with a reason stops the request', () => {
    const { night } = given(...ONE_VOTE)
      .when(dan, 'deny', { why: 'I can sign in.' })
      .then(['Denied']);
    expect(night.open.phase).toBe('denied');
  });
  test('somebody who approved can still deny', () =>
    void given(...ONE_VOTE)
      .when(aaron, 'deny', { why: 'I was wrong.' })
      .then(['Denied']));
  test('denying again adds nothing, and other words for it are not dropped in silence', () => {
    given(...DENIED)
      .when(dan, 'deny', { why: 'I can sign in.' })
      .then(already);
    given(...DENIED)
      .when(dan, 'deny', { why: 'And so can Bea.' })
      .then(refused('wrong-phase'));
  });
  test('another denial comes too late', () =>
    void given(...DENIED)
      .when(bea, 'deny', { why: 'Me too.' })
      .then(refused('wrong-phase')));
  test('whoever says it in the words of another, or of a withdrawal, has not denied it', () => {
    given(...DENIED)
      .when(bea, 'deny', { why: 'I can sign in.' })
      .then(refused('wrong-phase'));
    given(files({ operator: olaf.id }, olaf), does(olaf, 'withdraw', { why: 'Bob is in.' }))
      .when(olaf, 'deny', { why: 'Bob is in.' })
      .then(refused('requester-votes'));
  });
  test('two others approve a request filed over the denial', () => {
    const over = given(...DENIED, files({ over: 'BG-2026-0001' }), votes(aaron));
    over.when(bea, 'approve').then(['VoteCast', 'QuorumReached']);
  });
  test('a vote for the denied request is none for the one filed over it', () => {
    const denied = given(...DENIED).night.open.digest;
    given(...DENIED, later(MINUTE), files({ over: 'BG-2026-0001' }))
      .when(aaron, 'approve', { request: denied })
      .then(refused('request-changed'));
  });
});

describe('that was not me', () => {
  test('before the quorum the vote is void', () => {
    const { night } = given(...ONE_VOTE)
      .when(aaron, 'disown')
      .then(['VoteVoided']);
    expect(night.open.votes.size).toBe(0);
    given(...ONE_VOTE, does(aaron, 'disown'))
      .when(bea, 'approve')
      .then(['VoteCast']);
  });
  test('the voided vote delivered once more, late, casts none', () => {
    const vote = { attempt: 0, number: number(given(...FILED).night.open.digest, aaron.id, 0) };
    given(...FILED, does(aaron, 'approve', vote), does(aaron, 'disown'))
      .when(aaron, 'approve', vote)
      .then(refused('number-old'));
  });
  test('the voter can vote again with the number of a new try', () => {
    const again = given(...ONE_VOTE, does(aaron, 'disown'))
      .when(aaron, 'approve')
      .then(['VoteCast']);
    expect(again.night.open.misses.get(aaron.id)).toEqual({ count: 1, last: 0 });
    again.when(aaron, 'disown').then(['VoteVoided']);
  });
  test('a void after two wrong numbers keeps when the last one was', () => {
    const { night } = given(...FILED, misses(aaron), later(1), misses(aaron), votes(aaron), does(aaron, 'disown'));
    expect(night.open.misses.get(aaron.id)).toEqual({ count: 3, last: START + 1 });
  });
  test('after the quorum everybody is alarmed and the activation goes on', () => {
    const { night } = given(...APPROVED)
      .when(aaron, 'disown')
      .then(['VoteDisowned']);
    expect(night.open.phase).toBe('approved');
    expect(night.open.votes.size).toBe(2);
  });
  test('saying so again adds nothing', () => {
    given(...ONE_VOTE, does(aaron, 'disown'))
      .when(aaron, 'disown')
      .then(already);
    given(...APPROVED, does(aaron, 'disown'))
      .when(aaron, 'disown')
      .then(already);
  });
  test('each voter speaks for their own vote', () => {
    const { night } = given(...APPROVED, does(aaron, 'disown'))
      .when(bea, 'disown')
      .then(['VoteDisowned']);
    expect(night.open.disowned).toHaveLength(2);
  });
  test('a vote cast again after a void can be disowned after the quorum', () => {
    given(...ONE_VOTE, does(aaron, 'disown'), votes(aaron), votes(bea))
      .when(aaron, 'disown')
      .then(['VoteDisowned']);
  });
  test('who has not voted has nothing to disown', () =>
    void given(...APPROVED)
      .when(cora, 'disown')
      .then(refused('not-your-vote')));
});
