import { describe, expect, test } from '@jest/globals';
import { postUseTasks } from '../../dialogs/aftermath.ts';
import { superseding } from '../../dialogs/close.ts';
import {
  aaron,
  type Act,
  ada,
  ALL_OUT,
  already,
  APPROVED,
  at,
  BACK,
  bea,
  carl,
  CONFIRMED,
  clock,
  CLOSED,
  dan,
  DENIED,
  does,
  FILED,
  files,
  given,
  gone,
  IN_USE,
  KEY,
  KEY_OUT,
  kim,
  later,
  LIBRARY,
  lastFact,
  looksAt,
  milo,
  MINUTE,
  mona,
  type Night,
  ONE_VOTE,
  refused,
  RETURNED,
  REVIEW,
  REVIEWING,
  rico,
  rita,
  task,
  votes,
  wanda,
  ida,
  PIN,
} from './given.ts';

const collectBy = (night: Night) => night.in('approved').grant.collectBy;
const end = (night: Night) => night.in('in use').use.end;

/** Rita asks, Rico operates and has it in hand. */
const FOR_RICO: readonly Act[] = [
  files({ operator: rico.id }),
  votes(aaron),
  votes(bea),
  does(carl, 'release', { part: KEY, seal: 'A-1' }),
  does(ida, 'release', { part: PIN, seal: 'A-2' }),
  does(rico, 'in-hand'),
];

describe('handing back', () => {
  test('the operator ends the use, and the tasks begin with their due times', () => {
    const { night } = given(...IN_USE)
      .when(rita, 'hand-back')
      .then(['HandedBack']);
    expect(lastFact(night, 'HandedBack').tasks).toEqual([
      { task: 'sessions', due: night.now + 60 * MINUTE },
      { task: 'keys', due: night.now + 240 * MINUTE },
      { task: 'mend', due: night.now + 2880 * MINUTE },
      { task: 'count', due: night.now + 2880 * MINUTE },
    ]);
    expect(night.in('handed back').use?.overdue).toBeNull();
  });
  test('the tasks are those of the credentials that the request was filed with', () => {
    const { night } = given(files({ account: 'bg-admin-02' }));
    expect(postUseTasks(night.open, LIBRARY).map(({ id }) => id)).toEqual(['sessions', 'reset', 'replace', 'mend', 'count']);
    expect(postUseTasks(night.open, { ...LIBRARY, pinned: () => null }).map(({ id }) => id)).toEqual(['sessions', 'reset', 'replace']);
    expect(postUseTasks(night.open, { ...LIBRARY, pinnedTasks: () => null }).map(({ id }) => id)).toContain('replace');
  });
  test('parts that are out before the use are handed back too', () => {
    const { night } = given(...KEY_OUT)
      .when(rita, 'hand-back')
      .then(['HandedBack']);
    expect(night.in('handed back').use).toBeNull();
  });
  test('without a part out there is nothing to hand back', () =>
    void given(...APPROVED)
      .when(rita, 'hand-back')
      .then(refused('part-not-out')));
  test('handing back again adds nothing, also after the end', () => {
    given(...BACK)
      .when(rita, 'hand-back')
      .then(already);
    given(...CLOSED)
      .when(rita, 'hand-back')
      .then(already);
  });
  test('nobody else hands back', () =>
    void given(...IN_USE)
      .when(rico, 'hand-back')
      .then(refused('not-operator')));
  test('who stands in for an operator of the roster before the use is overdue is refused', () => {
    for (const acts of [ALL_OUT, IN_USE, [...IN_USE, at(end)]])
      for (const who of [aaron, mona, carl])
        given(...acts)
          .when(who, 'hand-back')
          .then(refused('not-operator'));
    given(...FOR_RICO)
      .when(rita, 'hand-back')
      .then(refused('not-operator'));
  });
  test('once the operator is off the roster the requester, an approver or a manager hands back, nobody else', () => {
    for (const who of [rita, aaron, milo, mona]) {
      const { night } = given(...FOR_RICO, gone(rico))
        .when(who, 'hand-back')
        .then(['HandedBack'])
        .when(who, 'hand-back')
        .then(already);
      expect(night.in('handed back').back.by).toMatchObject({ person: who.id });
      expect(night.open.involved).toContain(who.id);
    }
    for (const who of [kim, carl, wanda, ada])
      given(...FOR_RICO, gone(rico))
        .when(who, 'hand-back')
        .then(refused('not-operator'));
  });
  test('parts that are out come back too when the operator leaves before the use', () => {
    given(...KEY_OUT, gone(rita))
      .when(bea, 'hand-back')
      .then(['HandedBack']);
    given(...APPROVED, gone(rita))
      .when(bea, 'hand-back')
      .then(refused('part-not-out'));
    given(...KEY_OUT, does(rita, 'hand-back'))
      .when(bea, 'hand-back')
      .then(refused('not-operator'));
    given(...FILED, gone(rita))
      .when(bea, 'hand-back')
      .then(refused('wrong-phase'));
  });
  test('once the use is overdue the same may hand back for an operator who is silent', () => {
    const late = [...FOR_RICO, at((night) => end(night) + 1), clock('overdue')];
    for (const who of [rita, aaron, mona])
      given(...late)
        .when(who, 'hand-back')
        .then(['HandedBack']);
    given(...late)
      .when(rico, 'hand-back')
      .then(['HandedBack'])
      .when(rita, 'hand-back')
      .then(refused('wrong-phase'));
    given(...late)
      .when(kim, 'hand-back')
      .then(refused('not-operator'));
  });
  test('an operator who leaves the roster in use holds up nothing: the night goes on to its end', () => {
    given(
      ...IN_USE,
      gone(rita),
      does(dan, 'hand-back'),
      ...RETURNED.slice(BACK.length),
      ...task(rico, 'sessions', 'at 03:10'),
      ...task(carl, 'keys', 'two keys'),
      ...task(rico, 'mend', 'https://example.com/1'),
      ...task(rico, 'count', '2'),
      ...CONFIRMED,
    )
      .when(mona, 'review', REVIEWING)
      .then(['Reviewed', 'Closed']);
  });
  test('nothing is handed back before the approval or after a denial', () => {
    given(...FILED)
      .when(rita, 'hand-back')
      .then(refused('wrong-phase'));
    given(...DENIED)
      .when(rita, 'hand-back')
      .then(refused('wrong-phase'));
  });
});

describe('what the clock ends', () => {
  test('a request lapses a millisecond after its deadline', () => {
    const decideBy = (night: Night) => night.open.request.decideBy;
    given(...ONE_VOTE, at(decideBy))
      .whenClock('lapse')
      .then(already);
    const { night } = given(
      ...ONE_VOTE,
      at((one) => decideBy(one) + 1),
    )
      .whenClock('lapse')
      .then([{ type: 'Lapsed', deadline: 'decision' }]);
    expect(night.open.phase).toBe('lapsed');
  });
  test('a collection without parts out lapses a millisecond after its deadline', () => {
    given(...APPROVED, at(collectBy))
      .whenClock('lapse')
      .then(already);
    given(
      ...APPROVED,
      at((night) => collectBy(night) + 1),
    )
      .whenClock('lapse')
      .then([{ type: 'Lapsed', deadline: 'collection' }]);
  });
  test('a collection with parts out is handed back', () => {
    for (const night of [KEY_OUT, ALL_OUT])
      given(
        ...night,
        at((one) => collectBy(one) + 1),
      )
        .whenClock('lapse')
        .then(['HandedBack']);
  });
  test('a lapsed one does not lapse again, and nobody uses it', () => {
    const lapsed = given(
      ...APPROVED,
      at((night) => collectBy(night) + 1),
      clock('lapse'),
    );
    lapsed.whenClock('lapse').then(already);
    lapsed.when(carl, 'release', { part: KEY, seal: '1' }).then(refused('wrong-phase'));
  });
  test('a use is overdue a millisecond after its end, once', () => {
    given(...IN_USE, at(end))
      .whenClock('overdue')
      .then(already);
    const late = given(
      ...IN_USE,
      at((night) => end(night) + 1),
    )
      .whenClock('overdue')
      .then(['BecameOverdue']);
    expect(late.night.in('in use').use.overdue?.by).toEqual({ actor: 'clock' });
    late.whenClock('overdue').then(already);
    late.when(rita, 'hand-back').then(['HandedBack']);
  });
  test('what is not in use is not overdue', () => {
    given(...BACK, later(600 * MINUTE))
      .whenClock('overdue')
      .then(already);
    given(...REVIEW)
      .whenClock('lapse')
      .then(already);
  });
});

describe('a drill makes way', () => {
  const drill = files({ kind: 'drill' });
  const real = files({ operator: rico.id }, rico);
  const approved = [drill, votes(aaron), votes(bea)];
  const out = [...approved, does(carl, 'release', { part: KEY, seal: '1' })];
  const inUse = [...out, does(ida, 'release', { part: PIN, seal: '2' }), does(rita, 'in-hand')];

  test('a requested or approved one ends', () => {
    for (const acts of [[drill], approved]) {
      const { night } = given(...acts, real, looksAt('BG-2026-0001'))
        .whenClock('supersede')
        .then([{ type: 'DrillSuperseded', by: night2() }]);
      expect(night.open.phase).toBe('superseded');
    }
  });
  test('with parts out, or in use, it is handed back', () => {
    for (const acts of [out, inUse])
      given(...acts, real, looksAt('BG-2026-0001'))
        .whenClock('supersede')
        .then(['HandedBack']);
  });
  test('one that is handed back or over is left alone', () => {
    given(...inUse, does(rita, 'hand-back'), real, looksAt('BG-2026-0001'))
      .whenClock('supersede')
      .then(already);
    given(drill, does(rita, 'withdraw'), real, looksAt('BG-2026-0001')).whenClock('supersede').then(already);
  });
  test('only a real request for the same account ends it', () => {
    given(drill).whenClock('supersede').then(already);
    given(drill, files({ account: 'bg-admin-02', operator: rico.id }, rico), looksAt('BG-2026-0001'))
      .whenClock('supersede')
      .then(already);
    given(drill, real, does(rico, 'withdraw'), looksAt('BG-2026-0001')).whenClock('supersede').then(already);
    expect(superseding(given(...FILED).night.open, given(...FILED).night.tenant)).toBeNull();
  });
  test('a real request is never ended by another', () =>
    void given(...FILED)
      .whenClock('supersede')
      .then(already));
});

function night2() {
  return given(files({ kind: 'drill' }), files({ operator: rico.id }, rico)).night.open.id;
}
