import { describe, expect, test } from '@jest/globals';
import { parseCommand, type Command } from '../../dialogs/command.ts';
import { suspects } from '../../dialogs/suspect.ts';
import { salt } from './given.ts';

function change(fields: Readonly<Record<string, string>>): Command {
  const read = parseCommand({ verb: 'change', activation: 'BG-2026-0001', was: 'on', is: 'off', back: 'on', ...fields }, salt);
  if (!('verb' in read)) throw new Error(JSON.stringify(read));
  return read;
}

describe('the suspect fields of a command', () => {
  test('are those that look like a credential, each with what it looks like', () => {
    expect(suspects(change({}), new Set())).toEqual([]);
    expect(suspects(change({ was: 'pin 123456', back: 'Winter2026!' }), new Set())).toMatchObject([
      { field: 'was', kind: 'a PIN' },
      { field: 'back', kind: 'a password' },
    ]);
  });

  test('are let through once somebody said so of exactly these words, and of no others', () => {
    const [found] = suspects(change({ is: 'Winter2026!' }), new Set());
    const kept = new Set([found?.hash ?? '']);
    expect(suspects(change({ is: 'Winter2026!' }), kept)).toEqual([]);
    expect(suspects(change({ is: 'Winter2027!' }), kept)).toMatchObject([{ field: 'is' }]);
    expect(suspects(change({ back: 'Winter2026!' }), kept)).toMatchObject([{ field: 'back' }]);
  });

  test('a seal number and a command without words are never among them', () => {
    for (const raw of [{ verb: 'release', part: 'key-1/key', seal: 'A-1183' }, { verb: 'hand-back' }]) {
      const read = parseCommand({ activation: 'BG-2026-0001', ...raw }, salt);
      if (!('verb' in read)) throw new Error(JSON.stringify(read));
      expect(suspects(read, new Set())).toEqual([]);
    }
  });
});
