// The door for sign-ins that a log has: on record once, whatever the text holds, and never lost in silence.
import { expect, test } from '@jest/globals';
import { logTo } from '../../bot/log.ts';
import { openSignIns } from '../../bot/sign-ins.ts';
import type { ActivationId } from '../../ledger/ids.ts';
import { FIRST, START } from '../dialogs/given.ts';
import { UNKNOWN_ACCOUNT } from '../dialogs/given-declared.ts';
import { House } from '../dialogs/spine.ts';

function door(house = new House()) {
  const changed: ActivationId[] = [];
  const logged: string[] = [];
  const log = logTo('debug', (line) => void logged.push(line));
  const secrets = { salt: (about: readonly string[]) => Buffer.from(about.join(' ')).toString('hex').padEnd(32, '0').slice(0, 32) };
  return { house, changed, logged, tell: openSignIns({ spine: house.spine, secrets, changed: (id) => void changed.push(id), log }) };
}

test('a sign-in that nothing covers is on record, its text beside the log, and its cards follow', async () => {
  const { house, changed, tell } = door();
  const turn = await tell({ account: FIRST.id, at: START, detail: ' Portal \u202E from Berlin ' });
  expect(turn.kind).toBe('happened');
  expect(changed).toEqual(['BG-2026-0001']);
  expect(await house.facts()).toEqual(['Declared', 'SignInSeen']);
  const found = await house.find(changed[0]!);
  const texts = await house.kept.texts([found.request.why]);
  expect([...texts.values()].map(({ text }) => text)).toEqual(['Portal  from Berlin']);
});

test('told twice it is on record once', async () => {
  const { house, changed, tell } = door();
  const seen = { account: FIRST.id, at: START, detail: 'Portal' };
  await tell(seen);
  expect((await tell(seen)).kind).toBe('already');
  expect([changed.length, await house.facts()]).toEqual([1, ['Declared', 'SignInSeen']]);
});

test('what cannot be put on record is said in the log', async () => {
  const { logged, changed, tell } = door();
  expect((await tell({ account: UNKNOWN_ACCOUNT, at: START, detail: 'x' })).kind).toBe('refused');
  expect(logged.join()).toContain('account-unknown');
  const broken = door(new House((store) => ({ ...store, append: () => Promise.reject(new Error('the disk is full')) })));
  expect((await broken.tell({ account: FIRST.id, at: START, detail: 'x' })).kind).toBe('fault');
  expect(broken.logged.join()).toContain('the disk is full');
  expect([changed, broken.changed]).toEqual([[], []]);
});
