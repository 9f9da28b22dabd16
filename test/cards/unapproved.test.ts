// A use that nobody approved is never called anything else: on no card, in no phase, whoever reads it and whatever was said about it.
import { describe, expect, test } from '@jest/globals';
import { DRAW, mine, wanted } from '../../cards/card.ts';
import { readable } from '../../cards/plain.ts';
import { wasApproved } from '../../cards/over.ts';
import { drawStatus } from '../../cards/status.ts';
import { bandEnd, castLine, declaredBy, inUseUnapproved, judgement, judgementAlarms } from '../../cards/unapproved.ts';
import { CARD_NAMES } from '../../cards/view.ts';
import { offers } from '../../dialogs/offers.ts';
import { declarationOf } from '../../ledger/activation.ts';
import { aaron, ada, bea, carl, HOSTILE, LIBRARY, mona, type Night, night, olaf, PEOPLE, POLICY, rita } from './sample.ts';
import { ALL_UNAPPROVED, saysApproved, unapproved, type UnapprovedStage, WHY } from './sample-declared.ts';
import { harmless, honest, sound } from './sound.ts';

const declarationIn = (one: Night) => {
  const declared = declarationOf(one.open);
  if (declared === null) throw new Error('nobody declared it');
  return declared;
};
/** The first step that the operator could skip. */
function next(one: Night): string | null {
  const found = offers(one.open, one.tenant, one.circumstances(rita)).find(({ verb }) => verb === 'skip-step');
  return found !== undefined && 'step' in found ? found.step : null;
}
const text = (one: Night, card: (typeof CARD_NAMES)[number], who: (typeof PEOPLE)[number] | 'room') =>
  readable(DRAW[card](one.open, one.viewing(who)).card);
const holders = (one: Night) => wanted(one.open, { roster: one.roster, policy: one.policy, library: LIBRARY });

test('An account of which nobody knows what it has can be drawn, too', () => {
  const one = unapproved('seen');
  one.activation = { ...one.open, request: { ...one.open.request, credentials: [] } };
  for (const who of [...PEOPLE, 'room'] as const) for (const card of CARD_NAMES) sound(DRAW[card](one.open, one.viewing(who)));
});

test.each(ALL_UNAPPROVED)(
  'Every card of the night “%s” says UNAPPROVED, is sound and honest, and none says that it was approved',
  (stage) => {
    const one = unapproved(stage);
    expect(wasApproved(one.open)).toBe(false);
    const own = PEOPLE.map((who) => ({ shown: mine(one.open, one.viewing(who)), viewing: one.viewing(who) }));
    const hanging = holders(one).map(({ card, viewer }) => {
      const viewing = one.viewing(PEOPLE.find(({ id }) => id === viewer) ?? 'room');
      return { shown: DRAW[card](one.open, viewing), viewing };
    });
    for (const { shown, viewing } of [...own, ...hanging]) {
      const words = readable(honest(shown, one.open, viewing).card);
      expect(words).toContain('UNAPPROVED');
      expect(shown.summary).toMatch(/^UNAPPROVED BG-/);
      expect([shown.summary, saysApproved(`${words}\n${shown.summary}`)]).toEqual([shown.summary, null]);
    }
    const board = sound(drawStatus([one.open], one.viewing(mona)));
    expect(readable(board.card)).toContain('· UNAPPROVED ·');
  },
);

test('The guard of these tests sees the word where it stands', () => {
  expect(saysApproved('Approved by Aaron')).toBe('Approved');
  expect(saysApproved('0 of 2 approvals')).toBe('approvals');
  expect(saysApproved('Nobody approved it. UNAPPROVED, Aaron Approver')).toBeNull();
});

test('Everybody concerned has a card, and nobody a card of a request', () => {
  const posts = (stage: UnapprovedStage) => holders(unapproved(stage)).map(({ card, viewer }) => `${card} ${viewer}`);
  const own = ['rita', rita, 'aaron', aaron, 'bea', bea, 'mona', mona, 'ada', ada, 'olaf', olaf].filter((one) => typeof one === 'object');
  expect(posts('declared')).toEqual(expect.arrayContaining(['room room', `custody ${carl.id}`, ...own.map(({ id }) => `declared ${id}`)]));
  expect(posts('declared')).toContain(`operation ${rita.id}`);
  for (const stage of ALL_UNAPPROVED) expect(posts(stage).filter((post) => /^(request|approval|vote) /.test(post))).toEqual([]);
  expect(posts('seen').filter((post) => post.startsWith('operation'))).toEqual([]);
  expect(posts('countersign')).toContain(`review ${ada.id}`);
  expect(posts('handed back')).toEqual(expect.arrayContaining(posts('declared')));
});

describe('the band', () => {
  test.each<readonly [UnapprovedStage, string]>([
    ['declared', ' · UNAPPROVED'],
    ['ratified', ' · UNAPPROVED, RATIFIED AFTERWARDS'],
    ['rejected', ' · UNAPPROVED, REJECTED'],
    ['lapsed', ' · UNAPPROVED, NOT RATIFIED'],
  ])('of a night that is %s ends with%s', (stage, end) => expect(bandEnd(unapproved(stage).open)).toBe(end));
  test('of what was asked for ends as it always did', () => expect(bandEnd(night('approved').open)).toBe(''));
});

describe('the sentences', () => {
  const said = (stage: UnapprovedStage) => {
    const one = unapproved(stage);
    return judgement(one.open, declarationIn(one), one.viewing('room'));
  };
  test('how it was judged', () => {
    expect(said('declared')).toBe('2 people must ratify or reject it before 25 Nov 03:02 (02:02 UTC): 0 to ratify, 0 to reject so far.');
    expect(said('split')).toContain('1 to ratify, 1 to reject so far.');
    expect(said('ratified')).toBe('Aaron Approver and Bea Approver ratified it afterwards, at 03:08 (02:08 UTC).');
    expect(said('rejected')).toContain('rejected it afterwards');
    expect(said('lapsed')).toBe('Nobody settled it before 03:02 (02:02 UTC): it was not ratified.');
  });
  test('who opened it', () => {
    for (const [stage, words] of [
      ['declared', 'Rita Requester declared it at 03:02 (02:02 UTC)'],
      ['seen', 'Glassbreak saw a sign-in and told everybody at 03:02 (02:02 UTC)'],
    ] as const) {
      const one = unapproved(stage);
      expect(declaredBy(declarationIn(one), one.viewing('room'))).toBe(words);
    }
  });
  test('what nobody may miss', () => {
    const alarms = (one: Night) => judgementAlarms(one.open, one.viewing('room'));
    expect(alarms(unapproved('rejected'))).toEqual(['! Two people rejected this use. The review looks at it as suspected misuse.']);
    expect(alarms(unapproved('lapsed'))).toEqual(['! Nobody ratified this use within 24 hours. Ring the duty manager, \\+49 30 555 0100.']);
    for (const one of [unapproved('ratified'), unapproved('declared'), night('in use')]) expect(alarms(one)).toEqual([]);
  });
  test('what one person said', () => {
    const one = unapproved('split');
    const casts = [...declarationIn(one).casts.values()].map((cast) => castLine(cast, one.viewing('room')));
    expect(casts).toEqual([
      'Aaron Approver at 03:05 (02:05 UTC): ratify, because “She did what I would have done.”',
      'Bea Approver at 03:08 (02:08 UTC): reject, because “I was awake.”',
    ]);
  });
  test('where it stands, also past the end that was announced', () => {
    const at = (one: Night) => {
      if (one.open.phase !== 'in use') throw new Error('it is over');
      return inUseUnapproved(one.open, declarationIn(one), { viewing: one.viewing('room'), near: '' });
    };
    expect(at(unapproved('declared'))).toMatchObject({
      tone: 'attention',
      band: 'IN USE',
      heading: 'Rita Requester is in with **bg-admin-01**, and nobody approved it',
    });
    expect(at(unapproved('seen')).heading).toBe('Somebody is in with **bg-admin-01**, and nobody approved it');
    expect(at(unapproved('overdue'))).toMatchObject({ band: 'OVERDUE' });
    expect(at(unapproved('seen')).second).not.toContain('nnounced');
    const late = unapproved('declared');
    late.now += 61 * 60_000;
    expect(at(late).second).toContain('It should have been over at 04:02 (03:02 UTC).');
  });
});

describe('on the cards that every use has', () => {
  test('the room’s strip begins with the declaration or the sign-in, and says unapproved', () => {
    expect(text(unapproved('declared'), 'room', 'room')).toMatch(/✓ Declared 03:02\s+! Unapproved\s+▶ In use 03:02/);
    expect(text(unapproved('seen'), 'room', 'room')).toContain('✓ Seen 03:02');
    expect(text(unapproved('out'), 'room', 'room')).toContain('Out     Carl Custodian');
    expect(text(unapproved('handed back'), 'room', 'room')).toContain('Judged  2 people must ratify or reject it');
    expect(text(unapproved('seen'), 'room', 'room')).not.toMatch(/[Aa]nnounced/);
  });
  test('the operator reads that nobody approved it', () => {
    expect(text(unapproved('declared'), 'operation', rita)).toContain('You are in with bg-admin-01. You announced until 04:02 (03:02 UTC)');
    expect(text(unapproved('overdue'), 'operation', rita)).toContain('OVERDUE · HAND BACK NOW · UNAPPROVED');
    const done = unapproved('declared');
    for (let step = next(done); step !== null; step = next(done)) done.does(rita, 'skip-step', { step, why: 'Not needed.' });
    expect(text(done, 'operation', rita)).toContain('All steps are done. Hand bg-admin-01 back now');
  });
  test('the review tells what was announced, who judged it, and that nothing was authorised', () => {
    const words = text(unapproved('review'), 'review', mona);
    expect(words).toContain('Nobody approved it. Rita Requester declared it at 03:02 (02:02 UTC).');
    expect(words).toContain('60 min announced, nothing authorised');
    expect(words).toContain('Aaron Approver says ratify:');
    expect(words).toContain(`Went in because  ${WHY}`);
    expect(words).toContain('Declared as: a real emergency.');
    expect(words).toMatch(/judged after \d+ min/);
    expect(words).not.toMatch(/quorum after|in hand after/);
    expect(text(unapproved('not judged'), 'review', mona)).toContain('Two people must ratify or reject it first; then a manager');
  });
  test('after a rejection misuse is offered first, and an auditor must countersign whatever it is', () => {
    const words = text(unapproved('suspected'), 'review', mona);
    expect(words).toContain('Two people rejected this use: whatever you sign it as, an auditor must countersign before it is closed.');
    expect(text(unapproved('countersign'), 'room', 'room')).toContain(
      'Two people had rejected this use, so an auditor must countersign: Ada Auditor.',
    );
  });
  test('a sign-in stands in the review of whatever use it belongs to', () => {
    const one = night('in use').seen('Azure portal, Berlin');
    one.now += 60_000;
    expect(text(one, 'review', mona)).toContain('Sign-in seen at');
  });
  test('of a use that began with a sign-in nothing was announced', () => {
    const words = text(unapproved('named').does(olaf, 'hand-back'), 'review', mona);
    expect(words).toMatch(/min, nothing authorised/);
    expect(words).not.toContain('announced');
  });
  test('a request that made way says so', () => {
    const one = unapproved('out of');
    const request = night('requested');
    request.tenant = one.tenant;
    request.clock('supersede');
    expect(text(request, 'request', rita)).toContain('This request ended: bg-admin-01 was opened without quorum');
    expect(text(request, 'request', rita)).toContain('ENDED · OPENED WITHOUT QUORUM');
    // the declaration has a card of its own in the room, unless the room has to stay silent about it
    expect(text(request, 'room', 'room')).toContain('This request for bg-admin-01 ended');
    expect(text(request, 'room', 'room')).not.toContain('WITHOUT QUORUM');
  });
});

test('Hostile words stay plain on each card', () => {
  for (const hostile of HOSTILE) {
    for (const stage of ['split', 'seen', 'suspected', 'out'] as const) {
      const one = unapproved(stage);
      one.texts.forEach((_, hash) => one.texts.set(hash, hostile));
      for (const name of CARD_NAMES) harmless(DRAW[name](one.open, one.viewing(aaron)));
    }
  }
});

test('While no part is out whoever went in reads where the key comes from, and whom to ring; so do those who look on', () => {
  const key =
    'Custodians are told to release nothing. Whoever opens a safe or takes a part all the same does so on their own responsibility, and it is recorded. Ring whoever keeps the part, who writes it down: Carl Custodian, +49 30 555 0104';
  const declared = unapproved('declared');
  expect(text(declared, 'operation', rita)).toContain(`and hand back. ${key}`);
  expect(text(declared, 'declared', aaron)).toContain(`The key    ${key}`);
  expect(text(declared, 'declared', rita)).not.toContain('release nothing');
  for (const stage of ['out', 'handed back', 'seen', 'revoked'] as const)
    for (const name of ['operation', 'declared'] as const) expect(text(unapproved(stage), name, aaron)).not.toContain('release nothing');
});

test('Where the configuration names no custodian any more the duty manager is to be rung', () => {
  const one = unapproved('declared');
  one.policy = { ...POLICY, accounts: new Map() };
  expect(text(one, 'operation', rita)).toContain('Ring whoever keeps the part, who writes it down: the duty manager, ');
});

test('What was ratified says so in words, not only in the band, and once on each card', () => {
  const ratified = 'Nobody approved it; Aaron Approver and Bea Approver ratified it afterwards, at ';
  for (const card of ['room', 'declared', 'oversight'] as const)
    for (const stage of ['review', 'closed'] as const) {
      const words = text(unapproved(stage), card, card === 'room' ? 'room' : mona);
      expect([card, stage, words.split('ratified it afterwards').length]).toEqual([card, stage, 2]);
      expect(words).toContain(ratified);
    }
  expect(text(unapproved('ratified'), 'operation', rita)).toContain(`${ratified}03:08 (02:08 UTC). Do what cannot wait`);
  expect(text(unapproved('ratified').does(rita, 'hand-back'), 'tasks', rita)).toContain(`${ratified}03:08 (02:08 UTC). 0 of`);
  for (const stage of ['suspected', 'handed back', 'lapsed'] as const)
    expect(text(unapproved(stage), 'oversight', mona)).not.toContain('Nobody approved it;');
});

test('Where no part was out nobody reads of parts that are back', () => {
  const one = unapproved('ratified').does(rita, 'hand-back');
  expect(text(one, 'room', 'room')).not.toMatch(/parts? back/);
  expect(text(one, 'tasks', rita)).toMatch(/\. 0 of \d tasks confirmed\./);
  expect(text(unapproved('handed back'), 'tasks', rita)).toContain('0 of 1 parts back, 0 of ');
  expect(text(unapproved('review'), 'room', 'room')).toContain('Everything is back and confirmed.');
  const { open } = unapproved('review');
  one.activation = { ...open, released: new Map(), returned: new Map() };
  expect(text(one, 'room', 'room')).toContain('Everything is confirmed.');
});
