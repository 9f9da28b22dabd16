// The evidence of a drill from the command line: Markdown on standard output, and words where there is none.
import { beforeAll, expect, test } from '@jest/globals';
import { closeHouse, openHouse, REQUEST, RITA, turn } from '../house.ts';
import { scratch } from '../store/scratch.ts';
import { glassbreak } from './run.ts';

const path = scratch();
const data = path('drills');
beforeAll(async () => {
  const house = await openHouse(data);
  await turn(house, RITA, { ...REQUEST, kind: 'drill', why: '# [click](https://evil.example)' });
  await turn(house, RITA, { verb: 'withdraw', activation: 'BG-2026-0001' });
  await turn(house, RITA, REQUEST);
  await closeHouse(house);
});

test('writes the report of a drill as Markdown, what was typed escaped, with the head of the ledger', async () => {
  const ran = await glassbreak(['drill-report', 'bg-2026-0001', '--data', data]);
  expect(ran).toMatchObject({ code: 0, err: '' });
  expect(ran.out).toMatch(/^# Report of a dry drill: BG-2026-0001\n/);
  expect(ran.out).toContain(String.raw`\# \[click\]\(https: //evil.example\)`);
  expect(ran.out).toMatch(/- Records: 5\n- Root: [0-9a-f]{64}\n/);
  expect((await glassbreak(['timeline', '--data', data])).out).toMatch(
    /BG-2026-0001 +DRILL · DRY +\S+ asked for|BG-2026-0001 +DRILL · DRY +.* asked for/,
  );
});

test('a real use, an unknown number and no number are answered in a sentence', async () => {
  const said = async (...words: string[]) => await glassbreak(['drill-report', ...words, '--data', data]);
  expect(await said('BG-2026-0002')).toMatchObject({ code: 2, err: expect.stringContaining('is a real use, not a drill') });
  expect(await said('BG-2026-0009')).toMatchObject({ code: 2, err: expect.stringContaining('There is no activation BG-2026-0009') });
  expect(await said()).toMatchObject({ code: 2, err: expect.stringContaining('Name the drill by its number') });
});
