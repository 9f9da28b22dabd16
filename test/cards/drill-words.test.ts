import { expect, test } from '@jest/globals';
import { kindBand, kindWords, readsReport, scopeOf } from '../../cards/drill-words.ts';
import { AnnouncementId } from '../../ledger/ids.ts';
import { aaron, ada, mona, night, sha } from './sample.ts';

const live = { kind: 'drill', live: { announcement: AnnouncementId.parse('LD-2026-0001'), action: sha('action') } } as const;

test('real, dry and live each have their own words', () => {
  expect([kindBand({ kind: 'real' }), kindBand({ kind: 'drill' }), kindBand(live)]).toEqual(['REAL', 'DRILL · DRY', 'DRILL · LIVE']);
  expect([kindWords({ kind: 'real' }), kindWords({ kind: 'drill' }), kindWords(live)]).toEqual([
    'a real use',
    'a dry drill',
    'a live drill',
  ]);
});

test('a drill says what it covers, a real use nothing', () => {
  const one = night('requested', { kind: 'drill' });
  expect(scopeOf(one.open, one.viewing(mona))).toBe('Dry: nobody signs in. Any sign-in with this account counts as real.');
  expect(scopeOf({ request: { ...one.open.request, ...live } }, one.viewing(mona))).toContain('Live, as announced in LD-2026-0001');
  expect(scopeOf(night('requested').open, one.viewing(mona))).toBe('');
});

test('the report of a closed drill is for managers and auditors', () => {
  const closed = night('closed', { kind: 'drill' });
  expect([mona, ada, aaron, 'room' as const].map((who) => readsReport(closed.open, closed.viewing(who)))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
