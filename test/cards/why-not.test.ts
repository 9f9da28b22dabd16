import { expect, test } from '@jest/globals';
import { tooNew, whyNot } from '../../cards/why-not.ts';
import { REFUSALS } from '../../dialogs/refusal.ts';
import { aaron, carl, FILED, MINUTE, Night, rita, START } from './sample.ts';
import { begun, changed, since, stays } from './sample-policy.ts';

test('Who asked three times within an hour reads when the next request is possible', () => {
  const one = new Night();
  for (let count = 0; count < 3; count += 1) {
    one.does(rita, 'request', FILED, 5).does(rita, 'withdraw', {}, 5);
    one.activation = null;
  }
  expect(whyNot('too-many-requests', one.viewing(rita))).toBe(
    'You have asked three times within an hour. You can ask again at 04:07 (03:07 UTC); until then another responder can.',
  );
});

test('A new approver reads from when on they have a vote', () => {
  const one = since(begun(new Night()), START - 60 * MINUTE, [changed({ people: [stays(carl, { gained: ['approver'] })] })]);
  expect(whyNot('approver-too-new', one.viewing(carl))).toBe(
    'You are an approver since less than 24 hours, or act with an account that is. You have a vote from 25 Nov 02:02 (01:02 UTC); until then others must decide.',
  );
  expect(tooNew(START, one.viewing(carl))).toContain('from 03:02 (02:02 UTC)');
});

test('Every other reason has its one sentence; so has one whose time is not known', () => {
  expect(whyNot('own-work', new Night().viewing(aaron))).toBe(REFUSALS['own-work']);
  expect(whyNot('approver-too-new', begun(new Night()).viewing(rita))).toBe(REFUSALS['approver-too-new']);
  expect(whyNot('approver-too-new', new Night().viewing('room'))).toBe(REFUSALS['approver-too-new']);
  expect(whyNot('too-many-requests', new Night().viewing('room'))).toBe(REFUSALS['too-many-requests']);
});
