import { expect, test } from '@jest/globals';
import { type AfterPhone, keepers, markName, partLine, partsOf, partsOut, phoneRun } from '../../cards/parts.ts';
import { carl, mona, night, rosterOf } from './sample.ts';

test('A part says whom to meet, to whom it went, and with whom it is back', () => {
  const words = (stage: 'approved' | 'released' | 'returned', after: AfterPhone) => {
    const one = night(stage);
    const { sign, what, state } = partLine(partsOf(one.open, one.viewing(mona))[0]!, one.viewing(mona), after);
    return `${sign} ${what}: ${state}`;
  };
  expect(words('approved', (id) => ` (${id})`)).toBe('○ security key: meet Carl Custodian, +49 30 555 0104 (E1004)');
  expect(words('approved', null)).toBe('○ security key: with Carl Custodian');
  expect(words('released', null)).toBe('▶ security key: released to Rita Requester by Carl Custodian at 03:22 (02:22 UTC), seal A-1183');
  expect(words('returned', null)).toBe('✓ security key: back with Carl Custodian since 04:17 (03:17 UTC), new seal B-2200');
});

test('Only what is released and not back is out', () => {
  const out = (stage: 'approved' | 'released' | 'returned') =>
    partsOut(partsOf(night(stage).open, night(stage).viewing(mona))).map((part) => part.id);
  expect([out('approved'), out('released'), out('returned')]).toEqual([[], ['key-1/key'], []]);
});

test('A person without a number, and one who left the roster, are told apart from nobody', () => {
  const one = night('approved');
  one.roster = rosterOf([{ ...carl, phone: ' ' }]);
  const viewing = one.viewing(mona);
  expect(phoneRun(carl.id, viewing)).toBe('no number on the roster');
  expect(phoneRun(mona.id, viewing)).toBe('no number on the roster');
  const [part] = partsOf(one.open, viewing);
  expect(keepers(part!, viewing, () => '')).toBe('Carl Custodian, no number on the roster');
  expect(keepers({ ...part!, custodians: [mona.id, carl.id] }, viewing, null)).toBe('E1005 or Carl Custodian');
  expect(markName({ seq: 1, at: 0, by: { actor: 'clock' } }, viewing)).toBe('The clock');
});
