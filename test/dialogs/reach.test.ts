import { describe, expect, test } from '@jest/globals';
import { reached, turnings } from '../../dialogs/reach.ts';
import {
  aaron,
  ALL_OUT,
  already,
  APPROVED,
  type Act,
  at,
  BACK,
  bea,
  carl,
  changed,
  clock,
  cora,
  dan,
  does,
  FILED,
  files,
  given,
  gone,
  ida,
  kim,
  KEY,
  KEY_OUT,
  later,
  milo,
  MINUTE,
  misses,
  olaf,
  ONE_VOTE,
  refused,
  rico,
  rita,
  START,
  stranger,
  votes,
  wanda,
  type Night,
} from './given.ts';
import { FAULT, PAPER_OUT, TAKEN, TWO_APPROVED, TWO_IN_USE } from './given-fallback.ts';

const states = (...acts: readonly Act[]) => {
  const { night } = given(...acts);
  return reached(night.open, night).map(({ person, state }) => [night.roster.people.get(person)?.name, state]);
};
const of = (night: Night, who: { readonly id: string }) => reached(night.open, night).find(({ person }) => person === who.id);
const rings = (who: { readonly id: string }, calls = 0) => ({ person: who.id, calls });

describe('posted is not reached', () => {
  test('before the quorum every approver who may vote and has not is waited for', () => {
    expect(states(...ONE_VOTE).map(([name]) => name)).toEqual(['Olaf', 'Bea', 'Cora', 'Dan', 'Milo']);
    expect(states(files({ operator: olaf.id })).map(([name]) => name)).toEqual(['Aaron', 'Bea', 'Cora', 'Dan', 'Milo']);
  });
  test('no sign of life in five minutes is not reached, from the millisecond after', () => {
    expect(states(...FILED, later(5 * MINUTE)).every(([, state]) => state === 'waiting')).toBe(true);
    expect(states(...FILED, later(5 * MINUTE + 1)).every(([, state]) => state === 'not reached')).toBe(true);
  });
  test('a wrong number, a note, a refusal and “I have seen this” are signs of life, however late', () => {
    const { night } = given(
      ...FILED,
      misses(aaron),
      does(bea, 'note', { text: 'on the train' }),
      later(6 * MINUTE),
      does(cora, 'say-seen'),
    );
    given(...FILED)
      .when(milo, 'disown')
      .then(refused('not-your-vote'));
    expect([aaron, bea, cora, dan].map((who) => of(night, who)?.state)).toEqual(['answered', 'answered', 'looking', 'not reached']);
    expect([of(night, aaron)?.at, of(night, cora)?.at, of(night, dan)?.at]).toEqual([START, START + 6 * MINUTE, null]);
  });
  test('who answered with another account of theirs has answered', () => {
    const joined = { ...cora, accounts: [...cora.accounts, ...dan.accounts] };
    const { night } = given(...FILED, does(dan, 'say-seen'), gone(dan), changed(joined));
    expect(of(night, cora)?.state).toBe('looking');
  });
  test('who has voted under another key is not waited for', () => {
    const joined = { ...cora, accounts: [...cora.accounts, ...aaron.accounts] };
    const { night } = given(...ONE_VOTE, gone(aaron), changed(joined));
    expect(of(night, cora)).toBeUndefined();
  });
  test('after the quorum the custodians of what is not out yet are waited for, and what they did before does not count', () => {
    expect(states(...APPROVED)).toEqual([
      ['Carl', 'waiting'],
      ['Ida', 'waiting'],
      ['Kim', 'waiting'],
    ]);
    const noted = does(carl, 'note', { text: 'I am awake' });
    expect(states(...ONE_VOTE, noted, votes(bea), later(5 * MINUTE + 1))[0]).toEqual(['Carl', 'not reached']);
    expect(states(...APPROVED, noted, later(5 * MINUTE + 1))[0]).toEqual(['Carl', 'answered']);
    expect(states(...KEY_OUT)).toEqual([['Ida', 'waiting']]);
    expect(states(...ALL_OUT)).toEqual([]);
  });
  test('a custodian who operates is not waited for, and after the use nobody is', () => {
    expect(states(files({ operator: kim.id }), votes(aaron), votes(bea)).map(([name]) => name)).toEqual(['Carl', 'Ida']);
    expect(states(...BACK)).toEqual([]);
    expect(turnings(given(...BACK).night.open)).toEqual([]);
  });
  test('cards turn five minutes after the filing, after the quorum, and after each call in vain', () => {
    expect(turnings(given(...FILED).night.open)).toEqual([START + 5 * MINUTE + 1]);
    expect(turnings(given(...APPROVED).night.open)).toEqual([START + 7 * MINUTE + 1]);
    expect(turnings(given(...FILED, later(MINUTE), does(rita, 'say-no-answer', rings(dan))).night.open)).toEqual([
      START + 5 * MINUTE + 1,
      START + 6 * MINUTE,
    ]);
  });
});

describe('I have seen this', () => {
  test('an approver says it once, and a repeat is no second answer', () => {
    given(...FILED)
      .when(aaron, 'say-seen')
      .then(['Seen'])
      .when(aaron, 'say-seen')
      .then(already);
  });
  test('a custodian says it after the approval, also one who had said it as an approver', () => {
    given(...FILED)
      .when(carl, 'say-seen')
      .then(refused('not-asked'));
    given(...APPROVED)
      .when(carl, 'say-seen')
      .then(['Seen']);
    const both = { ...carl, roles: [...carl.roles, 'approver' as const] };
    given(changed(both), ...FILED, does(both, 'say-seen'), votes(aaron), votes(bea))
      .when(both, 'say-seen')
      .then(['Seen']);
  });
  test('nobody else says it: the requester, the operator, who has voted, who does not vote', () => {
    for (const who of [rita, rico, wanda, stranger, aaron])
      given(...ONE_VOTE)
        .when(who, 'say-seen')
        .then(refused('not-asked'));
    given(files({ operator: olaf.id }))
      .when(olaf, 'say-seen')
      .then(refused('not-asked'));
  });
  test('nor when it is over', () => {
    given(
      ...FILED,
      at((night) => night.open.request.decideBy + 1),
    )
      .when(aaron, 'say-seen')
      .then(refused('too-late'));
    given(
      ...APPROVED,
      at((night) => night.in('approved').grant.collectBy + 1),
    )
      .when(carl, 'say-seen')
      .then(refused('collection-over'));
    given(...BACK)
      .when(carl, 'say-seen')
      .then(refused('wrong-phase'));
  });
});

describe('rang, no answer', () => {
  test('the requester, the operator and any responder say it of those who are waited for', () => {
    for (const who of [rita, olaf, rico])
      given(files({ operator: olaf.id }))
        .when(who, 'say-no-answer', rings(dan))
        .then([{ type: 'RangNoAnswer', person: dan.id }]);
    given(...FILED)
      .when(bea, 'say-no-answer', rings(dan))
      .then(refused('not-your-role'));
  });
  test('once in five minutes for each person, whoever rang', () => {
    const rung = given(...FILED, does(rita, 'say-no-answer', rings(dan)));
    rung.when(rico, 'say-no-answer', rings(dan, 1)).then(already);
    rung.when(rita, 'say-no-answer', rings(cora)).then(['RangNoAnswer']);
    const again = rung
      .and(later(5 * MINUTE))
      .when(rita, 'say-no-answer', rings(dan, 1))
      .then(['RangNoAnswer']);
    expect(of(again.night, dan)?.rang?.count).toBe(2);
  });
  test('the same click delivered late is still one call', () => {
    given(...FILED, does(rita, 'say-no-answer', rings(dan)), later(6 * MINUTE))
      .when(rita, 'say-no-answer', rings(dan))
      .then(already);
  });
  test('a count that no card shows is refused, so that one bent click is never two calls', () => {
    given(...FILED)
      .when(rita, 'say-no-answer', rings(dan, 1))
      .then(refused('wrong-phase'));
  });
  test('not of somebody who is not waited for, nor of oneself', () => {
    for (const whom of [aaron, wanda, rita])
      given(...ONE_VOTE)
        .when(rita, 'say-no-answer', rings(whom))
        .then(refused('not-asked'));
    given(...APPROVED)
      .when(kim, 'say-no-answer', rings(kim))
      .then(refused('not-asked'));
    given(...APPROVED)
      .when(kim, 'say-no-answer', rings(ida))
      .then(['RangNoAnswer']);
  });
  test('nor when it is over', () => {
    given(
      ...FILED,
      at((night) => night.open.request.decideBy + 1),
    )
      .when(rita, 'say-no-answer', rings(dan))
      .then(refused('too-late'));
    given(...BACK)
      .when(rita, 'say-no-answer', rings(carl))
      .then(refused('wrong-phase'));
  });
});

describe('the duty manager', () => {
  const due = () => START + 10 * MINUTE + 1;
  test('is owed a call ten minutes after the filing, with who was not reached by then', () => {
    given(...FILED, later(10 * MINUTE))
      .whenClock('escalate')
      .then(already);
    const { night } = given(...ONE_VOTE, does(bea, 'say-seen'), at(due))
      .whenClock('escalate')
      .then([
        {
          type: 'EscalationStarted',
          to: 'duty-manager',
          notReached: [olaf, cora, dan, milo].map(({ id }) => id),
          key: 'BG-2026-0001/escalated',
        },
      ]);
    expect(night.open.reach.escalated?.notReached).toHaveLength(4);
  });
  test('once, not after the quorum, and not after the time to decide', () => {
    given(...FILED, at(due), clock('escalate'))
      .whenClock('escalate')
      .then(already);
    given(...APPROVED, at(due))
      .whenClock('escalate')
      .then(already);
    given(
      ...FILED,
      at((night) => night.open.request.decideBy + 1),
    )
      .whenClock('escalate')
      .then(already);
  });
  test('also when everybody has answered and two have not approved', () => {
    const all = [olaf, aaron, bea, cora, dan, milo].map((who) => does(who, 'say-seen'));
    given(...FILED, ...all, at(due))
      .whenClock('escalate')
      .then([{ type: 'EscalationStarted', notReached: [] }]);
  });
});

test('once the fallback account is taken its custodians are waited for, from then on', () => {
  const waited = ({ open, tenant, roster, policy, now }: Night) =>
    reached(open, { roster, policy, now, tenant }).map(({ person, state }) => [person, state]);
  const { night } = given(...TWO_APPROVED, does(carl, 'release', { part: KEY, seal: 'A' }), later(6 * MINUTE));
  expect(waited(night)).toEqual([[ida.id, 'not reached']]);
  does(rita, 'take-fallback', FAULT)(night);
  expect(waited(night)).toEqual([
    [carl.id, 'waiting'],
    [ida.id, 'waiting'],
  ]);
  later(5 * MINUTE + 1)(night);
  expect(waited(night).map(([, state]) => state)).toEqual(['not reached', 'not reached']);
});

describe('the fallback account is taken in use', () => {
  const TAKEN_LATE: readonly Act[] = [...TAKEN, later(5 * MINUTE + 1)];

  test('its custodians are waited for from then on, until a whole credential of it is out', () => {
    expect(states(...TWO_IN_USE)).toEqual([]);
    expect(states(...TAKEN)).toEqual([
      [carl.name, 'waiting'],
      [ida.name, 'waiting'],
    ]);
    expect(states(...TAKEN_LATE, does(ida, 'say-seen'))).toEqual([
      [carl.name, 'not reached'],
      [ida.name, 'looking'],
    ]);
    expect(states(...PAPER_OUT)).toEqual([]);
    const { night } = given(...TAKEN);
    const taken = night.open.fallback.taken!.at;
    expect(turnings(night.open)).toEqual([taken + 5 * MINUTE + 1]);
    does(rita, 'say-no-answer', rings(ida))(night);
    expect(turnings(night.open)).toContain(night.now + 5 * MINUTE);
  });
  test('a custodian says it, and whoever operates, asked or responds says that somebody did not answer', () => {
    const taken = given(...TAKEN);
    taken.when(rita, 'say-no-answer', rings(ida)).then([{ type: 'RangNoAnswer', person: ida.id }]);
    taken.when(rico, 'say-no-answer', rings(carl)).then([{ type: 'RangNoAnswer', person: carl.id }]);
    taken.when(carl, 'say-seen').then([{ type: 'Seen' }]);
    taken.when(rita, 'say-no-answer', rings(aaron)).then(refused('not-asked'));
    taken.when(aaron, 'say-seen').then(refused('not-asked'));
    given(...PAPER_OUT)
      .when(ida, 'say-seen')
      .then(refused('wrong-phase'));
  });
  test('whoever has taken over rings, and keeps no part that is waited for', () => {
    const both = { ...carl, roles: [...carl.roles, 'responder' as const] };
    const over = (to: typeof carl): readonly Act[] => [
      changed(to),
      ...TAKEN,
      does(rita, 'offer-handover', { to: to.id, offered: 0 }),
      does(to, 'accept-handover', { offer: 1 }),
      does(cora, 'confirm-handover', { offer: 1 }),
    ];
    const former = { ...rico, roles: ['manager' as const] };
    given(...over(rico), changed(former))
      .when(former, 'say-no-answer', rings(ida))
      .then([{ type: 'RangNoAnswer', person: ida.id }]);
    expect(states(...over(both)).map(([name]) => name)).toEqual([ida.name]);
  });
  test('nobody after the end or once it is revoked', () => {
    const { night } = given(...TAKEN);
    const end = night.open.phase === 'in use' ? night.open.use.end : 0;
    const over = given(
      ...TAKEN,
      at(() => end + 1),
    );
    over.when(carl, 'say-seen').then(refused('use-over'));
    expect(reached(over.night.open, over.night)).toEqual([]);
    over.when(rita, 'say-no-answer', rings(ida)).then(refused('use-over'));
    expect(states(...TAKEN, does(wanda, 'revoke', { cause: 'Bob is in again' }))).toEqual([]);
  });
});
