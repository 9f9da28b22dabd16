import { expect, test } from '@jest/globals';
import { type Act, given } from '../dialogs/given.ts';
import { PAPER_OUT, SECOND_ONLY, TAKEN, TWO_BACK, TWO_FILED, TWO_IN_USE } from '../dialogs/given-fallback.ts';
import { reviewSince, status } from '../../ledger/status.ts';
import { mona, MINUTE, night, rita, type Stage, START } from '../cards/sample.ts';

const at = (stage: Stage) => night(stage).open;

test('The board puts what is overdue first, then in use, approved, requested, handed back, in review, ended', () => {
  const stages = [
    'closed',
    'review',
    'handed back',
    'requested',
    'approved',
    'in use',
    'overdue',
    'denied',
    'withdrawn',
    'lapsed',
  ] as const;
  const rows = status(stages.map(at), START);
  expect(rows.map((row) => [row.phase, row.overdue])).toEqual([
    ['in use', true],
    ['in use', false],
    ['approved', false],
    ['requested', false],
    ['handed back', false],
    ['review', false],
    ['denied', false],
    ['withdrawn', false],
    ['lapsed', false],
    ['closed', false],
  ]);
});

test('Of two in the same phase the older one comes first', () => {
  const older = at('requested');
  const younger = { ...older, filed: { ...older.filed, at: older.filed.at + 1 } };
  expect(status([younger, older], START).map((row) => row.since)).toEqual([START, START + 1]);
});

test('A row says whose it is, since when, and until when', () => {
  const [requested] = status([at('requested')], START);
  expect(requested).toEqual({
    id: 'BG-2026-0001',
    account: 'bg-admin-01',
    also: null,
    kind: 'real',
    live: false,
    phase: 'requested',
    who: rita.id,
    unapproved: false,
    since: START,
    until: START + 30 * MINUTE,
    overdue: false,
  });
  const closed = at('closed');
  expect(status([closed], START)[0]).toMatchObject({ who: mona.id, since: closed.last.at, until: null });
  expect(status([{ ...closed, phase: 'closed', closed: null, last: { ...closed.last, at: 7 } } as typeof closed], START)[0]?.since).toBe(7);
  const approved = at('approved');
  expect(status([approved], START)[0]).toMatchObject({ until: approved.phase === 'approved' ? approved.grant.collectBy : 0, who: rita.id });
});

test('A use past its end and a task past its due time are overdue, even before anything was recorded', () => {
  const use = at('in use');
  const end = use.phase === 'in use' ? use.use.end : 0;
  expect(status([use], end)[0]?.overdue).toBe(false);
  expect(status([use], end + 1)[0]?.overdue).toBe(true);
  const back = at('handed back');
  const due = back.phase === 'handed back' ? Math.min(...back.tasks.map((task) => task.due)) : 0;
  expect(status([back], due)[0]).toMatchObject({ until: due, overdue: false });
  expect(status([back], due + 1)[0]?.overdue).toBe(true);
  expect(status([{ ...back, tasks: [] } as typeof back], due + 1)[0]).toMatchObject({ until: null, overdue: false });
});

test('The review begins when the last part is back and the last task confirmed', () => {
  const review = at('review');
  if (review.phase !== 'review') throw new Error('no review');
  expect(status([review], START)[0]?.since).toBe(review.last.at);
  expect(reviewSince({ ...review, tasks: [{ ...review.tasks[0]!, confirmed: null }], returned: new Map() })).toBe(review.back.at);
});

test('Of two accounts a row names what was opened; before that, and where nothing was, the one that is asked for', () => {
  const row = (acts: readonly Act[]) => {
    const [{ account, also } = { account: null, also: null }] = status([given(...acts).night.open], START);
    return [account, also];
  };
  expect([TWO_FILED, TWO_IN_USE, TAKEN, PAPER_OUT, SECOND_ONLY].map((acts) => row(acts))).toEqual([
    ['bg-admin-01', null],
    ['bg-admin-01', null],
    ['bg-admin-01', null],
    ['bg-admin-01', 'bg-admin-02'],
    ['bg-admin-02', null],
  ]);
  const strange = { ...given(...TAKEN).night.open, released: new Map() };
  expect(status([strange], START)[0]).toMatchObject({ account: 'bg-admin-01', also: null });
});

test('What waits for another account is not due', () => {
  const { night } = given(...TWO_BACK);
  const back = night.in('handed back');
  const first = { ...back, tasks: back.tasks.filter(({ after }) => after !== null) };
  expect(status([first], START)[0]?.until).toBeNull();
});
