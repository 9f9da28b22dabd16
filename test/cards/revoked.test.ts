import { expect, test } from '@jest/globals';
import { DRAW } from '../../cards/card.ts';
import { readable } from '../../cards/plain.ts';
import { revokedHead, revokedStand } from '../../cards/revoked.ts';
import type { CARD_NAMES } from '../../cards/view.ts';
import type { Person } from '../../dialogs/policy.ts';
import { aaron, ada, mona, type Night, night, olaf, rita, type Stage } from './sample.ts';
import { unapproved } from './sample-declared.ts';
import { sound } from './sound.ts';

const stand = (stage: Stage) => revokedStand(night(stage).open, night(stage).viewing(mona));
const head = (stage: Stage) => revokedHead(night(stage).open, night(stage).viewing(rita));

test('A revoked use reads no longer authorised, still signed in until seen otherwise, and asks who ends the session', () => {
  expect(stand('revoked')).toMatchObject({
    band: 'REVOKED',
    heading: '**bg-admin-01** is revoked: no longer authorised, still signed in until seen otherwise',
    second:
      'Mona Manager revoked it at 03:50 (02:50 UTC). Who ends the session? Rita Requester signs out and hands back. If Rita Requester cannot be reached, the requester, an approver or a manager hands back.',
  });
});

test('With a part out and no use yet it asks for the part', () => {
  expect(stand('revoked with a part out')).toMatchObject({
    heading: '**bg-admin-01** is revoked: no longer authorised, and a part of it is still out',
    second: 'Mona Manager revoked it at 03:25 (02:25 UTC). Rita Requester uses nothing, hands back and returns it.',
  });
});

test('Where nothing was revoked, or its hand-back is behind us, it says nothing', () => {
  for (const stage of ['walked', 'revoked early', 'requested'] as const) expect(stand(stage)).toBeNull();
  const back = night('revoked').does(rita, 'hand-back');
  expect(revokedStand(back.open, back.viewing(mona))).toBeNull();
  expect(head('walked')).toBeNull();
});

test('The operator is told what to do at once', () => {
  expect(head('revoked')).toMatchObject({
    band: 'REVOKED · SIGN OUT AND HAND BACK',
    heading: 'Mona Manager revoked your use of **bg-admin-01** at **03:50 (02:50 UTC)**',
    second:
      'It is no longer authorised, and you are still signed in until seen otherwise. Do nothing more with it: sign out and hand back at once.',
  });
  expect(head('revoked with a part out')).toMatchObject({
    band: 'REVOKED · BRING IT BACK',
    heading: 'Mona Manager revoked your approval of **bg-admin-01** at **03:25 (02:25 UTC)**',
    second: 'It is no longer authorised. Do not use it: hand back, and return what you have.',
  });
});

test('After a hand-over it names the one who operates now', () => {
  const one = night('handed over').does(mona, 'revoke', { cause: 'x' });
  expect(revokedStand(one.open, one.viewing(olaf))?.second).toContain('Olaf Operator signs out and hands back');
});

test('What was revoked while in use says who declared it and how it was judged, once on each card', () => {
  const revoke = (stage: 'declared' | 'ratified' | 'rejected') =>
    unapproved(stage).does(mona, 'revoke', { cause: 'Another administrator is in.' });
  const text = (one: Night, card: (typeof CARD_NAMES)[number], who: Person | 'room') =>
    readable(sound(DRAW[card](one.open, one.viewing(who))).card);
  const cards = [
    ['room', 'room'],
    ['declared', aaron],
    ['oversight', ada],
  ] as const;
  for (const [card, who] of cards) {
    const ratified = text(revoke('ratified'), card, who);
    expect(ratified).toContain('Nobody approved it; Aaron Approver and Bea Approver ratified it afterwards, at 03:08 (02:08 UTC). Mona');
    expect([card, ratified.split('ratified it afterwards').length]).toEqual([card, 2]);
  }
  for (const [card, who] of cards.slice(0, 2)) {
    expect(text(revoke('rejected'), card, who)).toMatch(/Judged +Aaron Approver and Bea Approver rejected it afterwards/);
    expect(text(unapproved('rejected'), card, who)).not.toMatch(/Judged/);
  }
  expect(text(revoke('declared'), 'declared', aaron)).toMatch(/How +Rita Requester declared it at 03:02/);
});

test('The operator of a use that nobody approved reads how it was judged, once, and what to do', () => {
  const operation = (stage: 'declared' | 'ratified') => {
    const one = unapproved(stage).does(mona, 'revoke', { cause: 'Another administrator is in.' });
    return readable(sound(DRAW.operation(one.open, one.viewing(rita))).card);
  };
  expect(operation('declared')).toContain('Nobody approved it, and you are still signed in until seen otherwise. Do nothing more');
  expect(operation('ratified')).toContain(
    'Nobody approved it; Aaron Approver and Bea Approver ratified it afterwards, at 03:08 (02:08 UTC). Revoked, that covers nothing any more, and you are still signed in until seen otherwise. Do nothing more',
  );
  expect(operation('ratified').split('ratified it afterwards')).toHaveLength(2);
});
