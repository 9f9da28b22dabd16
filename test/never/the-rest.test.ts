// Everything else that must never happen, a sentence each, through the wire wherever the wire is what people meet.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readable } from '../../cards/plain.ts';
import { openLedger } from '../../bot/ledger-start.ts';
import { closeHouse, openHouse } from '../bot/house.ts';
import { aaron, actorOf, FILING, rita } from '../dialogs/given.ts';
import { House } from '../dialogs/spine.ts';
import { approve, ask, handedBack, inUse, nextTask, numberFor, press, told } from '../stories/acts.ts';
import { MINUTE, ROOM, World, worldKey } from '../world.ts';

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

const facts = async () => (await world.facts()).filter((type) => type !== 'Refused');

/** Everything that was ever shown to anybody, as text. */
const shown = () => world.connector.taken().map(({ card, summary }) => `${readable(card)}\n${summary}`);
const bytes = async () => Buffer.concat((await world.store.read(1, 10_000)).map((one) => one.bytes)).toString('utf8');

/** The operator's card with the forms in place of the step. */
async function course() {
  const hanging = world.rita.card('operation');
  const answered = await press(world, world.rita, [{ on: hanging, verb: 'focus', pick: { item: 'the course' } }]);
  return { ...hanging, card: answered.card ?? {} };
}

/** Somebody goes in and says so. */
async function declared(): Promise<void> {
  await world.rita.say('nobody can log in');
  await world.settle();
  const broken = world.rita.card('broken');
  const form = await world.rita.press({ on: broken, verb: 'no-quorum' });
  await press(world, world.rita, [{ on: { ...broken, card: form.card ?? {} }, verb: 'declare' }, { why: 'Nobody answers' }]);
}

describe('What must never happen', () => {
  test('a vote used for another request, or one person’s number for another person', async () => {
    await ask(world);
    const [aarons, beas] = [numberFor(world.aaron, world.rita), numberFor(world.bea, world.rita)];
    expect(aarons).not.toBe(beas);
    await press(world, world.bea, [{ on: 'approval', verb: 'approve' }, { number: aarons }]);
    await approve(world, world.aaron);
    await ask(world, { who: world.hugo, typed: { operator: 'E1009', account: 'bg-admin-02', why: 'The other one' } });
    expect(told(world.hugo.card('request'))).toContain('0 of 2 approvals');
    expect(await facts()).toEqual(['Requested', 'NumberMissed', 'VoteCast', 'Requested']);
  });

  test('an end that moves later without two people', async () => {
    await inUse(world);
    await world.rita.again();
    await press(world, world.rita, [
      { on: await course(), verb: 'ask-extension' },
      { minutes: '30', need: 'One policy is still on' },
    ]);
    const card = world.bea.card('approval');
    for (const seat of [world.bea, world.beaAdmin, world.bea]) await press(world, seat, [{ on: card, verb: 'approve-extension' }]);
    expect((await facts()).slice(-3)).toEqual(['CredentialInHand', 'ExtensionAsked', 'ExtensionApproved']);
    world.pass(60 * MINUTE + 1);
    await world.tick();
    expect(await facts()).toContain('BecameOverdue');
  });

  test('a click that did something and says it did not, or the reverse', async () => {
    await ask(world);
    const [on, number] = [world.aaron.card('approval'), numberFor(world.aaron, world.rita)];
    world.seams.append = () => {
      throw new Error('the disk is full');
    };
    const failed = told(await press(world, world.aaron, [{ on, verb: 'approve' }, { number }]));
    expect(failed).toContain('Nothing counts as approved');
    expect(await facts()).toEqual(['Requested']);
    world.seams.append = () => undefined;
    expect(told(await press(world, world.aaron, [{ on, verb: 'approve' }, { number }]))).toContain('You approved');
    expect(told(await world.aaron.again())).toContain('This was recorded before; nothing was done twice.');
    expect(await facts()).toEqual(['Requested', 'VoteCast']);
  });

  test('a fact lost after the person was told: the answer comes after the disk', async () => {
    const house = new House((store) => ({
      ...store,
      append: async (entry) => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        return store.append(entry);
      },
    }));
    const { activation, kind } = await house.does(rita, FILING);
    expect([kind, (await house.kept.head()).size]).toEqual(['happened', 1]);
    if (activation === null) throw new Error('nothing was filed');
    const vote = await house.turn(house.command(aaron, { verb: 'approve' }, activation), actorOf(aaron));
    expect([vote.kind, (await house.kept.head()).size]).toEqual(['happened', 2]);
    expect((await house.find(activation.id)).votes.size).toBe(1);
  });

  test('a secret in chat, log, ledger or export: no number but the requester’s, no place but its custodian’s, no typed word outside the cards', async () => {
    const why = 'canary-why-7f3a';
    await ask(world, { typed: { why } });
    const numbers = [world.aaron, world.bea].map((who) => `${numberFor(who, world.rita)}  ${who.name}`);
    await approve(world, world.aaron);
    await approve(world, world.bea);
    for (const conversation of [ROOM, world.hugo.chat, world.aaron.chat, world.mona.chat]) {
      const text = world.everShown(conversation);
      for (const secret of [...numbers, 'red bag', 'grey envelope'])
        expect([conversation, text.includes(secret)]).toEqual([conversation, false]);
    }
    expect(world.everShown(world.carl.chat)).toContain('red bag');
    expect(world.everShown(world.carl.chat)).not.toContain('grey envelope');
    expect(world.everShown(world.rita.chat)).not.toMatch(/red bag|grey envelope/);
    expect(world.logged.join('\n')).not.toMatch(/canary|red bag|grey envelope|"number"/);
    expect(await bytes()).not.toMatch(/canary|red bag|grey envelope|Rita|Aaron/);
  });

  test('typed text that renders as a link, mention, card markup, formula or HTML', async () => {
    const why =
      '<at>CISO</at> [Approve](https://evil.example) {{DATE(2020-01-01T00:00:00Z)}} ${x} <b>now</b> =HYPERLINK("https://evil.example")';
    await ask(world, { typed: { why } });
    await world.mona.say('timeline BG-2026-0001');
    await world.settle();
    expect(shown().join('\n')).toContain('CISO');
    for (const { card, summary } of world.connector.taken())
      expect(`${JSON.stringify(card)} ${summary}`).not.toMatch(/<at>|\]\(https:\/\/|\{\{DATE|\$\{x\}|<b>|https:\/\/evil/);
    expect(await bytes()).not.toMatch(/HYPERLINK|CISO/);
  });

  test('a use without a record: a sign-in that nothing covers opens one by itself, loudly', async () => {
    await world.signIn('Azure portal from 203.0.113.7');
    expect(await facts()).toEqual(['Declared', 'SignInSeen']);
    expect(world.room()).toContain('Somebody is in with bg-admin-01, and nobody approved it');
  });

  test('a task confirmed without evidence, or by the one who did it', async () => {
    await inUse(world);
    await handedBack(world);
    const next = nextTask(world);
    if (next === null) throw new Error('nothing is owed');
    const before = await world.facts();
    expect(told(await press(world, next.seat, [next.button, { evidence: '  ' }]))).toContain('a few words are needed here');
    expect(await world.facts()).toEqual(before);
    while ((await world.facts()).at(-1) !== 'TaskDone' || !(await ofCustodian())) {
      const owed = nextTask(world);
      if (owed === null) throw new Error('no custodian does anything');
      await press(world, owed.seat, [owed.button, { evidence: 'Two keys, both ours' }]);
    }
    const task = (await world.factsOf()).findLast(({ type }) => type === 'TaskDone');
    const data = { card: 'tasks', activation: 'BG-2026-0001', task: task?.type === 'TaskDone' ? task.task : '' };
    const confirmed = (await facts()).filter((type) => type === 'TaskConfirmed').length;
    expect(told(await world.carl.invoke({ verb: 'confirm-task', data }))).toContain('You did this yourself');
    expect((await facts()).filter((type) => type === 'TaskConfirmed')).toHaveLength(confirmed);
  });

  /** Whether the last record is of Carl, who may confirm what others did. */
  async function ofCustodian(): Promise<boolean> {
    const by = (await world.records()).at(-1)?.by;
    return by?.actor === 'person' && by.person === 'E1004';
  }

  test('a drill taken for real or the reverse, or a drill that hides a real sign-in', async () => {
    await inUse(world, { kind: 'drill' });
    for (const { card } of world.connector.taken().filter(({ card: one }) => JSON.stringify(one).includes('BG-2026-0001')))
      expect(readable(card)).toMatch(/^DRILL/);
    await world.signIn('Azure portal from Berlin');
    expect((await facts()).slice(-2)).toEqual(['Declared', 'SignInSeen']);
    expect(world.room()).toContain('REAL · IN USE · UNAPPROVED');
    const real = world.connector.taken().filter(({ card }) => readable(card).startsWith('REAL'));
    for (const { card } of real) expect(readable(card)).not.toMatch(/^DRILL/m);
  });

  test('ratified read as approved', async () => {
    await declared();
    for (const seat of [world.aaron, world.bea])
      await press(world, seat, [{ on: 'declared', verb: 'ratify' }, { why: 'I looked with her' }]);
    await world.mona.say('status');
    await world.settle();
    const opened = `${world.room()}\n${told(world.mona.cards().at(-1) ?? { card: null })}`;
    expect(opened).toContain('UNAPPROVED, RATIFIED AFTERWARDS');
    expect(opened).toContain('UNAPPROVED');
    const rest = opened.replaceAll(/UNAPPROVED|Unapproved|[Nn]obody approved|does not approve|never called approved/g, '');
    expect(/approv(ed|als?)\b/i.exec(rest)?.[0]).toBeUndefined();
    expect(await facts()).not.toContain('QuorumReached');
  });

  test('local mode opening a production ledger', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'glassbreak-never-'));
    const house = await openHouse(join(folder, 'production'), 'production');
    const before = await house.files.store.head();
    const { config, spine, files } = house;
    const opening = openLedger({ mode: 'local', config, store: files.store, key: worldKey(config, 'local') }, spine);
    await expect(opening).rejects.toThrow('This ledger was opened with mode production, and this start has mode local.');
    expect((await files.store.head()).root).toBe(before.root);
    await closeHouse(house);
    rmSync(folder, { recursive: true });
  });

  test('an alarm drowned by noise from outside', async () => {
    const elsewhere = world.seat({
      account: 'dddddddd-0000-4000-8000-000000000001',
      name: 'Noise',
      tenant: '99999999-0000-4000-8000-00000000aaaa',
    });
    await Promise.all(Array.from({ length: 200 }, () => elsewhere.say('approve approve approve')));
    for (let count = 0; count < 30; count += 1) await world.otto.say('help');
    expect(world.events('refused').length).toBeLessThanOrEqual(20);
    await world.signIn('Azure portal from 203.0.113.7');
    expect(world.room()).toContain('Somebody is in with bg-admin-01, and nobody approved it');
    expect(world.connector.shown(ROOM)).toHaveLength(1);
    expect(told(world.wanda.card('declared'))).toContain('Was it you?');
  });

  test('the product ending a session or touching a credential in the middle of a repair', async () => {
    await inUse(world);
    world.pass(60 * MINUTE + 1);
    await world.tick();
    await press(world, world.wanda, [{ on: 'oversight', verb: 'revoke' }, { cause: 'Bob can sign in again' }]);
    world.pass(24 * 60 * MINUTE);
    await world.tick();
    const after = (await facts()).slice((await facts()).indexOf('CredentialInHand') + 1);
    expect(new Set(after.filter((type) => type !== 'PageStarted' && type !== 'PageEnded'))).toEqual(new Set(['BecameOverdue', 'Revoked']));
    expect(world.room()).toContain('no longer authorised, still signed in until seen otherwise');
    await press(world, world.rita, [{ on: 'operation', verb: 'hand-back' }]);
    expect((await facts()).at(-1)).toBe('HandedBack');
  });
});
