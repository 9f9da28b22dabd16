import { describe, expect, test } from '@jest/globals';
import { drillClock, lacking, passed, reminders, WARNING } from '../../dialogs/drill-clock.ts';
import { AccountId } from '../../ledger/ids.ts';
import { RUNBOOKS } from '../../bot/files.ts';
import { openLibrary } from '../../bot/library.ts';
import { memoryStore } from '../../bot/store/memory.ts';
import { decideOwn } from '../../dialogs/decide.ts';
import {
  axel,
  type Act,
  actorOf,
  ada,
  bea,
  does,
  DRILL_REVIEW,
  FIRST,
  files,
  given,
  HOUR,
  IN_USE,
  LIVE,
  LIVE_USE,
  MINUTE,
  mona,
  type Night,
  PROVED,
  rita,
  SECOND,
  sha,
  START,
} from './given.ts';

const DAY = 24 * HOUR;
const AS_DRILL = { class: 'drill', found: 'All as announced.', ticket: 'INC-7' } as const;
const opened: Act = (night) =>
  night.write(null, [{ type: 'LedgerOpened', mode: 'local', tenant: 't', origin: 'o', key: 'k' }], { actor: 'product' });
const circumstances = (night: Night) => night.circumstances({ kind: 'clock' });
const clockOf = (night: Night, account = FIRST.id) => drillClock(account, night.tenant, circumstances(night));
const own = (night: Night, account: AccountId) =>
  decideOwn({ tenant: night.tenant, activation: null }, { verb: 'remind-drill', account }, circumstances(night));

describe('what starts the clock of an account again', () => {
  test('a live drill whose sign-in and action worked, seen by a second person, reviewed and closed as a drill', () => {
    const acts = [...LIVE_USE, ...PROVED, ...DRILL_REVIEW];
    const closed = given(opened, ...acts)
      .when(axel, 'review', AS_DRILL)
      .then(['Reviewed', { type: 'LiveDrillPassed', account: FIRST.id }, 'Closed']);
    const signedIn = closed.night.open.steps.find(({ step }) => step === 'sign-in')?.at ?? 0;
    expect(clockOf(closed.night)).toEqual({ account: FIRST.id, last: signedIn, due: signedIn + 90 * DAY, stands: 'good' });
    expect(clockOf(closed.night, SECOND.id)).toMatchObject({ last: null, due: START + 90 * DAY });
  });
  test('not a dry drill', () => {
    const dry = given(files({ kind: 'drill' }), ...IN_USE.slice(1), ...PROVED, ...DRILL_REVIEW);
    expect(lacking(dry.night.open)).toEqual(['live']);
    expect(dry.when(axel, 'review', AS_DRILL).then(['Reviewed', { type: 'Closed' }]).night.tenant.drills.lastLiveDrill.size).toBe(0);
  });
  test('not without sign-in, action or witness', () => {
    const steps = (count: number) => given(...LIVE_USE, ...PROVED.slice(0, count)).night.open;
    expect([lacking(steps(1)), lacking(steps(3)), lacking(steps(5)), lacking(steps(6))]).toEqual([
      ['sign-in', 'action'],
      ['action'],
      ['witness'],
      [],
    ]);
    expect([passed(steps(1)), passed(steps(5))]).toEqual([[], []]);
    given(...LIVE_USE, ...PROVED.slice(0, 5), ...DRILL_REVIEW)
      .when(axel, 'review', AS_DRILL)
      .then(['Reviewed', { type: 'Closed' }]);
  });
  test('not when the action did not work', () => {
    const acts = [...LIVE_USE, ...PROVED.slice(0, 4), does(rita, 'fail-step', { step: 'admin-task', why: 'blocked' })];
    expect(lacking(given(...acts).night.open)).toEqual(['action']);
  });
  test('not when it is reviewed as something else', () => {
    const other = given(...LIVE_USE, ...PROVED, ...DRILL_REVIEW, does(axel, 'review', { ...AS_DRILL, class: 'misuse', reporting: 'none' }));
    expect(other.when(ada, 'countersign').then(['Countersigned', 'Closed']).night.tenant.drills.lastLiveDrill.size).toBe(0);
  });
  test('the shipped drill has both steps, and its action asks for a witness', () => {
    const drill = openLibrary(RUNBOOKS, memoryStore({ clock: () => 0 })).offered.find(({ runbook }) => runbook.id === 'emergency-drill');
    expect(drill?.runbook.steps.find(({ id }) => id === 'sign-in')).toBeDefined();
    expect(drill?.runbook.steps.find(({ id }) => id === 'admin-task')?.kind).toBe('witness');
  });
});

describe('the reminder', () => {
  const at = (off: number) => {
    const { night } = given(opened);
    night.now = START + 90 * DAY + off;
    return night;
  };
  test('is owed from 14 days before an account is due', () => {
    const { night } = given(opened);
    expect(reminders(night.tenant, night.policy)).toEqual([
      { command: { verb: 'remind-drill', account: FIRST.id }, due: START + 90 * DAY - WARNING },
      { command: { verb: 'remind-drill', account: SECOND.id }, due: START + 90 * DAY - WARNING },
    ]);
    expect(own(at(-WARNING - 1), FIRST.id).kind).toBe('already');
    expect(own(at(-WARNING), FIRST.id)).toMatchObject({
      kind: 'happened',
      activation: null,
      facts: [{ type: 'DrillDue', due: START + 90 * DAY }],
    });
    expect([clockOf(at(-WARNING - 1)), clockOf(at(-WARNING)), clockOf(at(0)), clockOf(at(1))].map(({ stands }) => stands)).toEqual([
      'good',
      'soon',
      'soon',
      'over',
    ]);
  });
  test('is given once in each period', () => {
    const night = at(0);
    night.keep(own(night, FIRST.id), { kind: 'clock' });
    expect(own(night, FIRST.id).kind).toBe('already');
    expect(reminders(night.tenant, night.policy).map(({ command }) => command.account)).toEqual([SECOND.id]);
  });
  test('is not given about an account that the configuration does not name', () => {
    expect(own(at(0), AccountId.parse('bg-admin-09')).kind).toBe('already');
  });
});

test('facts about drills that stand where they cannot are remembered as unknown', () => {
  const { night } = given(...LIVE);
  const by = { actor: 'product' } as const;
  night.write(night.open.id, [{ type: 'LiveDrillPassed', account: FIRST.id, signedIn: START }], by);
  expect(night.open.unknown).toBe('LiveDrillPassed while requested');
  const due = given(...LIVE).night;
  due.write(due.open.id, [{ type: 'DrillDue', account: FIRST.id, due: START }], by);
  expect(due.open.unknown).toBe('DrillDue while requested');
});

test('what nobody announced is no announcement', () => {
  const { night } = given(...LIVE);
  const ours = night.tenant.drills.announced.get(night.open.request.live!.announcement)!;
  const { id, account, operator, at } = ours;
  const other = given().night;
  other.write(null, [{ type: 'DrillAnnounced', id, account, operator, action: sha('x'), at }], { actor: 'clock' });
  expect(other.tenant.drills.announced.size).toBe(0);
  expect([mona, bea].map((one) => actorOf(one).kind)).toEqual(['person', 'person']);
  expect(MINUTE).toBe(60_000);
});
