import { expect, test } from '@jest/globals';
import { blobOf, integerOf, textOf } from '../../../bot/store/row.ts';
import { thrown } from './scratch.ts';

const row = { count: 3, name: 'x', bytes: new Uint8Array([1]), none: null, half: 0.5 };

test('columns come as what they must be', () => {
  expect([integerOf(row, 'count'), textOf(row, 'name'), blobOf(row, 'bytes')]).toEqual([3, 'x', new Uint8Array([1])]);
});

test('another type is a damaged file', () => {
  expect(thrown(() => integerOf(row, 'half'))).toBe("The store's file is damaged: the column half holds number instead of a whole number.");
  expect(thrown(() => textOf(row, 'none'))).toBe("The store's file is damaged: the column none holds nothing instead of text.");
  expect(thrown(() => blobOf(row, 'absent'))).toBe("The store's file is damaged: the column absent holds nothing instead of bytes.");
});
