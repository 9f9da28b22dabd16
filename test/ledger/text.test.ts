import { expect, test } from '@jest/globals';
import { hash } from 'node:crypto';
import { sealText, verifyText } from '../../ledger/text.ts';

const SALT = '0f'.repeat(16);

test('a text is sealed over the bytes of its salt and its own', () => {
  const sealed = sealText('Straße', SALT);
  expect(sealed).toEqual({
    salt: SALT,
    text: 'Straße',
    hash: hash('sha256', Buffer.concat([Buffer.alloc(16, 0x0f), Buffer.from('Straße')]), 'hex'),
  });
});
test('a source has no salt: its hash is that of the file', () => {
  expect(sealText('id: x\n', '').hash).toBe(hash('sha256', 'id: x\n', 'hex'));
});
test('another salt or another text is another hash', () => {
  expect(sealText('a', SALT).hash).not.toBe(sealText('a', '').hash);
  expect(sealText('a', SALT).hash).not.toBe(sealText('b', SALT).hash);
});
test('a text that was changed beside the log is found out', () => {
  const sealed = sealText('as seen', SALT);
  expect(verifyText(sealed)).toBe(true);
  expect(verifyText({ ...sealed, text: 'as heard' })).toBe(false);
  expect(verifyText({ ...sealed, salt: '' })).toBe(false);
});
