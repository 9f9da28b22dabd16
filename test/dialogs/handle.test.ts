import { describe, expect, test } from '@jest/globals';
import type { Command } from '../../dialogs/command.ts';
import type { OwnCommand } from '../../dialogs/own-command.ts';
import type { Actor } from '../../dialogs/decision.ts';
import { isFault, Spine } from '../../dialogs/handle.ts';
import type { Activation } from '../../ledger/activation.ts';
import { ActivationId, Digest } from '../../ledger/ids.ts';
import { canonical, type Json } from '../../ledger/canonical.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import { append, emptyFrontier, headOf, leafHash } from '../../ledger/tree.ts';
import {
  aaron,
  actorOf,
  bea,
  carl,
  cora,
  dan,
  FILING,
  FIRST,
  ida,
  KEY,
  LIBRARY,
  MINUTE,
  olaf,
  PIN,
  POLICY,
  rico,
  rita,
  sha,
  START,
  stranger,
  wanda,
  type Fields,
  type Who,
} from './given.ts';
import { POST_USE } from './given-runbooks.ts';
import { faulty, House } from './spine.ts';
import { adopting, fileOf } from './given-policy.ts';

const ID = ActivationId.parse('BG-2026-0001');
const clock: Actor = { kind: 'clock' };

async function filed(house = new House()): Promise<{ house: House; open: Activation }> {
  const { activation } = await house.does(rita, FILING);
  return { house, open: activation! };
}

/** Puts bytes behind the ledger's newest record, as another release would. */
async function forge(store: LedgerStore, value: (seq: number) => Json): Promise<void> {
  const { size, root, now: _now } = await store.head();
  const bytes = canonical(value(size + 1));
  const before = (await store.read(1, size)).reduce((frontier, one) => append(frontier, leafHash(one.bytes)), emptyFrontier);
  const next = headOf(append(before, leafHash(bytes)));
  const written = await store.append({ expected: { size, root }, next, activation: null, bytes, texts: [] });
  expect(written).toBe('appended');
}

const foreign =
  (activation: string | null, facts: readonly Json[]) =>
  (seq: number): Json => ({
    v: 1,
    seq,
    at: START,
    activation,
    by: { actor: 'product' },
    policy: POLICY.digest,
    facts: [...facts],
  });

describe('one turn', () => {
  test('is one record, on disk before it is answered, with who did it by which roster and policy', async () => {
    const { house } = await filed();
    const [record, ...rest] = await house.records();
    expect(rest).toEqual([]);
    expect(record).toMatchObject({
      v: 1,
      seq: 1,
      at: START,
      activation: ID,
      policy: POLICY.digest,
      by: {
        actor: 'person',
        person: rita.id,
        account: rita.accounts[0],
        roles: ['responder'],
        assurance: 'channel',
        roster: { digest: house.roster.digest, age: 4 * MINUTE },
      },
    });
  });
  test('answers with the activation as it is then, and with what was added', async () => {
    const house = new House();
    const turn = await house.does(rita, FILING);
    expect(turn).toMatchObject({ kind: 'happened', reason: null, activation: { id: ID, phase: 'requested' }, now: START });
    expect(turn.added.map(({ type }) => type)).toEqual(['Requested']);
    expect(turn.tenant.standings.get(ID)).toMatchObject({ state: 'open' });
  });
  test('a roster from the future has the age 0, and the clock signs as the clock', async () => {
    const house = new House();
    house.roster = { ...house.roster, readAt: START + 1 };
    const { activation } = await house.does(rita, FILING);
    house.now = activation!.request.decideBy + 1;
    await house.turn({ verb: 'lapse', activation: ID }, clock);
    expect((await house.records()).map(({ by }) => by)).toMatchObject([{ roster: { age: 0 } }, { actor: 'clock' }]);
  });
  test('typed text and the runbook’s text lie beside the record, none of them in it', async () => {
    const { house, open } = await filed();
    const texts = await house.kept.texts([open.request.why, open.request.runbook.digest, open.request.postUse]);
    expect(texts.get(open.request.why)?.text).toBe(FILING.why);
    expect(texts.get(open.request.runbook.digest)).toMatchObject({ salt: '', text: LIBRARY.offered[0]!.source });
    expect(texts.get(open.request.postUse)).toMatchObject({ salt: '', text: POST_USE });
    const bytes = Buffer.from((await house.kept.read(1, 1))[0]!.bytes).toString();
    expect(bytes).not.toContain(FILING.why);
    expect(bytes).not.toContain('Rita');
  });
  test('what was already so adds nothing', async () => {
    const { house, open } = await filed();
    await house.does(aaron, { verb: 'approve' }, open);
    const again = await house.does(aaron, { verb: 'approve' }, open);
    expect(again).toMatchObject({
      kind: 'already',
      reason: null,
      added: [],
      activation: { votes: new Map([[aaron.id, expect.anything()]]) },
    });
    expect(await house.facts()).toEqual(['Requested', 'VoteCast']);
  });
  test('the product opens and adopts before there is any activation', async () => {
    const house = new House();
    const open: OwnCommand = { verb: 'open', mode: 'local', tenant: 'contoso', origin: 'glassbreak/test', key: 'vkey' };
    expect(await house.turn(open, { kind: 'product' })).toMatchObject({
      kind: 'happened',
      activation: null,
      tenant: { opened: { mode: 'local' } },
    });
    expect(await house.turn(open, { kind: 'product' })).toMatchObject({ kind: 'already' });
    const read = adopting(fileOf());
    await house.turn(read, { kind: 'product' });
    expect(await house.facts()).toEqual(['LedgerOpened', 'PolicyChanged']);
    const { digest } = read.read.policy;
    expect((await house.kept.texts([digest])).get(digest)?.text).toBe(read.read.source);
  });
});

describe('refusals', () => {
  test('are a fact, once per person, command and reason', async () => {
    const { house, open } = await filed();
    for (let times = 0; times < 3; times += 1)
      expect(await house.does(wanda, { verb: 'withdraw' }, open)).toMatchObject({ kind: 'refused', reason: 'not-operator' });
    await house.does(wanda, { verb: 'deny', why: 'No.' }, open);
    await house.does(rico, { verb: 'withdraw' }, open);
    expect((await house.records()).flatMap(({ facts }) => facts).slice(1)).toEqual([
      { type: 'Refused', command: 'withdraw', reason: 'not-operator' },
      { type: 'Refused', command: 'deny', reason: 'not-your-role' },
      { type: 'Refused', command: 'withdraw', reason: 'not-operator' },
    ]);
  });
  test('keep no text that was typed with them', async () => {
    const { house, open } = await filed();
    const command = house.command(wanda, { verb: 'deny', why: 'No.' }, open);
    await house.turn(command, actorOf(wanda));
    expect('why' in command && (await house.kept.texts([command.why!.hash])).size).toBe(0);
  });
  test('are at most twenty of one person', async () => {
    const { house, open } = await filed();
    const part = { part: KEY, seal: '1' };
    const some: readonly Fields[] = [
      { verb: 'approve' },
      { verb: 'deny', why: 'x' },
      { verb: 'withdraw' },
      { verb: 'disown' },
      { verb: 'release', ...part },
      { verb: 'in-hand' },
      { verb: 'finish-step', step: 'look', choice: 'policy' },
      { verb: 'fail-step', step: 'look', why: 'x' },
      { verb: 'skip-step', step: 'look', why: 'x' },
      { verb: 'witness-step', step: 'look' },
      { verb: 'change', was: 'x', is: 'x', back: 'x' },
      { verb: 'hand-back' },
      { verb: 'return', ...part },
      { verb: 'do-task', task: 'keys', evidence: 'x' },
      { verb: 'confirm-task', task: 'keys' },
      { verb: 'reopen-task', task: 'keys', why: 'x' },
      { verb: 'review', class: 'real', found: 'x', ticket: 'x', reporting: 'none' },
      { verb: 'countersign' },
      { verb: 'finish-step', step: 'dance' },
      { verb: 'fail-step', step: 'dance', why: 'x' },
      { verb: 'skip-step', step: 'dance', why: 'x' },
    ];
    for (const fields of some) expect(await house.does(wanda, fields, open)).toMatchObject({ kind: 'refused' });
    expect((await house.facts()).filter((type) => type === 'Refused')).toHaveLength(20);
    await house.does(rico, { verb: 'disown' }, open);
    expect((await house.facts()).filter((type) => type === 'Refused')).toHaveLength(21);
  });
  test('are none where there is no activation', async () => {
    const house = new House();
    expect(await house.does(wanda, FILING)).toMatchObject({ kind: 'refused', reason: 'not-your-role', activation: null });
    const command = house.command(wanda, { verb: 'in-hand', activation: 'BG-2026-0009' }, null);
    expect(await house.turn(command, actorOf(wanda))).toMatchObject({ reason: 'activation-unknown' });
    expect(await house.turn(command, clock)).toMatchObject({ reason: 'not-your-role' });
    expect(await house.facts()).toEqual([]);
  });
  test('of the clock are none', async () => {
    const { house, open } = await filed();
    await house.turn(house.command(wanda, { verb: 'in-hand' }, open), clock);
    expect(await house.facts()).toEqual(['Requested']);
  });
});

describe('finding', () => {
  test('what is open, what has ended, what is not there', async () => {
    const { house, open } = await filed();
    expect(await house.spine.find(ID)).toMatchObject({ phase: 'requested' });
    await house.does(rita, { verb: 'withdraw' }, open);
    expect(await house.spine.find(ID)).toMatchObject({ phase: 'withdrawn' });
    expect(await house.spine.find(ActivationId.parse('BG-2026-0009'))).toBeNull();
  });
  test('an activation that has ended takes notes and refusals still', async () => {
    const { house, open } = await filed();
    await house.does(rita, { verb: 'withdraw' }, open);
    expect(await house.does(wanda, { verb: 'note', text: 'The vendor rang.' }, open)).toMatchObject({
      kind: 'happened',
      activation: { phase: 'withdrawn', last: { seq: 3 } },
    });
    expect(await house.does(aaron, { verb: 'approve' }, open)).toMatchObject({
      kind: 'refused',
      reason: 'wrong-phase',
      activation: { last: { seq: 4 } },
    });
    expect(await house.does(rita, { verb: 'withdraw' }, open)).toMatchObject({ kind: 'already' });
  });
});

describe('races', () => {
  test('of all approvers at once, through as many spines, exactly one vote is the second', async () => {
    const { house, open } = await filed();
    const voters: readonly Who[] = [aaron, { person: aaron, account: aaron.accounts[1]! }, bea, cora, dan, rita, wanda, stranger];
    const turns = await Promise.all(
      voters.map((who) => house.another().handle(house.command(who, { verb: 'approve' }, open), actorOf(who))),
    );
    expect(turns.filter(faulty)).toEqual([]);
    const facts = await house.facts();
    expect(facts.filter((type) => type === 'QuorumReached')).toHaveLength(1);
    expect(facts.filter((type) => type === 'VoteCast')).toHaveLength(2);
    expect(house.pauses.length).toBeGreaterThan(0);
    const [one, two] = (await house.records())
      .filter((record) => record.facts.some(({ type }) => type === 'VoteCast'))
      .map(({ by }) => 'person' in by && by.person);
    expect(one).not.toBe(two);
  });
  test('of two requests for one account one is filed', async () => {
    const house = new House();
    const turns = await Promise.all(
      [rita, rico, olaf].map((who) => house.another().handle(house.command(who, { ...FILING, operator: who.id }, null), actorOf(who))),
    );
    expect(turns.map((turn) => turn.kind).sort()).toEqual(['happened', 'refused', 'refused']);
    expect(await house.facts()).toEqual(['Requested']);
  });
  test('within one spine turns are taken one after the other', async () => {
    const { house, open } = await filed();
    const turns = await Promise.all(
      [aaron, bea, cora].map((who) => house.spine.handle(house.command(who, { verb: 'approve' }, open), actorOf(who))),
    );
    expect(turns.map((turn) => turn.kind)).toEqual(['happened', 'happened', 'refused']);
    expect(house.pauses).toEqual([]);
  });
  test('after a conflict it is decided anew, with the time taken anew', async () => {
    const house: House = new House((store) => ({
      ...store,
      append: async (entry): ReturnType<LedgerStore['append']> =>
        entry.expected.size === 1 && house.pauses.length === 0 ? 'conflict' : store.append(entry),
    }));
    const { open } = await filed(house);
    house.onPause = () => void (house.now = open.request.decideBy + 1);
    expect(await house.does(aaron, { verb: 'approve' }, open)).toMatchObject({ kind: 'refused', reason: 'too-late' });
  });
  test('eight conflicts in a row are the fault busy', async () => {
    const house = new House((store) => ({ ...store, append: () => Promise.resolve('conflict') }));
    expect(await house.spine.handle(house.command(rita, FILING, null), actorOf(rita))).toEqual({
      kind: 'fault',
      code: 'busy',
      doing: 'request',
      cause: '8 tries met another writer each time',
    });
    expect(house.pauses).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
  test('a record that another spine wrote between head and tail does no harm', async () => {
    const { house, open } = await filed();
    let meddled = false;
    const behind = house.another({
      ...house.kept,
      head: async () => {
        const head = await house.kept.head();
        if (!meddled) await house.does(aaron, { verb: 'approve' }, open);
        meddled = true;
        return head;
      },
    });
    expect(await behind.view()).toMatchObject({ projection: { head: { size: 1 } } });
    expect(await behind.view()).toMatchObject({ projection: { head: { size: 2 } } });
  });
  test('a long tail is read page by page', async () => {
    const house = new House();
    for (let at = 0; at < 2_100; at += 1) {
      const { roster } = house;
      await house.turn({ verb: 'adopt', read: { policy: { ...POLICY, digest: sha(String(at)) }, roster, source: String(at) } }, clock);
    }
    expect(await house.another().view()).toMatchObject({ projection: { head: { size: 2_100 } } });
  });
});

describe('the night with a store that fails', () => {
  /** A night as commands; each is made from the activation as the ledger has it. */
  const night: readonly (readonly [Who | null, Fields])[] = [
    [rita, FILING],
    [wanda, { verb: 'withdraw' }],
    [aaron, { verb: 'approve' }],
    [bea, { verb: 'approve' }],
    [carl, { verb: 'release', part: KEY, seal: '1' }],
    [ida, { verb: 'release', part: PIN, seal: '2' }],
    [rita, { verb: 'in-hand' }],
    [rita, { verb: 'hand-back' }],
  ];
  const short: typeof night = [
    [rita, FILING],
    [wanda, { verb: 'note', text: 'The vendor rang.' }],
    [rita, { verb: 'withdraw' }],
    [wanda, { verb: 'note', text: 'It is over.' }],
  ];

  /** Counts the calls of head, read, of and append; the call of that number fails, before or after it has its effect. */
  function failing(at: number, when: 'before' | 'after'): { wrap: (store: LedgerStore) => LedgerStore; failed: () => boolean } {
    let calls = 0;
    const call = async <T>(work: () => Promise<T>): Promise<T> => {
      calls += 1;
      const now = calls === at;
      if (now && when === 'before') throw new Error('the disk is gone');
      const answer = await work();
      if (now) throw new Error('the answer is lost');
      return answer;
    };
    const wrap = (store: LedgerStore): LedgerStore => ({
      ...store,
      head: () => call(() => store.head()),
      read: (from, most) => call(() => store.read(from, most)),
      of: (activation) => call(() => store.of(activation)),
      append: (entry) => call(() => store.append(entry)),
    });
    return { wrap, failed: () => calls >= at };
  }

  async function play(house: House, script: typeof night): Promise<readonly Uint8Array[]> {
    for (const [who, fields] of script) {
      const { size } = await house.kept.head();
      const about = size === 0 ? null : await house.find(ID);
      const command = house.command(who!, fields, about);
      const actor = actorOf(who!);
      const turn = await house.spine.handle(command, actor);
      if (!isFault(turn)) continue;
      expect(turn).toMatchObject({ code: 'store-down', cause: expect.stringMatching(/^the (disk is gone|answer is lost)$/u) });
      expect(faulty(await house.spine.handle(command, actor))).toBe(false);
    }
    return (await house.kept.read(1, 100)).map(({ bytes }) => bytes);
  }

  test.each([
    ['before', 'a night', night],
    ['after', 'a night', night],
    ['before', 'one that ends early', short],
    ['after', 'one that ends early', short],
  ] as const)('%s any call, in %s: the fault comes back, and the same command later has one effect', async (when, _name, script) => {
    const sound = await play(new House(), script);
    let at = 0;
    for (let more = true; more;) {
      at += 1;
      const { wrap, failed } = failing(at, when);
      expect(await play(new House(wrap), script)).toEqual(sound);
      more = failed();
    }
    expect(at).toBeGreaterThan(script.length * 2);
  });

  test('what is thrown that is no error is a fault too, and the next turn works', async () => {
    let broken = true;
    const house = new House((store) => ({ ...store, head: () => (broken ? Promise.reject(Object.create(null) as Error) : store.head()) }));
    expect(await house.spine.view()).toEqual({
      kind: 'fault',
      code: 'store-down',
      doing: 'reading the ledger',
      cause: 'something was thrown that is no error',
    });
    expect(await house.spine.find(ID)).toMatchObject({ code: 'store-down' });
    broken = false;
    expect(await house.does(rita, FILING)).toMatchObject({ kind: 'happened' });
  });
});

describe('the clock', () => {
  test('up to five seconds behind the last record it is taken as that record’s time', async () => {
    for (const behind of [3_000, 5_000]) {
      const { house, open } = await filed();
      house.now = START - behind;
      expect(await house.does(aaron, { verb: 'approve' }, open)).toMatchObject({ kind: 'happened', now: START });
      expect((await house.records()).map(({ at }) => at)).toEqual([START, START]);
    }
  });
  test('further behind it is a fault, and nothing is decided', async () => {
    for (const behind of [5_001, 6_000]) {
      const { house, open } = await filed();
      house.now = START - behind;
      expect(await house.spine.handle(house.command(aaron, { verb: 'approve' }, open), actorOf(aaron))).toEqual({
        kind: 'fault',
        code: 'clock',
        doing: 'reading the time',
        cause: `the clock is ${behind} ms behind the last record`,
      });
      expect(await house.facts()).toEqual(['Requested']);
    }
  });
});

test('without a watched clock the time is the time of the store', async () => {
  const house = new House();
  const pause = (): Promise<void> => Promise.resolve();
  const plain = new Spine({ store: house.store, pause, circumstances: (now, actor) => house.circumstances(now, actor) });
  expect(await plain.view()).toMatchObject({ now: house.now, behind: 0 });
});

describe('looking while the clock is behind', () => {
  test('goes on, at the time of the last record, and says how far behind', async () => {
    const { house } = await filed();
    for (const behind of [0, 5_000, 60 * MINUTE]) {
      house.now = START - behind;
      expect(await house.spine.view()).toMatchObject({ now: START, behind, projection: { head: { size: 1 } } });
      expect(await house.spine.find(ID)).toMatchObject({ id: ID, phase: 'requested' });
    }
    house.now = START + 1;
    expect(await house.spine.view()).toMatchObject({ now: START + 1, behind: 0 });
  });
});

describe('a ledger that disagrees with itself', () => {
  const broken = async (spine: Spine) => {
    const turn = await spine.find(ID);
    if (turn === null || !isFault(turn)) throw new Error('no fault');
    expect(turn).toMatchObject({ code: 'ledger-broken', doing: 'reading the ledger' });
    expect(await spine.handle(adopting(fileOf()), clock)).toEqual(turn);
    return turn.cause;
  };
  test('the head’s root is not that of the records', async () => {
    const { house } = await filed();
    expect(await broken(house.another({ ...house.kept, head: async () => ({ ...(await house.kept.head()), root: sha('another') }) }))).toBe(
      'the head at 1 is not the root of the records',
    );
  });
  test('the head knows of records that are not there', async () => {
    const { house } = await filed();
    expect(await broken(house.another({ ...house.kept, head: async () => ({ ...(await house.kept.head()), size: 3 }) }))).toBe(
      'the head says 3 records, record 2 is missing',
    );
  });
  test('the head went back', async () => {
    const { house } = await filed();
    let size = 1;
    const spine = house.another({ ...house.kept, head: async () => ({ ...(await house.kept.head()), size }) });
    await spine.view();
    size = 0;
    expect(await broken(spine)).toBe('the head says 0 records, 1 were read before');
  });
  test('a record is none', async () => {
    const { house } = await filed();
    const junk = [{ seq: 1, bytes: new TextEncoder().encode('junk') }];
    expect(await broken(house.another({ ...house.kept, read: () => Promise.resolve(junk) }))).toBe(
      'record 1 cannot be read: its bytes are not JSON in UTF-8',
    );
  });
  test('a record of an activation that has ended is none', async () => {
    const { house, open } = await filed();
    await house.does(rita, { verb: 'withdraw' }, open);
    const junk = [{ seq: 1, bytes: new TextEncoder().encode('junk') }];
    const spine = house.another({ ...house.kept, of: () => Promise.resolve(junk) });
    expect(await spine.find(ID)).toMatchObject({
      code: 'ledger-broken',
      cause: 'record 1 cannot be read: its bytes are not JSON in UTF-8',
    });
    expect(await spine.handle(house.command(wanda, { verb: 'note', text: 'x' }, open), actorOf(wanda))).toMatchObject({
      code: 'ledger-broken',
    });
  });
  test('once its record is on disk nothing more is asked of the store: the person is told', async () => {
    const { house, open } = await filed();
    const junk = [{ seq: 1, bytes: new TextEncoder().encode('junk') }];
    const spine = house.another({ ...house.kept, of: () => Promise.resolve(junk) });
    const command = house.command(rita, { verb: 'withdraw' }, open);
    const turn = await spine.handle(command, actorOf(rita));
    expect(turn).toMatchObject({ kind: 'happened', activation: { phase: 'withdrawn', last: { seq: 2 } } });
    expect('activation' in turn && turn.activation).toEqual(await house.find(ID));
    expect(await spine.handle(command, actorOf(rita))).toMatchObject({ code: 'ledger-broken' });
    expect(await house.turn(command, actorOf(rita))).toMatchObject({ kind: 'already', activation: { phase: 'withdrawn' } });
  });
});

describe('facts of a later release', () => {
  test('close their activation for writing, and no other', async () => {
    const { house, open } = await filed();
    await forge(house.kept, foreign(ID, [{ type: 'UseExtended', by: 60 }]));
    expect(await house.does(aaron, { verb: 'approve' }, open)).toMatchObject({ kind: 'refused', reason: 'ledger-ahead', added: [] });
    expect(await house.does(rico, { ...FILING, account: 'bg-admin-02', operator: rico.id })).toMatchObject({ kind: 'happened' });
    expect((await house.kept.head()).size).toBe(3);
  });
  test('that concern everything close everything', async () => {
    const { house, open } = await filed();
    await forge(house.kept, foreign(null, [{ type: 'LogBroken', at: 1 }]));
    expect(await house.does(aaron, { verb: 'approve' }, open)).toMatchObject({ reason: 'ledger-ahead', added: [] });
    expect(await house.does(rico, FILING)).toMatchObject({ reason: 'ledger-ahead' });
    expect(await house.turn(adopting(fileOf()), clock)).toMatchObject({ kind: 'already', added: [] });
    expect((await house.kept.head()).size).toBe(2);
  });
  test('that file an activation take its number', async () => {
    const { house } = await filed();
    await forge(house.kept, foreign('BG-2026-0007', [{ type: 'Declared' }]));
    const turn = await house.does(rico, { ...FILING, account: 'bg-admin-02', operator: rico.id });
    expect(turn.activation?.id).toBe('BG-2026-0008');
  });
});

describe('a record that could not be read back', () => {
  const bug = async (house: House): Promise<string> => {
    const turn = await house.spine.handle(house.command(rita, FILING, null), actorOf(rita));
    if (!isFault(turn)) throw new Error('no fault');
    expect(turn).toMatchObject({ code: 'bug', doing: 'writing a record' });
    expect((await house.kept.head()).size).toBe(0);
    return turn.cause;
  };
  test('is never written: its frame', async () => {
    const house = new House();
    house.policy = { ...POLICY, digest: 'no digest' as Digest };
    expect(await bug(house)).toMatch(/^it is not a record: .*policy/u);
  });
  test('is never written: one of its facts', async () => {
    const house = new House();
    const account = { ...FIRST, credentials: FIRST.credentials.map((one) => ({ ...one, id: 'Key No. 1' })) };
    house.policy = { ...POLICY, accounts: new Map([[FIRST.id, account]]) };
    expect(await bug(house)).toBe('the fact Requested has not the form that this release reads');
  });
});

test('a fault is told from anything else', () => {
  const command: Command = { verb: 'in-hand', activation: ID };
  expect(isFault(command)).toBe(false);
  expect(isFault({ kind: 'happened' })).toBe(false);
  expect(isFault({ kind: 'fault', code: 'busy' })).toBe(true);
});
