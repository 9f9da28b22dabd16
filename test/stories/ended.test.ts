// Requests that end before a use, and deadlines: judged to the millisecond inside the decision, whatever a timer does.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MINUTE, World } from '../world.ts';
import { approve, approved, ask, inUse, numberFor, openForm, press, released, told } from './acts.ts';

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

describe('a denial', () => {
  const DENIED = 'Bob in the network team can still sign in: ring him first';

  test('stops the request with its reason, and the room and the requester read it', async () => {
    await ask(world);
    expect(told(await press(world, world.aaron, [{ on: 'approval', verb: 'deny' }, { why: DENIED }]))).toContain(DENIED);
    expect(told(world.rita.card('request'))).toContain(DENIED);
    expect(world.room()).toContain(DENIED);
    expect(await world.facts()).toEqual(['Requested', 'Denied']);
  });

  test('can be filed over: the form shows it, two other people may approve, and the record names it', async () => {
    await ask(world);
    await press(world, world.aaron, [{ on: 'approval', verb: 'deny' }, { why: DENIED }]);
    const again = await world.rita.press({ on: 'request', verb: 'begin' });
    expect(told(again)).toContain(DENIED);
    const form = { ...world.rita.card('request'), card: again.card ?? {} };
    await press(world, world.rita, [
      { on: form, verb: 'request' },
      { otherAdmin: 'no', minutes: '60', why: 'Bob cannot sign in either' },
    ]);
    expect(told(world.cleo.card('approval'))).toContain('before, as BG-2026-0001');
    await approve(world, world.cleo);
    await approve(world, world.dan);
    const requests = (await world.factsOf()).filter(({ type }) => type === 'Requested');
    expect(requests.at(-1)).toMatchObject({ over: 'BG-2026-0001' });
    expect((await world.facts()).slice(-3)).toEqual(['VoteCast', 'VoteCast', 'QuorumReached']);
  });

  test('comes too late after the quorum, and a vote comes too late after a denial', async () => {
    await ask(world);
    const [late, denying] = [world.bea.card('approval'), world.dan.card('approval')];
    const number = numberFor(world.bea, world.rita);
    await press(world, world.aaron, [{ on: 'approval', verb: 'deny' }, { why: DENIED }]);
    expect(told(await press(world, world.bea, [{ on: late, verb: 'approve' }, { number }]))).toContain('no longer, or not yet, possible');
    expect(told(await press(world, world.dan, [{ on: denying, verb: 'deny' }, { why: 'me too' }]))).toContain(
      'no longer, or not yet, possible',
    );
    expect((await world.facts()).filter((type) => type !== 'Refused')).toEqual(['Requested', 'Denied']);
  });
});

describe('withdrawing', () => {
  test('ends the request; votes cast before never come back to life in the next one', async () => {
    await ask(world);
    await approve(world, world.aaron);
    expect(told(await press(world, world.rita, [{ on: 'request', verb: 'withdraw' }, { why: 'Bob got in' }]))).toContain('WITHDRAWN');
    await ask(world);
    expect(told(world.rita.card('request'))).toContain('0 of 2 approvals');
    await approve(world, world.bea);
    expect((await world.facts()).filter((type) => type === 'QuorumReached')).toEqual([]);
    expect(world.room()).toContain('1 of 2');
  });

  test('is possible after the approval until a part is out', async () => {
    await approved(world);
    const before = world.rita.card('request');
    await press(world, world.carl, [{ on: 'custody', verb: 'release', pick: { part: 'key-1/key' } }, { seal: 'A-1' }]);
    expect(told(await press(world, world.rita, [{ on: before, verb: 'withdraw' }]))).toContain('A part of the credential is already out');
    expect(await world.facts()).not.toContain('Withdrawn');
  });

  test('is not for others', async () => {
    await ask(world);
    const card = world.rita.card('request');
    expect(told(await press(world, world.hugo, [{ on: card, verb: 'withdraw' }]))).toContain('Only the operator');
    expect(await world.facts()).toEqual(['Requested', 'Refused']);
  });
});

describe('the deadline of the decision', () => {
  test('still counts a vote in its last millisecond', async () => {
    await ask(world);
    await approve(world, world.aaron);
    world.pass(30 * MINUTE);
    await approve(world, world.bea);
    expect(await world.facts()).toContain('QuorumReached');
  });

  test('a click one millisecond late loses although no timer ran, and the timer then writes the lapse', async () => {
    await ask(world);
    await approve(world, world.aaron);
    const number = numberFor(world.bea, world.rita);
    world.pass(30 * MINUTE + 1);
    expect(told(await press(world, world.bea, [{ on: 'approval', verb: 'approve' }, { number }]))).toContain('The time to decide is over');
    await world.tick();
    expect((await world.facts()).slice(-2)).toEqual(['Refused', 'Lapsed']);
    expect(world.room()).toContain('Lapsed');
    expect(told(world.rita.card('request'))).toMatch(/LAPSED/);
  });

  test('a timer that fires in the last millisecond ends nothing, and one that fires twice writes once', async () => {
    await ask(world);
    world.pass(30 * MINUTE);
    await world.tick();
    expect(await world.facts()).toEqual(['Requested', 'EscalationStarted']);
    world.pass(1);
    await Promise.all([world.tick(), world.tick(), world.tick()]);
    await world.tick();
    expect(await world.facts()).toEqual(['Requested', 'EscalationStarted', 'Lapsed']);
  });

  test('the same person may ask again after a lapse', async () => {
    await ask(world);
    world.pass(31 * MINUTE);
    await world.tick();
    const again = await world.rita.press({ on: 'request', verb: 'begin' });
    const form = { ...world.rita.card('request'), card: again.card ?? {} };
    await press(world, world.rita, [
      { on: form, verb: 'request' },
      { otherAdmin: 'no', minutes: '30', why: 'Still locked out' },
    ]);
    expect((await world.records()).at(-1)?.activation).toBe('BG-2026-0002');
  });
});

describe('the time to collect', () => {
  test('lapses when nothing was taken out, and a release one millisecond late is refused', async () => {
    await approved(world);
    const custody = world.carl.card('custody');
    world.pass(60 * MINUTE + 1);
    const release = await press(world, world.carl, [{ on: custody, verb: 'release' }, { seal: 'A-1' }]);
    expect(told(release)).toContain('The time to collect the credential is over');
    await world.tick();
    expect((await world.factsOf()).at(-1)).toMatchObject({ type: 'Lapsed', deadline: 'collection' });
  });

  test('with a part out it ends in a hand-back, so that the part comes back and tasks are owed', async () => {
    await approved(world);
    await press(world, world.carl, [{ on: 'custody', verb: 'release', pick: { part: 'key-1/key' } }, { seal: 'A-1' }]);
    world.pass(60 * MINUTE + 1);
    await world.tick();
    expect((await world.facts()).at(-1)).toBe('HandedBack');
    await press(world, world.carl, [{ on: 'custody', verb: 'return', pick: { part: 'key-1/key' } }, { seal: 'B-1' }]);
    expect((await world.facts()).at(-1)).toBe('CredentialReturned');
  });
});

describe('the end of the use', () => {
  test('one millisecond after it the use is overdue, loud and once; nothing is taken away, and it can still be handed back', async () => {
    await inUse(world);
    world.pass(60 * MINUTE);
    await world.tick();
    expect(await world.facts()).not.toContain('BecameOverdue');
    world.pass(1);
    await world.tick();
    await world.tick();
    expect((await world.facts()).filter((type) => type === 'BecameOverdue')).toHaveLength(1);
    expect(world.room()).toMatch(/OVERDUE/);
    expect(told(world.rita.card('operation'))).toMatch(/OVERDUE/);
    await press(world, world.rita, [{ on: 'operation', verb: 'hand-back' }]);
    expect((await world.facts()).at(-1)).toBe('HandedBack');
  });

  test('never lies after the absolute end, however late the credential is in hand', async () => {
    await approved(world);
    await released(world);
    world.pass(60 * MINUTE);
    await press(world, world.rita, [{ on: 'operation', verb: 'in-hand' }]);
    const [quorum, hand] = (await world.factsOf()).filter(({ type }) => type === 'QuorumReached' || type === 'CredentialInHand');
    if (quorum?.type !== 'QuorumReached' || hand?.type !== 'CredentialInHand') throw new Error('not in use');
    expect(hand.end).toBeLessThanOrEqual(quorum.absoluteEnd);
  });
});

describe('a drill in the way', () => {
  test('ends by itself when the account is needed for real', async () => {
    await ask(world, { kind: 'drill', who: world.hugo });
    const filed = await ask(world, { typed: { account: 'bg-admin-01' } });
    expect(told(filed)).toContain('REAL · WAITING FOR APPROVAL');
    await world.tick();
    expect((await world.factsOf()).at(-1)).toMatchObject({ type: 'DrillSuperseded', by: 'BG-2026-0002' });
    expect(world.hugo.cards().map(told).join('\n')).toContain('needed for real');
    await world.tick();
    expect((await world.facts()).filter((type) => type === 'DrillSuperseded')).toHaveLength(1);
  });

  test('in use it is handed back, so that its parts are accounted for', async () => {
    await inUse(world, { kind: 'drill', who: world.hugo });
    await ask(world, { typed: { account: 'bg-admin-01' } });
    await world.tick();
    expect((await world.facts()).at(-1)).toBe('HandedBack');
  });

  test('a drill never stands on a real one', async () => {
    await ask(world);
    const form = await openForm(world, { kind: 'drill', who: world.hugo });
    const refused = await press(world, world.hugo, [
      { on: form, verb: 'request' },
      { otherAdmin: 'yes', minutes: '60', why: 'The quarterly drill', account: 'bg-admin-01' },
    ]);
    expect(told(refused)).toContain('BG-2026-0001 already holds bg-admin-01, asked for by Rita Requester.');
    expect(told(refused)).toContain('The quarterly drill');
  });
});
