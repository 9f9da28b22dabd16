import { expect, test } from '@jest/globals';
import { covering } from '../../dialogs/covers.ts';
import { sealText } from '../../ledger/text.ts';
import {
  aaron,
  APPROVED,
  BACK,
  bea,
  carl,
  does,
  DRILL_REVIEW,
  files,
  FIRST,
  given,
  IN_USE,
  later,
  LIVE_USE,
  MINUTE,
  type Night,
  rita,
  SECOND,
} from './given.ts';
import { seen } from './given-declared.ts';
import { FAULT, SECOND_ONLY, TAKEN, tested, TWO_BACK, TWO_IN_USE } from './given-fallback.ts';
import { OPENED, opening, TEST, withTest, WORKED } from './given-test-sign-in.ts';
import { WINDOW } from '../../dialogs/window.ts';

const useOf = ({ open }: Night) => {
  if (!('use' in open) || open.use === null) throw new Error('not used');
  return open.use;
};
const at = (when: number, detail = 'Portal', account = FIRST.id) => ({ account, at: when, detail: sealText(detail, '') });
const by = (night: Night, ...signIns: readonly ReturnType<typeof at>[]) => signIns.map((one) => covering(night.tenant, one)?.id ?? null);
const ONE = 'BG-2026-0001';

test('a real use covers every sign-in of its account from the credential in hand on, also past its end', () => {
  const { night } = given(...IN_USE, seen());
  const use = useOf(night);
  expect(by(night, at(use.at - 1), at(use.at), at(use.at + MINUTE), at(use.end + MINUTE))).toEqual([null, ONE, ONE, ONE]);
  expect(by(night, at(use.at, 'Portal', SECOND.id))).toEqual([null]);
});

test('nothing is covered before the credential is in hand, or after the hand-back', () => {
  const { night: approved } = given(...APPROVED);
  expect(by(approved, at(approved.now))).toEqual([null]);
  const { night } = given(...BACK);
  const back = 'back' in night.open ? night.open.back.at : 0;
  expect(by(night, at(back), at(back + 1))).toEqual([ONE, null]);
});

test('a dry drill covers no sign-in at all', () => {
  const { night } = given(files({ kind: 'drill' }), ...IN_USE.slice(1));
  const use = useOf(night);
  expect(by(night, at(use.at), at(use.at + MINUTE), at(use.end))).toEqual([null, null, null]);
});

test('a live drill covers one sign-in of its account, before its end, and the same one told again', () => {
  const { night } = given(...LIVE_USE);
  const use = useOf(night);
  expect(by(night, at(use.at - 1), at(use.at), at(use.end), at(use.end + 1))).toEqual([null, ONE, ONE, null]);
  expect(by(night, at(use.at, 'Portal', SECOND.id))).toEqual([null]);
  const { night: over } = given(...LIVE_USE, ...DRILL_REVIEW.slice(0, 1));
  expect(by(over, at(over.now), at(over.now + 1))).toEqual([ONE, null]);
});

test('the second sign-in of a live drill opens a use without quorum', () => {
  const { night } = given(...LIVE_USE, seen({ detail: 'Portal' }));
  expect(night.open.signIns).toMatchObject([{ when: night.now }]);
  expect(by(night, at(night.now), at(night.now, 'Another browser'), at(night.now + 1))).toEqual([ONE, null, null]);
  const { night: second } = given(...LIVE_USE, seen({ detail: 'Portal' }), seen({ detail: 'Another browser' }));
  expect([...second.activations.values()].at(-1)).toMatchObject({ id: 'BG-2026-0002', phase: 'in use', grant: null });
});

test('more time for a live drill moves the end that its sign-in must keep', () => {
  const { night } = given(...LIVE_USE);
  const { end } = useOf(night);
  const { night: longer } = given(
    ...LIVE_USE,
    does(rita, 'ask-extension', { minutes: '30', need: 'It is slow.', asked: 0 }),
    does(aaron, 'approve-extension', { ask: 1 }),
    does(bea, 'approve-extension', { ask: 1 }),
  );
  expect(by(longer, at(end + 1))).toEqual([ONE]);
});

test('a window of a test sign-in covers one sign-in of its account, and the same one told again', () => {
  const { night } = given(...OPENED);
  const { at: from, end } = night.open.tests[0]!;
  expect(end).toBe(from + WINDOW);
  const back = night.in('handed back').back.at;
  expect(back).toBe(from);
  expect(by(night, at(from + 1), at(end), at(end + 1), at(from + 1, 'Portal', SECOND.id))).toEqual([ONE, ONE, null, null]);
  const { night: used } = given(...WORKED, later(1), seen({ detail: 'Portal' }));
  expect(by(used, at(used.now, 'Portal'), at(used.now, 'Another'), at(used.now + 1, 'Portal'))).toEqual([ONE, null, null]);
  expect(used.open.signIns).toMatchObject([{ when: used.now }]);
});

test('a sign-in of the use leaves the window for the test', () => {
  const { night } = given(...OPENED, later(1), seen({ detail: 'Of the use', ago: 1 }), later(1));
  expect(night.open.signIns).toHaveLength(1);
  expect(by(night, at(night.now, 'Of the test'))).toEqual([ONE]);
});

test('the second sign-in in a window, or one when it is over, opens a use without quorum', () => {
  const { night } = given(...OPENED, later(1), seen({ detail: 'Portal' }), later(1), seen({ detail: 'Another browser' }));
  expect([...night.activations.values()].at(-1)).toMatchObject({ id: 'BG-2026-0002', phase: 'in use', grant: null });
  const { night: late } = given(...OPENED, later(WINDOW + 1), seen());
  expect([...late.activations.values()].at(-1)).toMatchObject({ id: 'BG-2026-0002', grant: null });
});

test('a window that is opened again covers one of its own, and the one before is over', () => {
  const failed = given(...OPENED, later(MINUTE), does(carl, 'fail-test', { task: TEST, evidence: 'wrong PIN' }));
  const again = failed.and(does(bea, 'confirm-task', { task: TEST }), later(MINUTE), does(carl, 'open-test', opening(bea, 1)));
  const { now } = again.night;
  expect(by(again.night, at(now - 1))).toEqual([ONE]);
  const { night } = again.and(seen({ detail: 'Late told', ago: 1 }), seen({ detail: 'Portal' }));
  expect(by(night, at(now - 1, 'Another'), at(now, 'Another'), at(now + 1, 'Another'))).toEqual([null, null, null]);
});

test('the window of a dry drill covers nothing, that of a live drill one', () => {
  const { night } = given(withTest, files({ kind: 'drill' }), ...OPENED.slice(2));
  expect(night.open.tests).toHaveLength(1);
  expect(by(night, at(night.now + 1))).toEqual([null]);
  const { night: live } = given(withTest, ...LIVE_USE, does(rita, 'hand-back'), does(carl, 'open-test', opening()));
  expect(by(live, at(live.now + 1))).toEqual([ONE]);
});

test('the fallback account is covered from when it was taken until the hand-back, and the first one all the time', () => {
  const { night } = given(...TWO_IN_USE, later(MINUTE));
  const { at: from } = useOf(night);
  expect(by(night, at(from, 'Portal', SECOND.id), at(night.now, 'Portal', SECOND.id))).toEqual([null, null]);
  does(rita, 'take-fallback', FAULT)(night);
  const taken = night.now;
  expect(by(night, at(taken - 1, 'Portal', SECOND.id), at(taken, 'Portal', SECOND.id), at(taken))).toEqual([null, ONE, ONE]);
  later(MINUTE)(night);
  does(rita, 'hand-back')(night);
  expect(by(night, at(night.now, 'Portal', SECOND.id), at(night.now + 1, 'Portal', SECOND.id))).toEqual([ONE, null]);
});

test('taken while it is collected, it is covered from the credential in hand on', () => {
  const { night } = given(...SECOND_ONLY.slice(0, -1));
  expect(by(night, at(night.now, 'Portal', SECOND.id))).toEqual([null]);
  later(MINUTE)(night);
  does(rita, 'in-hand')(night);
  expect(by(night, at(night.now - 1, 'Portal', SECOND.id), at(night.now, 'Portal', SECOND.id))).toEqual([null, ONE]);
});

test('each account has a window of its own for its test', () => {
  const first = given(...TWO_BACK, later(MINUTE), does(carl, 'open-test', opening())).night;
  expect(by(first, at(first.now), at(first.now, 'Portal', SECOND.id))).toEqual([ONE, null]);
  const second = given(
    ...TWO_BACK,
    ...tested(),
    later(WINDOW + 1),
    does(carl, 'open-test', { ...opening(bea, 1), task: 'fallback-test-sign-in' }),
  ).night;
  expect(by(second, at(second.now), at(second.now, 'Portal', SECOND.id))).toEqual([null, ONE]);
  seen({ account: SECOND.id })(second);
  expect(by(second, at(second.now, 'Portal', SECOND.id))).toEqual([null]);
  expect(second.open.signIns).toMatchObject([{ account: 'bg-admin-02' }]);
});

test('a dry drill covers no sign-in of its fallback account either', () => {
  const dry = given(withTest, files({ kind: 'drill', fallback: 'bg-admin-02' }), ...TAKEN.slice(2)).night;
  expect(by(dry, at(dry.now, 'Portal', SECOND.id))).toEqual([null]);
});
