import { describe, expect, test } from '@jest/globals';
import type { Activation, TaskState } from '../../ledger/activation.ts';
import { figures } from '../../ledger/figures.ts';
import { AnnouncementId, Digest, PersonId, Slug } from '../../ledger/ids.ts';
import { type Night, night } from '../cards/sample.ts';
import { unapproved } from '../cards/sample-declared.ts';

const MINUTE = 60_000;
const digest = Digest.parse('ab'.repeat(32));
/** Minutes of each stretch; `null`: not yet, `missed`: no longer. */
const told = (activation: Activation) =>
  Object.fromEntries(
    figures(activation).stretches.map(({ figure, since, at, missed }) => [
      figure,
      at === null ? (missed ? 'missed' : null) : (at - since) / MINUTE,
    ]),
  );
const of = (one: Night) => told(one.open);

describe('how long it took', () => {
  test('of a request that nobody answered yet, everything is still to come', () => {
    expect(of(night('requested'))).toEqual({
      'first-vote': null,
      quorum: null,
      'in-hand': null,
      'in-use': null,
      'handed-back': null,
      rotated: null,
      closed: null,
    });
  });
  test('the first vote and the quorum are measured from the request, the use from the credential in hand', () => {
    expect(of(night('in use'))).toMatchObject({ 'first-vote': 9, quorum: 12, 'in-hand': 35, 'in-use': null, 'handed-back': null });
    const back = night('handed back');
    const { use } = back.open as Activation & { readonly use: { readonly at: number } };
    expect(of(back)['in-use']).toBe((back.now - use.at) / MINUTE);
    expect(of(back)['handed-back']).toBe(35 + (back.now - use.at) / MINUTE);
    expect(of(back)['rotated']).toBeNull();
  });
  test('a vote that was voided is no first vote', () => {
    const { votes } = night('one vote').open;
    const earlier = [...votes.values()].map((vote) => ({ ...vote, person: PersonId.parse('E9'), at: vote.at - 5 * MINUTE }));
    const open = night('one vote').open;
    expect(told({ ...open, votes: new Map([...votes, ...earlier.map((vote) => [vote.person, vote] as const)]) })['first-vote']).toBe(4);
    expect(told({ ...open, votes: new Map() })['first-vote']).toBeNull();
  });
  test('everything after the use is done with the last confirmation, and not a task earlier', () => {
    const one = night('closed').open;
    if (one.phase !== 'closed') throw new Error('not closed');
    const task = (at: number | null): TaskState => ({
      task: Slug.parse('t'),
      due: 0,
      after: null,
      claimed: null,
      confirmed: at === null ? null : { ...one.back, at },
      reopened: null,
    });
    const at = (...all: readonly (number | null)[]) => told({ ...one, tasks: all.map(task) })['rotated'];
    const back = (one.back.at - one.filed.at) / MINUTE;
    expect(at(one.back.at + MINUTE, one.back.at + 5 * MINUTE, one.back.at + 2 * MINUTE)).toBe(back + 5);
    expect(at(one.back.at + MINUTE, null)).toBe('missed');
    expect(at()).toBe(back);
    expect(told({ ...one, phase: 'review', review: null, closed: null, tasks: [task(null)] })['rotated']).toBeNull();
    expect(of(night('closed'))['closed']).toBeGreaterThan(back);
  });
  test('what was passed over, or what an end has cut off, can no longer happen', () => {
    expect(of(night('withdrawn'))).toMatchObject({ 'first-vote': 'missed', quorum: 'missed', closed: 'missed' });
    expect(of(night('lapsed'))).toMatchObject({ 'first-vote': 9, quorum: 'missed' });
    const unused = night('released');
    unused.clock('lapse', ('grant' in unused.open ? (unused.open.grant?.collectBy ?? 0) : 0) + 1);
    expect(of(unused)).toMatchObject({ quorum: 12, 'in-hand': 'missed', 'in-use': 'missed', rotated: null, closed: null });
  });
});

describe('what is never mixed', () => {
  test('real uses, dry and live drills say which they are', () => {
    expect(figures(night('in use').open).counts).toBe('real');
    const drill = night('in use', { kind: 'drill', domain: 'drill' }).open;
    expect(figures(drill).counts).toBe('dry drill');
    const live = { announcement: AnnouncementId.parse('LD-2026-0001'), action: digest };
    expect(figures({ ...drill, request: { ...drill.request, live } }).counts).toBe('live drill');
  });
  test('a use that nobody approved has neither votes nor quorum nor a collection, whoever ratified it, and begins where it was declared', () => {
    for (const stage of ['declared', 'ratified', 'handed back'] as const) {
      const { open } = unapproved(stage);
      const { counts, from, stretches } = figures(open);
      expect(counts).toBe('unapproved');
      expect(from).toBe('declared' in open ? open.declared?.since : null);
      expect(stretches.map(({ figure }) => figure)).toEqual(['in-use', 'handed-back', 'rotated', 'closed']);
    }
  });
});
