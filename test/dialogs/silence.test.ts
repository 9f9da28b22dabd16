// About what the room stays silent.
import { expect, test } from '@jest/globals';
import { isSilent } from '../../dialogs/silence.ts';
import { DOMAINS } from '../../runbooks/runbook.ts';
import { FILED, given } from './given.ts';

test('only a suspected attack is silent, as long as that is what is said to be broken', () => {
  const { open } = given(...FILED).night;
  const silent = DOMAINS.filter((domain) => isSilent({ request: { ...open.request, domain } }));
  expect(silent).toEqual(['suspected-attack']);
});
