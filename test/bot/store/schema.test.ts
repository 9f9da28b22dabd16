import { DatabaseSync } from 'node:sqlite';
import { expect, test } from '@jest/globals';
import { LEDGER_SCHEMA, openSchema, SIDE_SCHEMA, verifySchema } from '../../../bot/store/schema.ts';
import { scratch, thrown } from './scratch.ts';

const at = scratch();

test('an empty file becomes ours, is known again, and is not taken for the other one', () => {
  const path = at('x.sqlite');
  const db = new DatabaseSync(path);
  expect(thrown(() => verifySchema(db, { path, schema: LEDGER_SCHEMA }))).toBe(`${path} is a SQLite file, but not a Glassbreak ledger.`);
  openSchema(db, { path, schema: LEDGER_SCHEMA });
  openSchema(db, { path, schema: LEDGER_SCHEMA });
  expect(db.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
  expect(thrown(() => openSchema(db, { path, schema: SIDE_SCHEMA }))).toBe(`${path} is a SQLite file, but not a Glassbreak side store.`);
  db.close();
});

test('a ledger takes no record of number 0, none twice, and no text for bytes', () => {
  const db = new DatabaseSync(':memory:');
  openSchema(db, { path: ':memory:', schema: LEDGER_SCHEMA });
  const add = db.prepare('INSERT INTO records (seq, bytes) VALUES (?, ?)');
  add.run(1, new Uint8Array([1]));
  for (const [seq, bytes] of [
    [0, new Uint8Array()],
    [1, new Uint8Array()],
    [2, 'text'],
  ] as const)
    expect(() => add.run(seq, bytes)).toThrow(/constraint failed|cannot store TEXT/);
  db.close();
});
