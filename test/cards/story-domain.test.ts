import { expect, test } from '@jest/globals';
import { tellDomain } from '../../cards/story-domain.ts';
import { Teller } from '../../cards/teller.ts';
import { telling } from '../../cards/timeline.ts';
import { ATTACKED } from '../dialogs/given-domain.ts';
import { mona, night, sha, START } from './sample.ts';

test('A change of what is broken is told from what to what, with the runbook and what follows from it', () => {
  const one = night('requested');
  const fact = {
    type: 'DomainChanged' as const,
    before: 'dont-know',
    domain: 'suspected-attack',
    runbook: { id: ATTACKED.runbook.id, digest: ATTACKED.digest },
    useMinutes: 30,
    end: null,
    why: null,
  };
  one.texts.set(sha('saw'), 'somebody was in');
  const teller = new Teller(one.open.filed.by, telling(one.open, one.viewing(mona)));
  const words = (told: typeof fact | (Omit<typeof fact, 'end' | 'why'> & { end: number; why: ReturnType<typeof sha> })) =>
    tellDomain(told, teller)
      .map((piece) => piece.words)
      .join('');
  const first = 'Rita Requester changed what is broken from “Don’t know yet” to “Suspected attack”, runbook suspected-attack';
  expect(words(fact)).toBe(`${first}, at most 30 min of use`);
  expect(words({ ...fact, end: START, why: sha('saw') })).toBe(`${first}, use until 03:02 (02:02 UTC): “somebody was in”`);
});
