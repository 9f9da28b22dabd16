import { chmodSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { StoreFault } from '../../../bot/store/fault.ts';
import { networkFileSystem, ownFile, reason, syncFolder } from '../../../bot/store/file.ts';
import { scratch, thrown } from './scratch.ts';

const at = scratch();

test('network file systems are known by their type, also where the type comes as a negative number', () => {
  expect([0x6969, 0xff534d42, 0xff534d42 | 0, 0xfe534d42, 0x01021997].map(networkFileSystem)).toEqual([
    'NFS',
    'CIFS (SMB)',
    'CIFS (SMB)',
    'SMB2',
    '9p',
  ]);
  expect([0xef53, 0x58465342, 0x9123683e, 0x01021994, 0].map(networkFileSystem)).toEqual([null, null, null, null, null]);
});

describe('a file of our own', () => {
  test('is made with its folder, and taken back from others when it is there', () => {
    expect(ownFile(at('a/b/file'))).toBe(at('a/b/file'));
    writeFileSync(at('open'), 'kept');
    chmodSync(at('open'), 0o644);
    ownFile(at('open'));
    expect(statSync(at('open')).mode & 0o777).toBe(0o600);
    expect(statSync(at('open')).size).toBe(4);
  });

  test('in a place where none can be made there is one sentence', () => {
    writeFileSync(at('plain'), '');
    expect(thrown(() => ownFile(at('plain/file')))).toMatch(/plain\/file cannot be opened for writing: EEXIST|ENOTDIR/);
    expect(() => ownFile(at('remote'), () => 0x517b)).toThrow(StoreFault);
  });
});

test('what is thrown has a reason, whatever it is', () => {
  expect([reason(new Error('x')), reason('y')]).toEqual(['x', 'y']);
  expect(() => syncFolder(at(''))).not.toThrow();
});
