// How a use goes on and ends, over the wire: revoked in two taps, extended by two people, handed over, warned before its end.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Seat } from '../../bot/local/seat.ts';
import { MINUTE, ROOM, World } from '../world.ts';
import { approved, handedBack, inUse, openForm, press, stepAnswer, steps, tasks, told } from './acts.ts';

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

const CAUSE = 'Bob can sign in again';
const NEED = 'One policy is still on';

/** The operator's card with the forms in place of the step. */
async function course(who: Seat) {
  const hanging = who.card('operation');
  const answered = await press(world, who, [{ on: hanging, verb: 'focus', pick: { item: 'the course' } }]);
  return { ...hanging, card: answered.card ?? {} };
}

async function askForMore(who = world.rita) {
  return press(world, who, [
    { on: await course(who), verb: 'ask-extension' },
    { minutes: '30', need: NEED },
  ]);
}

describe('revoking', () => {
  test('takes two taps of the watch; room, operator, approvers and custodians read it, and the operator hands back', async () => {
    await inUse(world);
    const done = await press(world, world.wanda, [{ on: 'oversight', verb: 'revoke' }, { cause: CAUSE }]);
    expect(told(done)).toContain('no longer authorised, still signed in until seen otherwise');
    expect(told(done)).toContain(CAUSE);
    expect(world.room()).toContain('REAL · REVOKED');
    expect(world.room()).toContain(CAUSE);
    expect(told(world.rita.card('operation'))).toContain('REVOKED · SIGN OUT AND HAND BACK');
    expect(told(world.aaron.card('approval'))).toContain('Who ends the session?');
    expect(all(world.carl)).toContain('REVOKED · RELEASE NOTHING');
    expect((await world.facts()).at(-1)).toBe('Revoked');
    await handedBack(world);
    await tasks(world);
    expect(world.room()).toContain('REVIEW');
    expect(told(world.mona.card('review'))).toContain(CAUSE);
    expect(await world.verdict()).toMatchObject({ sound: true });
  });

  test('a step that was on its way when it was revoked is refused, and what was typed comes back', async () => {
    await inUse(world);
    const before = world.rita.card('operation');
    await press(world, world.mona, [{ on: await whatCanIDo(world.mona), verb: 'revoke' }, { cause: CAUSE }]);
    const late = await press(world, world.rita, [
      { on: before, verb: 'finish-step' },
      { ...stepAnswer(before.card), evidence: 'I found it' },
    ]);
    expect(told(late)).toContain('This was revoked: it is no longer authorised.');
    expect(told(late)).toContain('I found it');
    expect((await world.facts()).at(-1)).toBe('Refused');
  });

  test('before anything is out it ends the activation, and a custodian who was about to release is told', async () => {
    await approved(world);
    const custody = world.carl.card('custody');
    await press(world, world.wanda, [{ on: 'oversight', verb: 'revoke' }, { cause: CAUSE }]);
    const release = await press(world, world.carl, [{ on: custody, verb: 'release' }, { seal: 'A-1' }]);
    expect(told(release)).toContain('Nothing was released. Nothing is needed from you');
    expect(await world.facts()).not.toContain('CredentialReleased');
    expect(world.room()).toContain('Revoked');
    expect(all(world.rita)).toContain(CAUSE);
    await world.tick();
    expect((await world.facts()).filter((type) => type !== 'Refused').at(-1)).toBe('Revoked');
  });

  test('when the operator is out of reach, the requester or an approver hands back in their place', async () => {
    await inUse(world);
    await press(world, world.wanda, [{ on: 'oversight', verb: 'revoke' }, { cause: CAUSE }]);
    await press(world, world.cleo, [{ on: 'approval', verb: 'hand-back' }]);
    expect((await world.facts()).at(-1)).toBe('HandedBack');
    await press(world, world.carl, [{ on: 'custody', verb: 'return', pick: { part: 'key-1/key' } }, { seal: 'B-1' }]);
    expect((await world.facts()).at(-1)).toBe('CredentialReturned');
  });
});

describe('more time', () => {
  test('is asked for, and given by two people on their own cards', async () => {
    await inUse(world);
    expect(told(await askForMore())).toContain('0 of 2 approvals');
    expect(told(world.cleo.card('approval'))).toContain(NEED);
    await press(world, world.cleo, [{ on: 'approval', verb: 'approve-extension' }]);
    expect(world.room()).toContain('1 of 2 approvals (Cleo Approver)');
    await press(world, world.dan, [{ on: 'approval', verb: 'approve-extension' }]);
    expect(world.room()).toContain('given until');
    const facts = await world.factsOf();
    const [hand, given] = [facts.find(({ type }) => type === 'CredentialInHand'), facts.at(-1)];
    if (hand?.type !== 'CredentialInHand' || given?.type !== 'UseExtended') throw new Error('not extended');
    expect(given.end - hand.end).toBe(30 * MINUTE);
    world.pass(75 * MINUTE);
    await world.tick();
    expect(await world.facts()).not.toContain('BecameOverdue');
    world.pass(15 * MINUTE + 1);
    await world.tick();
    expect(await world.facts()).toContain('BecameOverdue');
  });

  test('the same approver twice, also with another account or at once, is one person', async () => {
    await inUse(world);
    await askForMore();
    const card = world.bea.card('approval');
    await Promise.all([world.bea.press({ on: card, verb: 'approve-extension' }), world.bea.press({ on: card, verb: 'approve-extension' })]);
    await press(world, world.beaAdmin, [{ on: card, verb: 'approve-extension' }]);
    expect((await world.facts()).filter((type) => type === 'ExtensionApproved')).toHaveLength(1);
    expect(await world.facts()).not.toContain('UseExtended');
  });

  test('three who approve in the same moment are one extension', async () => {
    await inUse(world);
    await askForMore();
    const cards = [world.bea, world.cleo, world.dan].map((who) => ({ who, on: who.card('approval') }));
    await Promise.all(cards.map(({ who, on }) => who.press({ on, verb: 'approve-extension' })));
    await world.settle();
    expect((await world.facts()).filter((type) => type === 'UseExtended')).toHaveLength(1);
  });

  test('is denied with a reason that the operator reads, lapses in silence, and can be asked for once overdue', async () => {
    await inUse(world);
    await askForMore();
    await press(world, world.cleo, [{ on: 'approval', verb: 'deny-extension' }, { whyNot: 'Bob is in' }]);
    expect(told(world.rita.card('operation'))).toContain('denied by Cleo Approver: “Bob is in”');
    await press(world, world.rita, [
      { on: await course(world.rita), verb: 'ask-extension' },
      { minutes: '30', need: 'Really' },
    ]);
    world.pass(30 * MINUTE + 1);
    const late = await press(world, world.dan, [{ on: 'approval', verb: 'approve-extension' }]);
    expect(told(late)).toContain('The time to decide on more time is over');
    await world.tick();
    expect(await world.facts()).toContain('ExtensionLapsed');
    world.pass(30 * MINUTE);
    await world.tick();
    expect(told(world.rita.card('operation'))).toContain('OVERDUE');
    await press(world, world.rita, [
      { on: await course(world.rita), verb: 'ask-extension' },
      { minutes: '30', need: 'Nearly done' },
    ]);
    await press(world, world.cleo, [{ on: 'approval', verb: 'approve-extension' }]);
    await press(world, world.dan, [{ on: 'approval', verb: 'approve-extension' }]);
    expect(told(world.rita.card('operation'))).not.toContain('OVERDUE');
    await handedBack(world);
    await tasks(world);
    expect(told(world.mona.card('review'))).toContain('60 min + 30 min authorised, OVERDUE');
  });

  test('a field left empty keeps the forms open', async () => {
    await inUse(world);
    const wrong = await press(world, world.rita, [
      { on: await course(world.rita), verb: 'ask-extension' },
      { minutes: '30', need: '' },
    ]);
    expect(told(wrong)).toContain('What is left to do: a few words are needed here');
    expect(told(wrong)).toContain('Ask the approvers');
  });
});

describe('another operator', () => {
  test('is named, accepts, is confirmed by an approver, and goes on to the end; the old one is out', async () => {
    await inUse(world);
    await press(world, world.rita, [{ on: await course(world.rita), verb: 'offer-handover' }, { to: 'E1009' }]);
    expect(told(world.hugo.card('operation'))).toContain('WILL YOU TAKE OVER?');
    await press(world, world.hugo, [{ on: 'operation', verb: 'accept-handover' }]);
    expect(told(world.cleo.card('approval'))).toContain('CONFIRM THE NEW OPERATOR');
    const before = world.rita.card('operation');
    await press(world, world.cleo, [{ on: 'approval', verb: 'confirm-handover' }]);
    expect(world.room()).toContain('is with Hugo Responder until');
    expect(all(world.carl)).toContain('Hugo Responder has bg-admin-01');
    const old = await press(world, world.rita, [{ on: before, verb: 'hand-back' }]);
    expect(told(old)).toContain('Only the operator of this activation can do this.');
    await steps(world, world.hugo);
    await handedBack(world, world.hugo);
    await tasks(world);
    expect(told(world.mona.card('review'))).toContain('Rita Requester, then Hugo Responder');
    expect(await world.verdict()).toMatchObject({ sound: true });
  });

  test('a second responder who asks for the account is led to those who have it, joins them, and is the first to be named', async () => {
    await inUse(world);
    const form = await openForm(world, { who: world.hugo });
    const held = await press(world, world.hugo, [
      { on: form, verb: 'request' },
      { otherAdmin: 'no', minutes: '60', why: 'Nobody gets in', account: 'bg-admin-01' },
    ]);
    expect(told(held)).toContain('and join the people there, or say that you can take over.');
    const looked = await press(world, world.hugo, [{ on: { ...form, card: held.card ?? {} }, verb: 'my-view' }]);
    expect(told(looked)).toContain('< Join: I will help >');
    const ready = await press(world, world.hugo, [{ on: { ...form, card: looked.card ?? {} }, verb: 'offer-takeover' }]);
    expect(told(ready)).toContain('Hugo Responder, +49 30 555 0109, can take over');
    expect(world.room()).toContain('Hugo Responder, +49 30 555 0109, can take over');
    expect(told(world.hugo.card('operation'))).toContain('bg-admin-01 is with Rita Requester until');
    const named = await course(world.rita);
    expect(JSON.stringify(named.card)).toMatch(/"id":"to"[^]*?"choices":\[\{"title":"Hugo Responder"/);
    const once = await press(world, world.hugo, [{ on: { ...form, card: looked.card ?? {} }, verb: 'offer-takeover' }]);
    expect(told(once)).toContain('This was recorded before');
    expect((await world.facts()).filter((type) => type === 'TakeoverOffered')).toHaveLength(1);
  });

  test('nobody who approved is among those who can be named', async () => {
    await inUse(world);
    const form = await course(world.rita);
    const forged = await press(world, world.rita, [{ on: form, verb: 'offer-handover' }, { to: 'E1002' }]);
    expect(told(forged)).toContain('The operator must be somebody on the roster with the role responder.');
    expect(await world.facts()).not.toContain('HandoverOffered');
  });
});

describe('before the end', () => {
  test('operator and room are warned 30 and 10 minutes before it, each once, whatever the timer does', async () => {
    await inUse(world);
    world.pass(30 * MINUTE);
    await Promise.all([world.tick(), world.tick()]);
    expect(world.room()).toContain('LESS THAN 30 MIN LEFT');
    world.pass(20 * MINUTE);
    await world.tick();
    await world.tick();
    expect(told(world.rita.card('operation'))).toContain('LESS THAN 10 MIN LEFT');
    expect((await world.facts()).filter((type) => type === 'EndWarned')).toHaveLength(2);
  });
});

/** Everything that hangs in somebody's chat, as text. */
function all(who: Seat): string {
  return who.cards().map(told).join('\n---\n');
}

/** The card that “What can I do?” on the room's card leads to. */
async function whatCanIDo(who: Seat) {
  const hanging = world.connector.shown(ROOM)[0];
  if (hanging === undefined) throw new Error('nothing hangs in the room');
  const answered = await who.press({ on: hanging, verb: 'my-view' });
  return { ...hanging, card: answered.card ?? {} };
}
