// The port is asked when a step begins to wait, when somebody answers, and every five minutes; its answer comes in through the spine.
import { expect, test } from '@jest/globals';
import { LOOK_EVERY, openLooker } from '../../bot/looks.ts';
import { logTo } from '../../bot/log.ts';
import type { Eyes, LookAsked, Seen } from '../../dialogs/look.ts';
import type { Activation } from '../../ledger/activation.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import { APPROVED, carl, FILING, FIRST, given, ida, IN_USE, KEY, LIBRARY, MINUTE, PIN, rico, rita, aaron, bea } from '../dialogs/given.ts';
import { House } from '../dialogs/spine.ts';

const RIGHT: Seen = { as: 'right', detail: ' two\u202E signed in ' };
const secrets = { salt: (about: readonly string[]) => Buffer.from(about.join(' ')).toString('hex').padEnd(32, '0').slice(0, 32) };

/** A house with a use that has just begun. */
async function inUse(wrap?: (store: LedgerStore) => LedgerStore) {
  const house = new House(wrap);
  let about = (await house.does(rita, FILING)).activation!;
  for (const [who, fields] of [
    [aaron, { verb: 'approve' }],
    [bea, { verb: 'approve' }],
    [carl, { verb: 'release', part: KEY, seal: '1' }],
    [ida, { verb: 'release', part: PIN, seal: '2' }],
    [rita, { verb: 'in-hand' }],
  ] as const)
    about = (await house.does(who, fields, about)).activation!;
  return { house, about };
}

function lookerOf(house: House, look: Eyes['look'], within = 1_000) {
  const asked: LookAsked[] = [];
  const changed: string[] = [];
  const logged: string[] = [];
  const eyes: Eyes = {
    look: (one, closing) => {
      asked.push(one);
      return look(one, closing);
    },
  };
  const log = logTo('debug', (line) => void logged.push(line));
  const looker = openLooker({ eyes, spine: house.spine, library: LIBRARY, secrets, changed: (id) => void changed.push(id), log, within });
  const see = async (about: readonly Activation[], now = house.now) => {
    looker.look(about, now);
    await looker.idle();
  };
  return { looker, see, asked, changed, logged };
}

test('an open step that names a look is looked at at once, and what was seen is on record', async () => {
  const { house, about } = await inUse();
  const { see, asked, changed } = lookerOf(house, () => Promise.resolve(RIGHT));
  await see([about]);
  expect(asked).toEqual([{ activation: about.id, account: FIRST.id, step: 'look', look: 'admins-work', since: house.now }]);
  expect((await house.find(about.id)).sights).toMatchObject([{ step: 'look', as: 'right', when: house.now }]);
  const detail = (await house.find(about.id)).sights[0]!.detail;
  expect([...(await house.kept.texts([detail])).values()].map(({ text }) => text)).toEqual(['two signed in']);
  expect(changed).toEqual([about.id]);
  await see([await house.find(about.id)], house.now + LOOK_EVERY);
  expect(asked).toHaveLength(1);
});

test('where nothing can be seen yet it is asked again after five minutes, and no record is left', async () => {
  const { house, about } = await inUse();
  const { see, asked, changed } = lookerOf(house, () => Promise.resolve(null));
  const before = (await house.facts()).length;
  await see([about]);
  await see([about], house.now + LOOK_EVERY - 1);
  expect(asked).toHaveLength(1);
  await see([about], house.now + LOOK_EVERY);
  expect(asked).toHaveLength(2);
  await see([about], house.now + LOOK_EVERY - MINUTE);
  expect(asked).toHaveLength(3);
  expect([(await house.facts()).length, changed]).toEqual([before, []]);
});

test('a claim is looked at at once; an activation that is gone is forgotten', async () => {
  const { house, about } = await inUse();
  const { see, asked } = lookerOf(house, () => Promise.resolve(null));
  await see([about]);
  const { activation } = await house.does(rico, { verb: 'finish-step', step: 'look', choice: 'policy' }, about);
  await see([activation!]);
  await see([activation!]);
  expect(asked).toHaveLength(2);
  await see([]);
  await see([activation!]);
  expect(asked).toHaveLength(3);
});

test('before a use there is nothing to look at, and of one step only one look is under way', async () => {
  const { house, about } = await inUse();
  let end: (seen: Seen | null) => void = () => undefined;
  const { looker, see, asked } = lookerOf(house, () => new Promise((resolve) => (end = resolve)));
  await see([given(...APPROVED).night.open]);
  expect(asked).toEqual([]);
  looker.look([about], house.now);
  looker.look([about], house.now + 2 * LOOK_EVERY);
  expect(asked).toHaveLength(1);
  end(null);
  await looker.idle();
});

test('the same seen again changes no card', async () => {
  const { house, about } = await inUse();
  const { see, changed } = lookerOf(house, () => Promise.resolve({ as: 'wrong', detail: 'nobody' }));
  await see([about]);
  house.now += LOOK_EVERY;
  await see([await house.find(about.id)]);
  expect(changed).toEqual([about.id]);
});

test('a port that fails or hangs is a line in the log, and is asked again', async () => {
  const { house, about } = await inUse();
  const failing = lookerOf(house, () => Promise.reject(new Error('403')));
  await failing.see([about]);
  expect(failing.logged.join()).toContain('403');
  const hanging = lookerOf(house, () => new Promise(() => undefined), 20);
  await hanging.see([about]);
  expect(hanging.logged.join()).toContain('the look was broken off');
  await hanging.see([about], house.now + LOOK_EVERY);
  expect(hanging.asked).toHaveLength(2);
});

test('what cannot be written is a line in the log', async () => {
  let down = false;
  const { house, about } = await inUse((store) => ({
    ...store,
    append: (entry) => (down ? Promise.reject(new Error('the disk is full')) : store.append(entry)),
  }));
  down = true;
  const { see, logged, changed } = lookerOf(house, () => Promise.resolve(RIGHT));
  await see([about]);
  expect([logged.join().includes('the disk is full'), changed]).toEqual([true, []]);
});

test('closing breaks off what is under way, in silence, and nothing of it is written', async () => {
  const { house, about } = await inUse();
  const before = (await house.facts()).length;
  const { looker, logged } = lookerOf(house, () => new Promise(() => undefined));
  looker.look([about], house.now);
  await looker.close();
  expect([logged, (await house.facts()).length]).toEqual([[], before]);
  expect(given(...IN_USE).night.open.sights).toEqual([]);
});
