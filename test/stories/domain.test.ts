// It turns out to be something else on the way, and several people answer the runbook at once: over the wire, with nothing lost.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readable } from '../../cards/plain.ts';
import type { Seat } from '../../bot/local/seat.ts';
import { World } from '../world.ts';
import { approve, ask, inUse, press, stepAnswer, told } from './acts.ts';

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

const SAW = 'Somebody from abroad changed that policy at 01:50';

/** The card of a seat with the forms in place of the step. */
async function course(who: Seat) {
  const hanging = who.card('operation');
  const answered = await press(world, who, [{ on: hanging, verb: 'focus', pick: { item: 'the course' } }]);
  return { ...hanging, card: answered.card ?? {} };
}

/** Somebody’s own view of the only activation, in their chat. */
async function ownView(who: Seat) {
  await who.say('status');
  await world.settle();
  const board = who.card('status');
  const answered = await press(world, who, [{ on: board, verb: 'my-view' }]);
  return { ...board, card: answered.card ?? {} };
}

const all = (who: Seat) =>
  who
    .cards()
    .map(({ card }) => readable(card))
    .join('\n');

describe('it is something else', () => {
  test('before the approval: whoever has not voted and whoever has read it, the room falls silent, and the votes stay', async () => {
    await ask(world);
    await approve(world, world.aaron);
    const before = world.bea.card('approval');
    const done = await press(world, world.rita, [
      { on: 'request', verb: 'change-domain' },
      { domain: 'suspected-attack', saw: SAW },
    ]);
    expect(told(done)).toContain(`Rita Requester changed it from “Conditional Access lock-out” to “Suspected attack”: “${SAW}”.`);
    expect(told(done)).toContain('An intruder may read along');
    for (const who of [world.bea, world.aaron])
      expect(told(who.card('approval'))).toContain('The runbook is now suspected-attack, check code');
    expect(told(world.aaron.card('vote'))).toContain('Suspected attack; changed 02:10 by Rita Requester from Conditional Access lock-out');
    expect(world.room()).not.toContain('Suspected attack');
    // a card drawn before votes for the same request
    const number = /\s(\d{2})\s+Bea Approver/.exec(told(world.rita.card('request')))?.[1];
    await press(world, world.bea, [{ on: before, verb: 'approve' }, { number }]);
    expect((await world.facts()).slice(-2)).toEqual(['VoteCast', 'QuorumReached']);
    expect(await world.verdict()).toMatchObject({ sound: true });
  });

  test('in use: the new runbook begins, what was answered stays in the timeline under its own title, and the end is no later', async () => {
    await inUse(world);
    const first = world.rita.card('operation');
    await press(world, world.rita, [{ on: first, verb: 'finish-step' }, stepAnswer(first.card)]);
    const late = world.rita.card('operation');
    await press(world, world.rita, [
      { on: await course(world.rita), verb: 'change-domain' },
      { domain: 'entra-outage', saw: '' },
    ]);
    expect(told(world.rita.card('operation'))).toContain('STEP 1');
    expect(all(world.rita)).toContain('While Entra itself is down, an emergency account cannot sign in either.');
    const answered = await press(world, world.rita, [
      { on: late, verb: 'finish-step' },
      { ...stepAnswer(late.card), evidence: 'I saw the new policy' },
    ]);
    expect(told(answered)).toContain('said at 02:10 (01:10 UTC) that it is “Core Entra outage”, so this step is of the runbook before.');
    expect(told(answered)).toContain('I saw the new policy');
    await press(world, world.rita, [{ on: { ...late, card: answered.card ?? {} }, verb: 'note' }]);
    expect((await world.facts()).slice(-2)).toEqual(['Refused', 'NoteTaken']);
    await world.restart();
    await world.rita.say('timeline');
    await world.settle();
    const lines = told(world.rita.card('timeline'));
    expect(lines).toContain('I saw the new policy');
    expect(lines).toContain('changed what is broken from “Conditional Access lock-out” to “Core Entra outage”');
    expect(lines).not.toMatch(/finished “[a-z-]+”/);
    expect(await world.verdict()).toMatchObject({ sound: true });
  });

  test('two who say different things at once: one is recorded, the other reads it and loses no word', async () => {
    await ask(world);
    const [one, two] = [world.rita.card('request'), world.bea.card('approval')];
    const both = await Promise.all([
      world.rita.press({ on: one, verb: 'change-domain' }, { domain: 'federation', saw: SAW }),
      world.bea.press({ on: two, verb: 'change-domain' }, { domain: 'suspected-attack', saw: 'an attack, I think' }),
    ]);
    await world.settle();
    expect((await world.facts()).filter((type) => type === 'DomainChanged')).toHaveLength(1);
    const lost = both.map(told).find((words) => words.includes('Somebody else has said what is broken since your card was drawn.'));
    expect(lost).toMatch(/an attack, I think|Somebody from abroad/);
  });

  test('a drill has no such button, and a message that says so all the same changes nothing', async () => {
    await inUse(world, { kind: 'drill' });
    expect(JSON.stringify(world.rita.cards())).not.toContain('change-domain');
    const hanging = world.rita.card('operation');
    const data = { card: 'operation', activation: 'BG-2026-0001', domain: 'federation', changed: 0 };
    const forged = await world.rita.invoke({ verb: 'change-domain', data }, hanging);
    expect(told(forged)).toContain('A drill stays a drill, and a real use stays real.');
    expect((await world.facts()).at(-1)).toBe('Refused');
  });
});

describe('several people at once', () => {
  /** Both look at the step that any responder may answer. */
  async function together() {
    await inUse(world);
    for (let count = 0; count < 20; count += 1) {
      const on = await ownView(world.hugo);
      if (JSON.stringify(on.card).includes('"finish-step"'))
        return { on, step: /"step":"([a-z0-9-]+)"/.exec(JSON.stringify(on.card))?.[1] ?? '' };
      const hanging = world.rita.card('operation');
      await press(world, world.rita, [{ on: hanging, verb: 'finish-step' }, stepAnswer(hanging.card)]);
    }
    throw new Error('no step of this runbook is for any responder');
  }

  test('the same step in the same moment: one answer counts, the other person reads whose, when and what, and keeps their words as a note', async () => {
    const { on, step } = await together();
    const hers = { ...world.rita.card('operation') };
    const focused = await press(world, world.rita, [{ on: hers, verb: 'focus', pick: { item: step } }]).catch(() => ({ card: hers.card }));
    const answers = await Promise.all([
      world.rita.press(
        { on: { ...hers, card: focused.card ?? {} }, verb: 'finish-step' },
        { ...stepAnswer(focused.card ?? {}), evidence: 'Rita saw it' },
      ),
      world.hugo.press({ on, verb: 'finish-step' }, { ...stepAnswer(on.card), evidence: 'Hugo saw it' }),
    ]);
    await world.settle();
    const facts = await world.factsOf();
    expect(facts.filter((fact) => fact.type === 'StepFinished' && fact.step === step)).toHaveLength(1);
    const late = answers.findIndex((one) => told(one).includes('Yours was not recorded as an answer.'));
    const [loser, winner] = late === 0 ? [world.rita, world.hugo] : [world.hugo, world.rita];
    const answered = answers[late];
    if (answered === undefined) throw new Error('nobody was told');
    expect(told(answered)).toContain(`${winner.name} finished “`);
    expect(told(answered)).toContain('02:10 (01:10 UTC)');
    const words = `${loser === world.rita ? 'Rita' : 'Hugo'} saw it`;
    expect(told(answered)).toContain(words);
    await press(world, loser, [{ on: { ...(late === 0 ? hers : on), card: answered.card ?? {} }, verb: 'note' }]);
    expect((await world.facts()).at(-1)).toBe('NoteTaken');
    expect(world.room()).toContain(words);
  });

  test('different steps in the same moment are both recorded', async () => {
    await inUse(world);
    const hers = world.rita.card('operation');
    const sign = await press(world, world.rita, [{ on: hers, verb: 'focus', pick: { item: 'sign-in' } }]);
    const his = await ownView(world.hugo);
    const answers = await Promise.all([
      world.rita.press({ on: { ...hers, card: sign.card ?? {} }, verb: 'finish-step' }, { evidence: 'Rita is in' }),
      world.hugo.press({ on: his, verb: 'finish-step' }, stepAnswer(his.card)),
    ]);
    await world.settle();
    expect((await world.facts()).slice(-2)).toEqual(['StepFinished', 'StepFinished']);
    expect(answers.map(told).join('\n')).not.toContain('not recorded');
  });
});
