import { expect, test } from '@jest/globals';
import { heldSentence } from '../../cards/held.ts';
import { AccountId } from '../../ledger/ids.ts';
import { two } from './sample-fallback.ts';
import { night, olaf, type Night, rita } from './sample.ts';

const sentence = (one: Night, account: string, who: typeof rita | 'room' = rita) =>
  heldSentence(one.tenant.standings.get(one.open.id)!, { account: AccountId.parse(account), fallback: null }, one.viewing(who));

test('One’s own open request for the same account is named, and what was typed anew is said not to be filed', () => {
  expect(sentence(night('requested'), 'bg-admin-01')).toBe(
    'Your request BG-2026-0001 for bg-admin-01 is already open. This one was not filed; what you typed is kept below. Press “Look at BG-2026-0001” to go on with it.',
  );
});

test('One’s own open request for another account is named as that', () => {
  expect(sentence(night('requested'), 'bg-admin-02')).toContain(
    'Your request BG-2026-0001 for bg-admin-01 is still open, and a person has one at a time. This one was not filed',
  );
});

test('Somebody else’s use of the account is named with who asked for it', () => {
  const words = 'BG-2026-0001 already holds bg-admin-01, asked for by Rita Requester. This one was not filed';
  expect(sentence(night('in use'), 'bg-admin-01', olaf)).toContain(words);
  expect(sentence(night('in use'), 'bg-admin-01', 'room')).toContain(words);
});

test('Of two accounts the one that is held is named, whichever was asked for first', () => {
  const [first, second] = ['bg-admin-01', 'bg-admin-02'].map((id) => AccountId.parse(id));
  const words = (one: Night, asked: Parameters<typeof heldSentence>[1]) =>
    heldSentence(one.tenant.standings.get(one.open.id)!, asked, one.viewing(olaf));
  expect(words(night('in use'), { account: second!, fallback: first! })).toContain('BG-2026-0001 already holds bg-admin-01');
  expect(words(night('in use'), { account: first!, fallback: second! })).toContain('BG-2026-0001 already holds bg-admin-01');
  expect(words(two('filed'), { account: second!, fallback: null })).toContain('BG-2026-0001 already holds bg-admin-02');
});
