// Who may vote, with what number, and what becomes of a vote that was not its voter's.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MINUTE, World } from '../world.ts';
import { approve, approved, ask, inUse, numberFor, press, told, wrong } from './acts.ts';

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

const votes = async () => (await world.facts()).filter((type) => type === 'VoteCast' || type === 'QuorumReached');

/** The vote that a card would send, with a number. */
function vote(seat: World['aaron'], number: string) {
  const { card } = seat.card('approval');
  const text = JSON.stringify(card);
  const request = /"request":"([0-9a-f]{64})"/.exec(text)?.[1];
  return { verb: 'approve', data: { card: 'approval', activation: 'BG-2026-0001', request, attempt: 0, number } };
}

describe('only two other people', () => {
  test('the requester, people without the role, and strangers get no vote with anybody’s number and a whole card', async () => {
    await ask(world);
    const card = world.aaron.card('approval');
    const stolen = vote(world.aaron, numberFor(world.aaron, world.rita));
    for (const seat of [world.rita, world.hugo, world.carl, world.mona, world.ada, world.wanda]) {
      const answered = await seat.invoke(stolen, card);
      expect(answered.status).toBe(200);
      expect(told(answered)).toContain('Your role on the roster does not do this');
    }
    expect(await votes()).toEqual([]);
  });

  test('an operator who is an approver’s colleague but filed by somebody else still cannot be outvoted by one person with two accounts', async () => {
    await ask(world);
    await world.beaAdmin.install();
    await world.settle();
    const number = numberFor(world.bea, world.rita);
    await approve(world, world.bea);
    const second = await press(world, world.beaAdmin, [{ on: 'approval', verb: 'refresh' }]).catch(() => null);
    expect(second).toBeNull();
    const answered = await world.beaAdmin.invoke(vote(world.aaron, number));
    expect(told(answered)).toContain('recorded before');
    expect(await votes()).toEqual(['VoteCast']);
  });

  test('an approver who asks for nothing but would operate has no vote', async () => {
    const everyRole = World.open(
      (await import('../world.ts')).worldConfig((yaml) =>
        yaml.replace('roles: [approver]\n    phone: +49 30 555 0102', 'roles: [approver, responder]\n    phone: +49 30 555 0102'),
      ),
    );
    const other = await everyRole;
    try {
      await ask(other, { typed: { operator: 'E1002' } });
      const card = other.aaron.card('request');
      expect(told(card)).not.toMatch(/^\s*\d\d\s+Aaron/m);
      const refused = await other.aaron.invoke({ ...vote(other.bea, '00') }, other.bea.card('approval'));
      expect(told(refused)).toContain('You would operate the account');
      expect(await other.facts()).toEqual(['Requested', 'Refused']);
    } finally {
      await other.close();
    }
  });

  test('strangers of every kind learn the phone number of the duty manager and leave no record', async () => {
    await ask(world);
    const before = (await world.records()).length;
    const stolen = vote(world.aaron, numberFor(world.aaron, world.rita));
    const guestOfOurs = world.seat({ account: 'dddddddd-0000-4000-8000-000000000042', name: 'Aaron Approver' });
    const nobody = world.seat({ account: null, name: 'Aaron Approver' });
    const halfAnId = world.seat({ account: 'aaaaaaaa-0000-4000-8000', name: 'Aaron Approver' });
    for (const seat of [world.otto, guestOfOurs, nobody, halfAnId]) {
      for (const answered of [await seat.invoke(stolen, world.aaron.card('approval')), await seat.invoke({ verb: 'status', data: {} })]) {
        expect(told(answered)).toContain('You are not on the roster of this bot');
        expect(told(answered)).toContain('+49 30 555 0100');
        expect(told(answered)).not.toMatch(/BG-2026|bg-admin|Rita|555 01(?!00)/);
      }
      expect((await seat.say('status')).status).toBe(200);
    }
    expect((await world.records()).length).toBe(before);
  });

  test('another tenant gets no answer at all, even with the object id of an approver', async () => {
    await ask(world);
    const before = (await world.records()).length;
    const elsewhere = world.seat({
      account: 'aaaaaaaa-0000-4000-8000-000000000002',
      name: 'Aaron',
      tenant: '99999999-0000-4000-8000-00000000aaaa',
    });
    const answered = await elsewhere.invoke(vote(world.aaron, '00'), world.aaron.card('approval'));
    expect(answered).toEqual({ status: 403, card: null });
    expect((await world.records()).length).toBe(before);
  });

  test('object ids are matched whatever their case, names never', async () => {
    await ask(world);
    const shouting = world.seat({ account: 'AAAAAAAA-0000-4000-8000-000000000002', name: 'Somebody Else' });
    const number = numberFor(world.aaron, world.rita);
    await shouting.invoke(vote(world.aaron, number), world.aaron.card('approval'));
    expect(await votes()).toEqual(['VoteCast']);
  });
});

describe('the number', () => {
  test('a wrong one makes a new one, and the requester’s card shows it', async () => {
    await ask(world);
    const first = numberFor(world.aaron, world.rita);
    const missed = await press(world, world.aaron, [{ on: 'approval', verb: 'approve' }, { number: wrong(first) }]);
    expect(told(missed)).toContain('That was not the number');
    expect(told(world.rita.card('request'))).toContain('1 wrong so far, this is the new number');
    expect(await world.facts()).toEqual(['Requested', 'NumberMissed']);
    await approve(world, world.aaron);
    expect(await votes()).toEqual(['VoteCast']);
  });

  test('after three wrong ones comes a pause of two minutes, to the millisecond', async () => {
    await ask(world);
    for (let count = 0; count < 3; count += 1) {
      const number = wrong(numberFor(world.aaron, world.rita));
      await press(world, world.aaron, [{ on: 'approval', verb: 'approve' }, { number }]);
    }
    const paused = world.aaron.card('approval');
    expect(told(paused)).toContain('3 wrong numbers: wait until');
    expect(told(world.rita.card('request'))).toContain('can try again at');
    const right = { ...vote(world.cleo, numberFor(world.aaron, world.rita)) };
    const third = { verb: 'approve', data: { ...right.data, attempt: 3 } };
    world.pass(2 * MINUTE - 1);
    expect(told(await world.aaron.invoke(third, paused))).toContain('Wait two minutes');
    expect(await votes()).toEqual([]);
    world.pass(1);
    await press(world, world.aaron, [{ on: paused, verb: 'refresh' }]);
    await world.aaron.invoke(third, paused);
    expect(await votes()).toEqual(['VoteCast']);
  });

  test('another approver’s number, and a number of another request, are wrong', async () => {
    await ask(world);
    const beas = numberFor(world.bea, world.rita);
    expect(beas).not.toBe(numberFor(world.aaron, world.rita));
    await press(world, world.aaron, [{ on: 'approval', verb: 'approve' }, { number: beas }]);
    expect(await world.facts()).toEqual(['Requested', 'NumberMissed']);
  });

  test('numbers in other spellings are the same number, and what is none is said to be none', async () => {
    await ask(world);
    const number = numberFor(world.aaron, world.rita);
    const none = await press(world, world.aaron, [{ on: 'approval', verb: 'approve' }, { number: 'seven' }]);
    expect(told(none)).toContain('The number: this must be the two digits that the requester reads out');
    expect(await world.facts()).toEqual(['Requested']);
    await press(world, world.aaron, [{ on: 'approval', verb: 'approve' }, { number: ` ${number} ` }]);
    expect(await votes()).toEqual(['VoteCast']);
  });
});

describe('“that was not me”', () => {
  test('before the quorum the vote is void, and somebody else must approve', async () => {
    await ask(world);
    await approve(world, world.aaron);
    const said = await press(world, world.aaron, [{ on: 'vote', verb: 'disown' }]);
    expect(told(said)).toContain('VOTE TAKEN BACK');
    expect(world.room()).toContain('0 of 2');
    expect(world.room()).toContain('That was not me');
    await approve(world, world.bea);
    expect(await world.facts()).toEqual(['Requested', 'VoteCast', 'VoteVoided', 'VoteCast']);
    await approve(world, world.cleo);
    expect((await world.facts()).at(-1)).toBe('QuorumReached');
  });

  test('afterwards everybody is alarmed and the activation goes on', async () => {
    await inUse(world);
    const said = await press(world, world.aaron, [{ on: 'vote', verb: 'disown' }]);
    expect(told(said)).toContain('ALARM · VOTE DISOWNED');
    expect((await world.facts()).at(-1)).toBe('VoteDisowned');
    for (const shown of [world.room(), told(world.rita.card('operation')), told(world.bea.card('vote'))]) {
      expect(shown).toContain('Aaron Approver said at');
      expect(shown).toContain('That was not me');
    }
    await press(world, world.aaron, [{ on: 'operation', verb: 'hand-back' }]).catch(() => null);
    await press(world, world.rita, [{ on: 'operation', verb: 'hand-back' }]);
    expect((await world.facts()).at(-1)).toBe('HandedBack');
  });

  test('cannot be said about somebody else’s vote', async () => {
    await ask(world);
    await approve(world, world.aaron);
    const card = world.aaron.card('vote');
    expect(told(await press(world, world.bea, [{ on: card, verb: 'disown' }]))).toContain('There is no vote of yours here');
    expect(world.room()).toContain('1 of 2');
  });
});

describe('races', () => {
  test('two approvers who press at the same moment are two votes and one quorum', async () => {
    await ask(world);
    const presses = [world.aaron, world.bea, world.cleo, world.dan].map((seat) => ({
      seat,
      on: seat.card('approval'),
      number: numberFor(seat, world.rita),
    }));
    const answers = await Promise.all(presses.map(({ seat, on, number }) => seat.press({ on, verb: 'approve' }, { number })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    await world.settle();
    expect(await votes()).toEqual(['VoteCast', 'VoteCast', 'QuorumReached']);
    const late = answers.filter((answered) => told(answered).includes('no longer, or not yet, possible'));
    expect(late).toHaveLength(2);
    const quorum = (await world.factsOf()).find(({ type }) => type === 'QuorumReached');
    expect(new Set(quorum?.type === 'QuorumReached' ? quorum.voters : []).size).toBe(2);
  });

  test('a denial and the last vote at the same moment: one of them happened, never both', async () => {
    await ask(world);
    await approve(world, world.aaron);
    const [denying, voting] = [world.bea.card('approval'), world.cleo.card('approval')];
    const number = numberFor(world.cleo, world.rita);
    await Promise.all([
      world.cleo.press({ on: voting, verb: 'approve' }, { number }),
      world.bea.press({ on: denying, verb: 'deny' }, { why: 'no' }),
    ]);
    const ends = (await world.facts()).filter((type) => type === 'Denied' || type === 'QuorumReached');
    expect(ends).toHaveLength(1);
  });

  test('two custodians, two operators’ clicks and two hand-backs at once have one effect each', async () => {
    await approved(world);
    const key = { on: world.carl.card('custody'), verb: 'release', pick: { part: 'key-1/key' } };
    const pin = { on: world.ada.card('custody'), verb: 'release', pick: { part: 'key-1/pin' } };
    await Promise.all([world.carl.press(key, { seal: 'A' }), world.carl.press(key, { seal: 'A' }), world.ada.press(pin, { seal: 'B' })]);
    await world.settle();
    const hand = { on: world.rita.card('operation'), verb: 'in-hand' };
    await Promise.all([world.rita.press(hand), world.rita.press(hand), world.rita.press(hand)]);
    await world.settle();
    const back = { on: world.rita.card('operation'), verb: 'hand-back' };
    await Promise.all([world.rita.press(back), world.rita.press(back)]);
    const facts = await world.facts();
    expect(facts.filter((type) => type === 'CredentialReleased')).toHaveLength(2);
    expect(facts.filter((type) => type === 'CredentialInHand')).toHaveLength(1);
    expect(facts.filter((type) => type === 'HandedBack')).toHaveLength(1);
  });

  test('two people asking for the same account at the same moment: one request, the other is told', async () => {
    const { openForm } = await import('./acts.ts');
    const [one, two] = [await openForm(world), await openForm(world, { who: world.hugo })];
    const typed = { otherAdmin: 'no', minutes: '60', why: 'locked out' };
    const answers = await Promise.all([
      world.rita.press({ on: one, verb: 'request' }, typed),
      world.hugo.press({ on: two, verb: 'request' }, typed),
    ]);
    expect((await world.facts()).filter((type) => type === 'Requested')).toHaveLength(1);
    expect(answers.filter((answered) => told(answered).includes('This one was not filed; what you typed is kept below.'))).toHaveLength(1);
  });
});
