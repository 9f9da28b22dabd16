// Rows of SQLite as what they must be; another type is a damaged file.
import type { SQLOutputValue } from 'node:sqlite';
import { StoreFault } from './fault.ts';

export type Row = Readonly<Record<string, SQLOutputValue>>;

export function integerOf(row: Row, column: string): number {
  const value = row[column];
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw damaged(column, 'a whole number', value);
}

export function textOf(row: Row, column: string): string {
  const value = row[column];
  if (typeof value === 'string') return value;
  throw damaged(column, 'text', value);
}

export function blobOf(row: Row, column: string): Uint8Array {
  const value = row[column];
  if (ArrayBuffer.isView(value)) return value;
  throw damaged(column, 'bytes', value);
}

function damaged(column: string, wanted: string, value: SQLOutputValue | undefined): StoreFault {
  return new StoreFault(
    `The store's file is damaged: the column ${column} holds ${value === undefined || value === null ? 'nothing' : typeof value} instead of ${wanted}.`,
  );
}
