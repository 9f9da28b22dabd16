import { expect, test } from '@jest/globals';
import { sentence } from '../../cards/story.ts';
import { telling as tellingOf } from '../../cards/timeline.ts';
import { mona, night } from './sample.ts';
import { LINES, telling } from './sample-lines.ts';
import { saysApproved } from './sample-declared.ts';

const DECLARED = [
  'Declared',
  'OperatorNamed',
  'ReleasedUnapproved',
  'RatificationCast',
  'Ratified',
  'Rejected',
  'RatificationLapsed',
  'SignInSeen',
];

test('No sentence about a use without quorum says that it was approved', () => {
  const one = telling(night('requested'));
  const words = tellingOf(one.open, one.viewing(mona));
  const told = LINES.filter(({ fact }) => DECLARED.includes(fact.type));
  expect(new Set(told.map(({ fact }) => fact.type as string))).toEqual(new Set(DECLARED));
  for (const line of told) expect(saysApproved(sentence(line, words))).toBeNull();
});
