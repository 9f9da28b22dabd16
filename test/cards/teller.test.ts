import { expect, test } from '@jest/globals';
import { actorName, name, ours, say } from '../../cards/teller.ts';
import { rita } from './sample.ts';
import { byPerson } from './sample-lines.ts';

test('A sentence keeps our words, names and lists of pieces apart, and leaves nothing empty in it', () => {
  expect(say`${name('Rita')} asked${''}${' twice'}${[ours('.')]}`).toEqual([
    { kind: 'name', words: 'Rita' },
    { kind: 'ours', words: ' asked twice.' },
  ]);
});

test('Who acted is a person, the clock or the product', () => {
  const names = [byPerson(rita.id), { actor: 'clock' }, { actor: 'product' }] as const;
  expect(names.map((by) => actorName(by, (id) => `person ${id}`))).toEqual(['person E1001', 'The clock', 'Glassbreak']);
});
