// A live drill from its announcement to the clock that it starts again, a reminder that lets people sleep, and what wrong buttons say.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MINUTE, ROOM, World } from '../world.ts';
import { approve, ask, handedBack, press, released, REVIEW, stepAnswer, tasks, told } from './acts.ts';

const HOUR = 60 * MINUTE;
let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

const ACTION = 'Save a new description of the test group';
const ANNOUNCEMENT = { account: 'bg-admin-01', operator: 'E1001', action: ACTION, day: '2026-11-24', time: '10:00' };

async function announce(typed: Readonly<Record<string, unknown>> = {}, who = world.mona) {
  await who.say('drills');
  const card = who.cards().at(-1);
  if (card === undefined) throw new Error('no card came');
  const answered = await who.invoke({ verb: 'announce-drill', data: { card: 'drills', ...ANNOUNCEMENT, ...typed } }, card);
  await world.settle();
  return answered;
}

async function start(): Promise<string> {
  await world.rita.say('drills');
  const card = world.rita.cards().at(-1);
  if (card === undefined) throw new Error('no card came');
  const form = await world.rita.press({ on: card, verb: 'begin', pick: { announcement: 'LD-2026-0001' } });
  if (form.card === null) throw new Error('no form came');
  const filed = await press(world, world.rita, [
    { on: { ...card, card: form.card }, verb: 'request' },
    { otherAdmin: 'yes', minutes: '60', why: 'The live drill' },
  ]);
  return told(filed);
}

/** Every step that the card of this drill offers; the witness confirms. */
async function walked(): Promise<void> {
  for (let count = 0; count < 30; count += 1) {
    const hanging = world.rita.card('operation');
    if (!JSON.stringify(hanging.card).includes('"finish-step"')) return;
    await press(world, world.rita, [{ on: hanging, verb: 'finish-step' }, stepAnswer(hanging.card)]);
  }
}

describe('a live drill', () => {
  test('is announced, told to everybody concerned, filed at its time, marked LIVE, and starts the clock of its account again', async () => {
    const answered = told(await announce());
    expect(answered).toContain('Announced. Managers, watch, approvers, custodians, the operator and the room are being told.');
    expect(answered).toContain(`LD-2026-0001: Rita Requester with bg-admin-01 from 24 Nov 10:00 (09:00 UTC): “${ACTION}”`);
    for (const seat of [world.wanda, world.aaron, world.carl, world.rita])
      expect(world.everShown(seat.chat)).toContain('DRILL · LIVE · ANNOUNCED · LD-2026-0001');
    expect(world.everShown(ROOM)).toContain('Any other sign-in counts as real.');
    expect(world.everShown(world.hugo.chat)).not.toContain('LD-2026-0001');
    world.pass(Date.UTC(2026, 10, 24, 9) - world.now);
    expect(await start()).toContain('DRILL · LIVE · WAITING FOR APPROVAL');
    await approve(world, world.aaron);
    await approve(world, world.bea);
    await released(world);
    await press(world, world.rita, [{ on: 'operation', verb: 'in-hand' }]);
    await walked();
    // the seals first, then the action
    for (const witness of [world.cleo, world.dan]) {
      await press(world, witness, [{ on: 'operation', verb: 'witness-step' }]);
      await walked();
    }
    await handedBack(world);
    await tasks(world);
    await press(world, world.mona, [
      { on: 'review', verb: 'review' },
      { ...REVIEW, class: 'drill' },
    ]);
    expect((await world.facts()).slice(-3)).toEqual(['Reviewed', 'LiveDrillPassed', 'Closed']);
    const about = world.connector.taken().filter(({ card }) => JSON.stringify(card).includes('BG-2026-0001'));
    expect(about.filter(({ card }) => !told({ card }).startsWith('DRILL · LIVE'))).toEqual([]);
    await world.mona.say('drills');
    expect(told({ card: world.mona.cards().at(-1)?.card ?? null })).toContain('✓ bg-admin-01: last live drill 10:00');
    const report = async (who: World['mona']) =>
      told(await who.invoke({ verb: 'drill-report', data: { activation: 'BG-2026-0001' } }, who.cards()[0]));
    expect(await report(world.mona)).toContain('Starts the clock of the account again: yes');
    expect(await report(world.hugo)).toContain('Managers and auditors get the report of a drill once it is closed.');
    expect(told(await world.mona.invoke({ verb: 'drill-report', data: { activation: 'BG-2026-0009' } }, world.mona.cards()[0]))).toContain(
      'There is no such activation.',
    );
    expect(await world.verdict()).toMatchObject({ sound: true, unsigned: 0 });
  });

  test('announced too late, by somebody else, without a day, or twice, is answered in words and tells nobody twice', async () => {
    expect(told(await announce({ day: '2026-11-23', time: '20:00' }))).toContain('announced at least 24 hours');
    expect(told(await announce({ day: 'tomorrow' }))).toContain('Day and time: choose a day, and a time such as 10:00');
    expect(told(await announce({}, world.rita))).toContain('Your role on the roster does not do this.');
    expect(await world.facts()).toEqual([]);
    await announce();
    expect(told(await announce())).toContain('This was recorded before');
    expect(await world.facts()).toEqual(['DrillAnnounced']);
    expect(world.wanda.cards().filter(({ card }) => JSON.stringify(card).includes('LD-2026-0001'))).toHaveLength(1);
    await world.restart();
    await world.settle();
    expect(world.wanda.cards().filter(({ card }) => JSON.stringify(card).includes('LD-2026-0001'))).toHaveLength(1);
  });

  test('cannot be started before its time, nor on an announcement that is used or unknown', async () => {
    await announce();
    const card = world.rita.cards().at(-1);
    const begin = async (announcement: string) =>
      told(await world.rita.invoke({ verb: 'begin', data: { kind: 'drill', announcement } }, card));
    expect(await begin('LD-2026-0001')).toContain('A live drill can be started from the time that was announced');
    expect(await begin('LD-2026-0009')).toContain('There is no such announcement.');
    world.pass(Date.UTC(2026, 10, 24, 9) - world.now);
    await start();
    expect(await begin('LD-2026-0001')).toContain('A drill was already filed on this announcement.');
  });

  test('ends when the account is needed for real', async () => {
    await announce();
    world.pass(Date.UTC(2026, 10, 24, 9) - world.now);
    await start();
    await ask(world, { who: world.hugo, typed: { operator: 'E1009', account: 'bg-admin-01' } });
    await world.tick();
    expect(await world.facts()).toContain('DrillSuperseded');
  });
});

describe('an account whose drill is due', () => {
  test('managers and watch are reminded once, when their night is over', async () => {
    world.pass(77 * 24 * HOUR);
    await world.tick();
    expect(await world.facts()).toEqual(['DrillDue', 'DrillDue']);
    expect(world.everShown(world.mona.chat)).not.toContain('DRILL DUE');
    world.pass(5 * HOUR);
    await world.tick();
    for (const seat of [world.mona, world.wanda])
      expect(world.everShown(seat.chat)).toContain('DRILL DUE\nbg-admin-01 needs a live drill before');
    expect(world.everShown(world.rita.chat)).not.toContain('DRILL DUE');
    const before = world.mona.cards().length;
    world.pass(24 * HOUR);
    await world.tick();
    expect(world.mona.cards()).toHaveLength(before);
    expect(await world.facts()).toEqual(['DrillDue', 'DrillDue']);
  });
});

describe('readiness', () => {
  const ready = async (who: World['mona']) => {
    await who.say('readiness');
    return told({ card: who.cards().at(-1)?.card ?? null });
  };
  test('managers, auditors and watch read every line, responders the short version, others that it is not theirs', async () => {
    for (const seat of [world.mona, world.ada, world.wanda]) {
      const shown = await ready(seat);
      expect(shown).toContain('✓ The bot has met everybody in a chat.');
      expect(shown).toContain('! bg-admin-01 was never proved in a live drill; the next one is due in 90 days.');
      expect(shown).toContain('not looked at: Entra is not connected.');
      expect(shown).toContain('Verdict: Ready with warnings');
    }
    expect(await ready(world.rita)).not.toContain('met everybody');
    expect(await ready(world.aaron)).toContain('This is not shown to your role');
    await world.mona.say('readiness', ROOM);
    expect(world.room()).toContain('Write to me in your own chat');
    expect(told(await world.mona.invoke({ verb: 'readiness', data: {} }, world.mona.cards()[0]))).toContain('READINESS');
    expect(await world.facts()).toEqual([]);
  });
});
