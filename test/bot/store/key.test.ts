import { chmodSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from '@jest/globals';
import { openKey } from '../../../bot/store/key.ts';
import { parseVkey, signCheckpoint, verifyCheckpoint } from '../../../ledger/checkpoint.ts';
import { scratch, thrown } from './scratch.ts';

const at = scratch();
const ours = { create: true, origin: 'glassbreak.example/local', mode: 'local' };

test('is made at the first start, whole and for this account only, and read later', () => {
  const file = at('keys/signing.json');
  const made = openKey(file, ours);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(dirname(file))).toEqual(['signing.json']);
  expect(made).toMatchObject({ origin: ours.origin, mode: 'local' });
  const read = openKey(file, { ...ours, create: false });
  expect(read.vkey).toBe(made.vkey);
  const key = parseVkey(made.vkey);
  if (typeof key === 'string') throw new Error(key);
  const head = { size: 1, root: '00'.repeat(32) };
  expect(verifyCheckpoint(signCheckpoint(read.signer, ours.origin, head), [key])).toMatchObject(head);
});

test('two that are made differ', () => {
  expect(openKey(at('one.json'), ours).vkey).not.toBe(openKey(at('two.json'), ours).vkey);
});

test('a missing one is asked for, unless it may be made', () => {
  const file = at('none.json');
  expect(thrown(() => openKey(file, { ...ours, create: false }))).toBe(
    `${file} is missing: it holds the key that signs this ledger. Put it back from where it is kept safe.`,
  );
});

test('one that others can read is refused', () => {
  const file = at('read.json');
  openKey(file, ours);
  chmodSync(file, 0o640);
  expect(thrown(() => openKey(file, ours))).toBe(
    `${file} can be read by others on this machine: take their rights away (chmod 600), and think about who may have read it.`,
  );
});

test('the key of another ledger is refused', () => {
  const file = at('foreign.json');
  openKey(file, { create: true, origin: 'glassbreak.example/production', mode: 'production' });
  const sentence = `${file} is the key of glassbreak.example/production (production), and this ledger is`;
  expect(thrown(() => openKey(file, ours))).toBe(`${sentence} glassbreak.example/local (local): each ledger has a key of its own.`);
  expect(thrown(() => openKey(file, { ...ours, origin: 'glassbreak.example/production' }))).toContain(
    '(production), and this ledger is glassbreak.example/production (local)',
  );
});

test('garbage is refused', () => {
  const whole = at('whole.json');
  openKey(whole, ours);
  const text = readFileSync(whole, 'utf8');
  const bad = [text.slice(0, 60), 'x', '{}', text.replace(/"pkcs8":"[^"]*"/, '"pkcs8":"AAAA"'), ''];
  bad.forEach((content, index) => {
    const file = at(`bad${index}.json`);
    writeFileSync(file, content, { mode: 0o600 });
    expect(thrown(() => openKey(file, ours))).toBe(
      `${file} is not a signing key that Glassbreak wrote, or it was damaged. Put the right one back from where it is kept safe.`,
    );
  });
});

test('where none can be made, or with an origin that no key can be named after, there is one sentence', () => {
  writeFileSync(at('plain'), '');
  expect(thrown(() => openKey(at('plain/key.json'), ours))).toMatch(/plain\/key.json cannot be made: /);
  expect(thrown(() => openKey(at('named.json'), { ...ours, origin: 'two words' }))).toBe(
    `${at('named.json')} cannot be made: no Ed25519 key of the name two words.`,
  );
});
