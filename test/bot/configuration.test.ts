// The file that is read again and again: what comes into force, what stays, and what is said when it is broken, foreign or held.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { type Config, type Misconfigured, parseConfig } from '../../bot/config.ts';
import { Configuration } from '../../bot/configuration.ts';
import { type Fields, type Log, logTo } from '../../bot/log.ts';
import { memoryStore } from '../../bot/store/memory.ts';
import { Spine } from '../../dialogs/handle.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import { parseRecord } from '../../ledger/record.ts';
import { LIBRARY, number } from '../dialogs/given.ts';
import { worldConfig } from '../world.ts';

const HOUR = 3_600_000;
const broken = (yaml: string) => yaml.replace('roles: [approver]', 'roles: [aprover]');
/** Two of five approvers lose the role. */
const cut = (yaml: string) =>
  ['07', '08'].reduce(
    (text, end) => text.replace(new RegExp(`roles: \\[approver\\](?=\\n    phone: .* 01${end}\\n)`), 'roles: [watch]'),
    yaml,
  );
const bridge = (yaml: string) => yaml.replace(/bridge: .*/, 'bridge: another one');

class Process {
  now = 1_000 * HOUR;
  read: Config | Misconfigured;
  redrawn = 0;
  readonly logged: Fields[] = [];
  readonly store: LedgerStore;
  readonly configuration: Configuration;
  readonly spine: Spine;

  constructor(config: Config, store?: LedgerStore) {
    this.read = config;
    this.store = store ?? memoryStore({ clock: () => this.now });
    this.configuration = new Configuration({ config, clock: () => this.now, log: this.#log() });
    this.spine = new Spine({
      store: this.store,
      circumstances: (now, actor) => ({ now, actor, ...this.configuration.current(), library: LIBRARY, number }),
      pause: () => Promise.resolve(),
    });
  }

  #log(): Log {
    return logTo('debug', (line) => void this.logged.push(JSON.parse(line) as Fields));
  }

  begin(): Promise<void> {
    return this.configuration.begin(this.spine, this.store);
  }

  look(): Promise<void> {
    return this.configuration.look({ read: () => this.read, spine: this.spine, changed: () => void (this.redrawn += 1) });
  }

  async facts(): Promise<readonly string[]> {
    const records = (await this.store.read(1, 100)).map(({ bytes }) => parseRecord(bytes));
    return records.flatMap((record) => (typeof record === 'string' ? [record] : record.facts.map(({ type }) => type)));
  }

  events(event: string): readonly Fields[] {
    return this.logged.filter((line) => line['event'] === event);
  }
}

let one: Process;
beforeEach(async () => {
  one = new Process(worldConfig());
  await one.begin();
});

describe('reading the file again', () => {
  test('the same file makes the roster younger and nothing else', async () => {
    one.now += HOUR;
    await one.look();
    expect(one.configuration.current().roster.readAt).toBe(one.now);
    expect([await one.facts(), one.redrawn, one.configuration.unread()]).toEqual([['PolicyChanged'], 0, null]);
  });
  test('another good file comes into force through a fact, and every card follows', async () => {
    one.read = worldConfig(bridge);
    await one.look();
    expect(one.configuration.current().policy.bridge).toBe('another one');
    expect([await one.facts(), one.redrawn]).toEqual([['PolicyChanged', 'PolicyChanged'], 1]);
    expect(one.events('policy')).toEqual([expect.objectContaining({ fact: 'PolicyChanged', digest: worldConfig(bridge).policy.digest })]);
  });
  test('looks at once are one after the other', async () => {
    one.read = worldConfig(bridge);
    await Promise.all([one.look(), one.look(), one.look()]);
    expect([await one.facts(), one.redrawn]).toEqual([['PolicyChanged', 'PolicyChanged'], 1]);
  });
});

describe('a file that cannot be taken', () => {
  test('leaves in force what was, grows no younger, and is said once, until it is mended', async () => {
    const before = one.configuration.current();
    one.read = parseConfig(broken(worldConfig().source), '/etc/glassbreak/glassbreak.yaml');
    one.now += HOUR;
    await one.look();
    await one.look();
    expect(one.configuration.current()).toBe(before);
    const [line] = [one.read.ok ? 0 : one.read.problems[0]?.line];
    expect(one.configuration.unread()).toMatchObject({ file: 'glassbreak.yaml', line, more: 0 });
    expect(one.configuration.unread()?.what).toMatch(/^people\[E1002\]\.roles.*did you mean approver/);
    expect([one.events('policy-unread').length, one.redrawn, await one.facts()]).toEqual([1, 1, ['PolicyChanged']]);
    one.read = worldConfig();
    await one.look();
    expect([one.configuration.unread(), one.redrawn, one.events('policy-readable').length]).toEqual([null, 2, 1]);
  });
  test('nor is one for another tenant or origin', async () => {
    for (const [from, to, what] of [
      ['tenant: 7', 'tenant: 8', 'it is for another tenant than this ledger'],
      ['origin: glassbreak', 'origin: other', 'its origin is another than this ledger was opened with'],
    ] as const) {
      one.read = worldConfig((yaml) => yaml.replace(from, to));
      await one.look();
      expect(one.configuration.unread()).toEqual({ file: 'the configuration file', line: 1, what, more: 0 });
    }
    expect(await one.facts()).toEqual(['PolicyChanged']);
  });
  test('nor one that the ledger does not take: the log says why, and the next look tries again', async () => {
    let down = true;
    const store = memoryStore({ clock: () => one.now });
    const failing = new Process(worldConfig(), {
      ...store,
      append: (entry) => (down ? Promise.reject(new Error('disk full')) : store.append(entry)),
    });
    await expect(failing.begin()).rejects.toThrow('The ledger cannot be written (store-down): disk full.');
    await failing.look();
    expect(failing.events('policy')).toEqual([expect.objectContaining({ code: 'store-down', cause: 'disk full' })]);
    down = false;
    await failing.look();
    expect(await failing.facts()).toEqual(['PolicyChanged']);
  });
});

describe('a change that is held', () => {
  test('waits; once people have confirmed it, the next turn brings it into force', async () => {
    one.read = worldConfig(cut);
    await one.look();
    await one.look();
    expect(await one.facts()).toEqual(['PolicyChanged', 'RosterHeld']);
    expect(one.configuration.current().policy.digest).toBe(worldConfig().policy.digest);
    const { digest } = worldConfig(cut).policy;
    for (const key of ['E1005', 'E1006']) {
      const person = [...one.configuration.current().roster.people.values()].find(({ id }) => id === key);
      if (person === undefined) throw new Error(key);
      const actor = { kind: 'person', person, account: person.accounts[0]!, assurance: 'channel' } as const;
      const turn = await one.spine.handle({ verb: 'confirm-roster', digest }, actor);
      if ('tenant' in turn) one.configuration.followed(turn.tenant);
    }
    expect(one.configuration.current().policy.digest).toBe(digest);
    expect(await one.facts()).toEqual(['PolicyChanged', 'RosterHeld', 'RosterConfirmed', 'RosterConfirmed', 'PolicyChanged']);
  });
  test('goes on waiting over a restart: what was in force is read back from beside the ledger', async () => {
    one.read = worldConfig(cut);
    await one.look();
    const again = new Process(worldConfig(cut), one.store);
    again.now += HOUR;
    await again.begin();
    expect(again.configuration.current()).toMatchObject({ policy: { digest: worldConfig().policy.digest }, roster: { readAt: one.now } });
    expect([await again.facts(), again.events('policy-held').length]).toEqual([['PolicyChanged', 'RosterHeld'], 1]);
  });
  test('is held at a start, too; without the text of what is in force nothing starts', async () => {
    const again = new Process(worldConfig(cut), one.store);
    await again.begin();
    expect(again.configuration.current().policy.digest).toBe(worldConfig().policy.digest);
    const lost = new Process(worldConfig(cut), { ...one.store, texts: () => Promise.resolve(new Map()) });
    await expect(lost.begin()).rejects.toThrow('put the file back as it was, and change it in smaller steps');
  });
  test('a start with another good file takes it, whether or not the text from before is there', async () => {
    const again = new Process(worldConfig(bridge), { ...one.store, texts: () => Promise.resolve(new Map()) });
    await again.begin();
    expect([again.configuration.current().policy.bridge, await again.facts()]).toEqual(['another one', ['PolicyChanged', 'PolicyChanged']]);
  });
  test('a text that is not what its digest says is not taken for what was in force', async () => {
    const hash = worldConfig().policy.digest;
    const forged = { hash, salt: '', text: worldConfig(bridge).source };
    const lost = new Process(worldConfig(cut), { ...one.store, texts: () => Promise.resolve(new Map([[hash, forged]])) });
    await expect(lost.begin()).rejects.toThrow('can no longer be read');
  });
});

test('a ledger that cannot be read is a sentence', async () => {
  const store = { ...one.store, head: () => Promise.reject(new Error('gone')) };
  await expect(new Process(worldConfig(), store).begin()).rejects.toThrow('The ledger cannot be read (store-down): gone.');
});
