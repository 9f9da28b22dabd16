// Typed words in the own chat and in the room: help, status, timeline, note, change, drill; in the room nothing that is anybody's own.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ROOM, World, worldConfig } from '../world.ts';
import { approve, approved, ask, inUse, numberFor, openForm, press, told } from './acts.ts';

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

/** What a typed line brings into a conversation. */
async function said(seat: World['rita'], line: string, conversation = seat.chat): Promise<string> {
  const before = world.connector.shown(conversation).length;
  expect((await seat.say(line, conversation)).status).toBe(200);
  await world.settle();
  return world.connector.shown(conversation).slice(before).map(told).join('\n');
}

describe('in the own chat', () => {
  test('anything typed asks what is broken, help says what can be typed, status and timeline show what is so', async () => {
    expect(await said(world.rita, 'hilfe, nichts geht')).toContain('What is broken?');
    expect(await said(world.rita, 'help')).toContain('timeline');
    expect(await said(world.rita, 'status')).toContain('Nothing is open');
    expect(await said(world.rita, 'status?? what is open')).toContain('Nothing is open');
    expect(await said(world.rita, 'help! nobody can log in')).toContain('What is broken?');
    expect(await said(world.rita, 'timeline')).toContain('Nothing was ever asked for');
    await ask(world);
    expect(await said(world.mona, 'STATUS')).toContain('REAL · REQUESTED · BG-2026-0001');
    expect(await said(world.mona, '/timeline')).toContain('Rita Requester asked for bg-admin-01');
    expect(await said(world.mona, 'timeline bg-2026-0001')).toContain('Rita Requester asked for bg-admin-01');
    expect(await said(world.mona, 'timeline BG-2026-0999')).toContain('There is no such activation');
    expect(await said(world.mona, 'timeline ../../etc')).toContain('Nobody of that name did anything here. There is Rita Requester.');
    expect(await world.facts()).toEqual(['Requested']);
  });

  test('what was typed about it stands as the reason in the form of a request, and is recorded only with that', async () => {
    const form = await openForm(world);
    const why = /"id":"why"[^}]*"value":"([^"]*)"/.exec(JSON.stringify(form.card))?.[1];
    expect(why).toBe('nobody can log in');
    expect(await world.facts()).toEqual([]);
    const practice = await openForm(world, { kind: 'drill' });
    expect(JSON.stringify(practice.card)).not.toContain('nobody can log in');
  });

  test('with nothing open, the timeline is that of the newest activation, ended or not', async () => {
    await ask(world);
    await press(world, world.rita, [{ on: 'request', verb: 'withdraw' }]);
    expect(await said(world.mona, 'status')).toContain('Nothing is open');
    expect(await said(world.mona, 'timeline')).toContain('Rita Requester withdrew the request');
  });

  test('a note goes to what is open, and says where when that is not clear', async () => {
    expect(await said(world.wanda, 'note hello')).toContain('Nothing is open');
    await ask(world);
    expect(await said(world.wanda, 'note')).toContain('Note: a few words are needed here');
    expect(await said(world.wanda, 'note the SOC sees no sign-in yet')).toContain('Your note is in the timeline');
    await ask(world, { who: world.hugo, typed: { account: 'bg-admin-02' } });
    expect(await said(world.wanda, 'note which one?')).toContain('More than one activation is open (BG-2026-0001, BG-2026-0002)');
    expect(await said(world.wanda, 'note bg-2026-0002 this one')).toContain('Your note is in the timeline');
    expect(await said(world.wanda, 'note BG-2026-0404 nowhere')).toContain('There is no such activation');
    const noted = (await world.records()).filter(({ facts }) => facts.some(({ type }) => type === 'NoteTaken'));
    expect(noted.map(({ activation }) => activation)).toEqual(['BG-2026-0001', 'BG-2026-0002']);
    expect(await said(world.mona, 'timeline BG-2026-0002')).toContain('this one');
  });

  test('a change needs its three parts and a use, and belongs to the responders', async () => {
    await inUse(world);
    expect(await said(world.rita, 'change the policy')).toContain('change what it was -> what it is now -> how to put it back');
    expect(await said(world.rita, 'change on -> report-only -> on again')).toContain('The change is logged');
    expect(await said(world.rita, 'change off → on → off')).toContain('The change is logged');
    expect(await said(world.carl, 'change on -> off -> on')).toContain('Your role on the roster does not do this');
    expect((await world.facts()).filter((type) => type === 'ChangeLogged')).toHaveLength(2);
    expect(world.room()).toContain('changed to: on');
  });

  test('voting is never a typed command', async () => {
    await ask(world);
    const number = numberFor(world.aaron, world.rita);
    for (const line of [`approve ${number}`, `approve BG-2026-0001 ${number}`, 'deny no', '/approve', 'Approve! BG-2026-0001'])
      expect(await said(world.aaron, line)).toContain('Nothing is approved or denied by typing');
    for (const line of [number, 'withdraw'])
      expect(await said(world.aaron, line)).toContain('votes are given with its buttons and never typed');
    expect(await world.facts()).toEqual(['Requested']);
  });

  test('whoever is no responder can look at the question but has no button to ask', async () => {
    expect(await said(world.carl, 'what now')).toContain('A responder asks for the account');
    await expect(openForm(world, { who: world.carl })).rejects.toThrow('sees no button begin');
  });

  test('a bot that is installed again shows what is open for that person, in fresh cards', async () => {
    await ask(world);
    await world.restart();
    world.connector.forget();
    await world.aaron.install();
    await world.settle();
    expect(told(world.aaron.card('approval'))).toContain('YOUR APPROVAL IS NEEDED');
  });
});

describe('in the room', () => {
  test('status, timeline, note and help answer there; requests and drills are sent to the own chat', async () => {
    await ask(world);
    expect(await said(world.aaron, 'status', ROOM)).toContain('REAL · REQUESTED');
    expect(await said(world.aaron, 'timeline', ROOM)).toContain('Rita Requester asked for');
    expect(await said(world.aaron, 'help', ROOM)).toContain('timeline');
    expect(await said(world.aaron, 'note on my way to the safe', ROOM)).toContain('Your note is in the timeline');
    expect(world.connector.shown(ROOM).map(told)[0]).toContain('Aaron Approver: on my way to the safe');
    expect(await said(world.aaron, 'drill', ROOM)).toContain('Write to me in your own chat');
    expect(await said(world.aaron, 'nobody can log in', ROOM)).toContain('Write to me in your own chat');
    expect(await said(world.otto, 'status', ROOM)).toContain('You are not on the roster');
    expect(await world.facts()).toEqual(['Requested', 'NoteTaken']);
  });

  test('nobody’s numbers, phone lists or places ever appear there, whoever types what in which phase', async () => {
    await ask(world);
    const people = [world.rita, world.aaron, world.carl, world.ada, world.mona];
    const numbers = [world.aaron, world.bea, world.cleo, world.dan].map((seat) => [seat.name, numberFor(seat, world.rita)] as const);
    const lines = ['status', 'timeline', 'help', 'note here', 'change a -> b -> c', 'drill', 'approve', 'note', 'change'];
    const everybodyTypes = async () => {
      for (const seat of people) for (const line of lines) await seat.say(line, ROOM);
      await world.settle();
    };
    await everybodyTypes();
    await approve(world, world.aaron);
    await approve(world, world.bea);
    await everybodyTypes();
    await press(world, world.carl, [{ on: 'custody', verb: 'release', pick: { part: 'key-1/key' } }, { seal: 'SEAL-77' }]);
    await everybodyTypes();
    const shown = world.everShown(ROOM);
    expect(shown).not.toMatch(/safe in room|steel cabinet|red bag|grey envelope/);
    for (const [name, number] of numbers)
      expect(shown).not.toMatch(new RegExp(`${number}\\s+${name}|${name}.{0,20}\\b${number}\\b(?! \\()`));
    expect(shown).not.toContain('Say: “Glassbreak');
    expect(shown).not.toMatch(/\+49 30 555 01(?!00|99)\d\d/);
  });

  test('a shared conversation that is not the room learns nothing but how it would become it', async () => {
    const config = worldConfig((yaml) => yaml.replace('# conversation: 19:0123456789abcdef@thread.tacv2', `conversation: ${ROOM}`));
    const other = await World.open(config);
    try {
      await ask(other);
      for (const line of ['status', 'timeline', 'note here', 'help']) await other.rita.say(line, '19:another-room@thread.v2');
      await other.settle();
      const shown = other.everShown('19:another-room@thread.v2');
      expect(shown).toContain('This is not the break-glass room');
      expect(shown).not.toMatch(/BG-2026|bg-admin|Rita/);
      expect(await other.facts()).toEqual(['Requested']);
    } finally {
      await other.close();
    }
  });

  test('a button on the room’s card shows each person their own, to them alone', async () => {
    await approved(world);
    const [card] = world.connector.shown(ROOM);
    if (card === undefined) throw new Error('no card in the room');
    const mine = await world.carl.press({ on: card, verb: 'my-view' });
    expect(told(mine)).toContain('red bag');
    expect(told(mine)).toContain('< Back to the card of the room >');
    expect(told(await world.mona.press({ on: card, verb: 'my-view' }))).not.toContain('red bag');
    await world.settle();
    expect(world.everShown(ROOM)).not.toContain('red bag');
  });
});
