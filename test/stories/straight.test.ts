// The straight night, told through the wire alone: from the first typed line to the signed review, real and as a drill.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { buttonsOf } from '../../bot/local/seat.ts';
import { ROOM, World } from '../world.ts';
import { ask, approve, handedBack, inUse, numberFor, press, released, REVIEW, steps, tasks, told, WHY } from './acts.ts';

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

const PLACES = /safe in room|steel cabinet|grey envelope|red bag/;

describe('the straight night', () => {
  test('goes from the request to the signed review, and the ledger tells the whole of it', async () => {
    const filed = await ask(world);
    expect(told(filed)).toContain('Two people must approve bg-admin-01 before 02:40 (01:40 UTC)');
    expect(world.rita.cards().filter(({ card }) => JSON.stringify(card).includes('BG-2026-0001'))).toHaveLength(1);
    expect(world.room()).toContain('Rita Requester asks to open bg-admin-01');
    const numbers = [world.aaron, world.bea, world.cleo].map((seat) => numberFor(seat, world.rita));
    expect(told(await approve(world, world.aaron))).toContain('You approved');
    expect(told(world.aaron.card('vote'))).toContain('You approved that Rita Requester may open bg-admin-01');
    expect(world.room()).toContain('1 of 2');
    expect(told(await approve(world, world.bea))).toContain('approved this');
    expect(told(world.rita.card('request'))).toContain('Collect bg-admin-01 before');
    await released(world);
    const inHand = await press(world, world.rita, [{ on: 'operation', verb: 'in-hand' }]);
    expect(told(inHand)).toMatch(/IN USE/);
    await steps(world);
    await handedBack(world);
    await tasks(world);
    const closed = await press(world, world.mona, [{ on: 'review', verb: 'review' }, REVIEW]);
    expect(told(closed)).toContain('REAL · CLOSED');
    expect(world.room()).toContain('✓ Closed');
    const facts = await world.facts();
    expect(facts.slice(0, 7)).toEqual([
      'Requested',
      'VoteCast',
      'VoteCast',
      'QuorumReached',
      'CredentialReleased',
      'CredentialReleased',
      'CredentialInHand',
    ]);
    expect(facts.slice(-2)).toEqual(['Reviewed', 'Closed']);
    expect(facts).toEqual(expect.arrayContaining(['StepFinished', 'HandedBack', 'CredentialReturned', 'TaskDone', 'TaskConfirmed']));
    expect(facts).not.toContain('Refused');
    expect(await world.verdict()).toMatchObject({ sound: true, unsigned: 0 });
    const inRoom = world.everShown(ROOM);
    expect(inRoom).not.toMatch(PLACES);
    for (const [at, seat] of [world.aaron, world.bea, world.cleo].entries()) {
      expect(inRoom).not.toMatch(new RegExp(`\\b${String(numbers[at])}\\s+${seat.name}`));
    }
    await pressedAgain();
  });

  /** Every button of every card that ever hung, pressed after the end: each answer says what is true now, and nothing happens. */
  async function pressedAgain(): Promise<void> {
    const before = (await world.facts()).filter((type) => type !== 'Refused');
    const owners = new Map(world.everybody.map((seat) => [seat.chat, seat]));
    const seen = new Set<string>();
    const typed = { why: 'x', seal: 'x', evidence: 'x', number: '00', was: 'x', is: 'y', back: 'z' };
    for (const hanging of world.connector.taken()) {
      const seat = owners.get(hanging.conversation) ?? world.rita;
      for (const { verb, data, inputs } of buttonsOf(hanging.card)) {
        const key = `${seat.name} ${verb} ${JSON.stringify(data)}`;
        // a note and “that was not me” are for every phase
        if (seen.has(key) || verb === 'note' || verb === 'disown') continue;
        seen.add(key);
        const answered = await seat.invoke({ verb, data: { ...data, ...inputs, ...typed } }, hanging);
        expect(answered.status).toBe(200);
        expect(told(answered)).not.toMatch(/^FAULT/m);
        expect(told(answered)).not.toBe('');
      }
    }
    expect(seen.size).toBeGreaterThan(40);
    await world.settle();
    expect((await world.facts()).filter((type) => type !== 'Refused')).toEqual(before);
    expect(await world.verdict()).toMatchObject({ sound: true });
  }

  test('every card that shows the activation follows whoever changed it', async () => {
    await ask(world);
    const cleo = world.cleo.card('approval').id;
    await approve(world, world.aaron);
    await approve(world, world.bea);
    const edited = world.cleo.cards().find(({ id }) => id === cleo);
    expect(told({ card: edited?.card ?? null })).toContain('approved this');
    expect(world.cleo.cards().filter(({ card }) => JSON.stringify(card).includes('BG-2026-0001'))).toHaveLength(1);
    expect(world.connector.shown(ROOM)).toHaveLength(1);
  });

  test('only custodians read places, and each only those of their own parts', async () => {
    await inUse(world);
    expect(world.everShown(world.carl.chat)).toContain('upper shelf, red bag');
    expect(world.everShown(world.carl.chat)).not.toContain('grey envelope');
    expect(world.everShown(world.ada.chat)).toContain('grey envelope');
    for (const seat of [world.rita, world.aaron, world.bea, world.mona, world.wanda])
      expect(world.everShown(seat.chat)).not.toMatch(PLACES);
  });

  test('only the requester reads numbers, and no typed text is in the records themselves', async () => {
    await ask(world);
    const mine = numberFor(world.aaron, world.rita);
    expect(world.everShown(world.aaron.chat)).not.toMatch(new RegExp(`\\b${mine}\\s+Aaron`));
    const stored = await world.store.read(1, 100);
    expect(stored.map(({ bytes }) => Buffer.from(bytes).toString('utf8')).join('\n')).not.toContain(WHY.slice(0, 20));
    expect(world.logged.join('\n')).not.toContain(WHY.slice(0, 20));
  });
});

describe('a dry drill', () => {
  test('walks the same way and says DRILL on every card; signed as misuse it waits for an auditor', async () => {
    await inUse(world, { kind: 'drill' });
    await handedBack(world);
    await tasks(world);
    const reviewed = await press(world, world.mona, [
      { on: 'review', verb: 'review' },
      { ...REVIEW, class: 'misuse' },
    ]);
    expect(told(reviewed)).not.toContain('CLOSED');
    expect(await world.facts()).not.toContain('Closed');
    await press(world, world.ada, [{ on: 'review', verb: 'countersign' }]);
    expect((await world.facts()).slice(-2)).toEqual(['Countersigned', 'Closed']);
    const about = world.connector.taken().filter(({ card }) => JSON.stringify(card).includes('BG-2026-0001'));
    expect(about.length).toBeGreaterThan(20);
    expect(about.filter(({ card }) => !told({ card }).startsWith('DRILL'))).toEqual([]);
    expect(about.filter(({ summary }) => !summary.startsWith('DRILL'))).toEqual([]);
  });

  test('is started by a typed word, too', async () => {
    await world.rita.say('drill');
    const form = world.rita.cards().at(-1);
    if (form === undefined) throw new Error('no form');
    const filed = await press(world, world.rita, [
      { on: form, verb: 'request' },
      { otherAdmin: 'yes', minutes: '30', why: 'The quarterly drill' },
    ]);
    expect(told(filed)).toContain('DRILL · DRY · WAITING FOR APPROVAL');
  });
});
