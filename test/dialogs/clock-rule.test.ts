// When the clock is in doubt: by what arrives, and by its own jumps; and when it agrees again.
import { describe, expect, test } from '@jest/globals';
import { agreesAgain, beginWatch, heardFrom, looked, resumed, settled, timeOf, type Watched } from '../../dialogs/clock-rule.ts';
import { aaron, bea, MINUTE, type rita as Rita, rita, START } from './given.ts';

type Somebody = typeof Rita;
const SECOND = 1_000;

/** A watch by hand: `wall` and `steady` move together unless the wall clock jumps. */
class Watching {
  wall = START;
  steady = 7;
  last = 0;
  watched: Watched = beginWatch({ wall: START, steady: 7 });

  pass(ms: number): this {
    this.wall += ms;
    this.steady += ms;
    return this.look();
  }
  jump(ms: number): this {
    this.wall += ms;
    return this.look();
  }
  look(): this {
    this.watched = looked(this.watched, { wall: this.wall, steady: this.steady });
    return this;
  }
  /** Something arrives that Teams stamped so long before our clock’s time. */
  hears(who: Somebody, lag: number): this {
    this.watched = heardFrom(this.watched, { person: who.id, sent: this.wall - lag }, { wall: this.wall, steady: this.steady });
    return this;
  }
  get said() {
    const { against } = this.watched;
    return against === null ? null : `${against.source} ${against.seconds}`;
  }
  get agrees() {
    return agreesAgain(this.watched, this, this.last);
  }
}
const watching = () => new Watching();

describe('the clock is behind', () => {
  test('when two people’s messages come from more than two minutes ahead of it', () => {
    expect(watching().hears(rita, -3 * MINUTE).said).toBeNull();
    expect(
      watching()
        .hears(rita, -3 * MINUTE)
        .hears(aaron, -4 * MINUTE).said,
    ).toBe('teams -240');
  });
  test('when one person’s messages say so more than a minute apart, not sooner', () => {
    const one = () => watching().hears(rita, -3 * MINUTE);
    expect(
      one()
        .pass(MINUTE)
        .hears(rita, -3 * MINUTE).said,
    ).toBeNull();
    expect(
      one()
        .pass(MINUTE + 1)
        .hears(rita, -3 * MINUTE).said,
    ).toBe('teams -180');
  });
  test('not by one message that is delivered twice', () => {
    const one = watching().hears(rita, -3 * MINUTE);
    expect(one.pass(2 * MINUTE).hears(rita, -MINUTE).said).toBeNull();
  });
  test('not by two minutes, nor by what was heard more than five minutes apart', () => {
    expect(
      watching()
        .hears(rita, -2 * MINUTE)
        .hears(aaron, -2 * MINUTE).said,
    ).toBeNull();
    expect(
      watching()
        .hears(rita, -3 * MINUTE)
        .pass(5 * MINUTE)
        .hears(aaron, -3 * MINUTE).said,
    ).toBeNull();
  });
  test('also where other deliveries are late', () => {
    expect(
      watching()
        .hears(bea, 0)
        .hears(rita, -3 * MINUTE)
        .hears(aaron, -3 * MINUTE).said,
    ).toBe('teams -180');
  });
});

describe('the clock is ahead', () => {
  test('when everything of five minutes arrives more than two minutes late, three messages at least', () => {
    const two = () =>
      watching()
        .hears(rita, 9 * MINUTE)
        .hears(aaron, 3 * MINUTE);
    expect(two().said).toBeNull();
    expect(two().hears(rita, 5 * MINUTE).said).toBe('teams 180');
  });
  test('not when a single one arrived in time: late deliveries prove nothing', () => {
    const late = watching()
      .hears(bea, 2 * MINUTE)
      .hears(rita, 9 * MINUTE)
      .hears(aaron, 3 * MINUTE)
      .hears(rita, 5 * MINUTE);
    expect(late.said).toBeNull();
    expect(late.pass(5 * MINUTE).said).toBeNull();
  });
  test('by one person’s messages only where nobody else writes', () => {
    const three = (watch: Watching) =>
      watch
        .hears(rita, 3 * MINUTE)
        .hears(rita, 4 * MINUTE)
        .hears(rita, 5 * MINUTE).said;
    expect(three(watching())).toBe('teams 180');
    expect(
      three(
        watching()
          .hears(aaron, 0)
          .pass(6 * MINUTE),
      ),
    ).toBeNull();
    expect(
      three(
        watching()
          .hears(aaron, 0)
          .pass(60 * MINUTE),
      ),
    ).toBe('teams 180');
  });
});

describe('a jump', () => {
  test('of more than two minutes is a doubt, in either direction', () => {
    expect(
      watching()
        .pass(MINUTE)
        .jump(2 * MINUTE).said,
    ).toBeNull();
    expect(watching().jump(3 * MINUTE).said).toBe('machine 180');
    expect(watching().jump(-180 * MINUTE).said).toBe('machine -10800');
  });
  test('in small steps is one, too', () => {
    expect(
      watching()
        .jump(90 * SECOND)
        .jump(90 * SECOND).said,
    ).toBe('machine 180');
  });
  test('does not carry the time with it: that goes on as the steady clock does', () => {
    const jumped = watching()
      .jump(180 * MINUTE)
      .pass(MINUTE);
    expect(timeOf(jumped.watched, jumped.wall)).toBe(START + MINUTE);
    const back = watching()
      .jump(-180 * MINUTE)
      .pass(MINUTE);
    expect(timeOf(back.watched, back.wall)).toBe(START + MINUTE);
    const even = watching().jump(MINUTE).pass(MINUTE);
    expect(timeOf(even.watched, even.wall)).toBe(START + 2 * MINUTE);
  });
  test('makes what was heard before it worthless', () => {
    expect(
      watching()
        .hears(rita, -3 * MINUTE)
        .jump(30 * MINUTE).watched.heard,
    ).toEqual([]);
  });
  test('a second one is a doubt anew', () => {
    const twice = watching()
      .jump(10 * MINUTE)
      .pass(4 * MINUTE)
      .jump(10 * MINUTE);
    expect([twice.said, twice.watched.against?.at]).toEqual(['machine 1200', twice.steady]);
  });
});

describe('it agrees again', () => {
  test('five minutes after it came back', () => {
    const back = watching()
      .jump(60 * MINUTE)
      .pass(10 * MINUTE)
      .jump(-60 * MINUTE);
    expect([back.pass(5 * MINUTE - 1).agrees, back.pass(1).agrees]).toEqual([false, true]);
  });
  test('when a message arrives in time, and nothing speaks against it for five minutes', () => {
    const right = watching().jump(60 * MINUTE);
    expect([right.pass(10 * MINUTE).agrees, right.hears(rita, SECOND).agrees]).toEqual([false, true]);
    const soon = watching()
      .jump(60 * MINUTE)
      .hears(rita, SECOND);
    expect([soon.pass(5 * MINUTE - 1).agrees, soon.pass(1).agrees]).toEqual([false, true]);
    const late = watching()
      .jump(60 * MINUTE)
      .hears(rita, 3 * MINUTE)
      .pass(10 * MINUTE);
    expect(late.agrees).toBe(false);
  });
  test('after an hour where nobody writes, so that a jump does not hold everything for ever', () => {
    const silent = watching().jump(60 * MINUTE);
    expect([silent.pass(60 * MINUTE - 1).agrees, silent.pass(1).agrees]).toEqual([false, true]);
  });
  test('but what Teams proved only Teams takes back', () => {
    const proved = () =>
      watching()
        .hears(rita, -30 * MINUTE)
        .hears(aaron, -30 * MINUTE);
    expect(proved().pass(600 * MINUTE).agrees).toBe(false);
    const corrected = proved().jump(30 * MINUTE);
    expect([corrected.said, corrected.pass(600 * MINUTE).agrees, corrected.hears(rita, 0).agrees]).toEqual(['teams 1800', false, true]);
    const there = proved()
      .jump(30 * MINUTE)
      .jump(-30 * MINUTE)
      .pass(600 * MINUTE);
    expect(there.agrees).toBe(false);
  });
  test('never while it is behind the last record of the ledger', () => {
    const behind = watching()
      .jump(-60 * MINUTE)
      .pass(60 * MINUTE);
    behind.last = behind.wall + 1;
    expect([behind.agrees, behind.pass(1).agrees]).toEqual([false, true]);
  });
  test('not while nothing was wrong', () => {
    expect(watching().pass(60 * MINUTE).agrees).toBe(false);
    expect(
      watching()
        .jump(90 * SECOND)
        .jump(-90 * SECOND).said,
    ).toBeNull();
  });
  test('and then what it shows is right', () => {
    const right = watching()
      .jump(60 * MINUTE)
      .hears(rita, 0)
      .pass(5 * MINUTE);
    right.watched = settled(right.watched);
    expect([right.said, timeOf(right.watched, right.wall)]).toEqual([null, right.wall]);
    expect(right.pass(MINUTE).said).toBeNull();
  });
});

test('a doubt of before a restart is gone on with, unless this process knows more', () => {
  const { watched, steady } = watching();
  const after = resumed(watched, { source: 'teams', seconds: 400 }, steady);
  expect(after.against).toEqual({ source: 'teams', seconds: 400, at: steady, agreed: false });
  expect(resumed(after, { source: 'machine', seconds: 900 }, steady + 1)).toBe(after);
});
test('a doubt that a look finds away from right where it had been trusted for that already says nothing', () => {
  const away = watching().jump(10 * MINUTE);
  away.watched = { ...away.watched, against: null };
  expect(away.jump(-10 * MINUTE).said).toBeNull();
});
test('a hundred arrivals are remembered at most', () => {
  const many = watching();
  for (let count = 0; count < 120; count += 1) many.pass(SECOND).hears(rita, 0);
  expect(many.watched.heard).toHaveLength(100);
});
