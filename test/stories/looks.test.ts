// What Glassbreak sees by itself, through the wire: a claim that is contradicted, mended and seen right; one that stays a claim; not connected.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Eyes, Seen } from '../../dialogs/look.ts';
import { MINUTE, World } from '../world.ts';
import { handedBack, inUse, press, REVIEW, stepAnswer, tasks, told } from './acts.ts';

const TITLE = 'Check that two administrators can sign in by themselves';
const CLAIMED = `Claimed, not yet seen: “${TITLE}”`;

/** A port that answers what it is told to; it remembers what it was asked. */
class Entra implements Eyes {
  answer: Seen | null = null;
  readonly asked: string[] = [];
  look: Eyes['look'] = (about) => {
    this.asked.push(`${about.activation} ${about.account} ${about.look}`);
    return Promise.resolve(this.answer);
  };
}

let world: World;
let entra: Entra;
beforeEach(async () => {
  world = await World.open();
  entra = new Entra();
});
afterEach(() => world.close());

async function connected(): Promise<void> {
  world.eyes = entra;
  await world.restart();
  await inUse(world);
}

/** Everything up to the check is answered; then it hangs on the operator’s card. */
async function toCheck(): Promise<void> {
  for (let count = 0; count < 40; count += 1) {
    const hanging = world.rita.card('operation');
    if (told(hanging).includes(`\n${TITLE}\n`)) return;
    await press(world, world.rita, [{ on: hanging, verb: 'finish-step' }, stepAnswer(hanging.card)]);
  }
  throw new Error(told(world.rita.card('operation')));
}

const claim = () => press(world, world.rita, [{ on: 'operation', verb: 'finish-step' }, { evidence: 'Ada and Max are in' }]);
const card = () => told(world.rita.card('operation'));

describe('with Entra connected', () => {
  test('a claim counts for going on, is contradicted loudly, cannot be ticked, and is settled when it is seen right', async () => {
    await connected();
    await toCheck();
    expect(card()).toContain('Glassbreak looks, too:  whether two administrators signed in with accounts of their own and saved a change.');
    await claim();
    expect(card()).toContain(CLAIMED);
    expect(card()).toContain('Claims are looked at every five minutes. You can go on.');
    expect(world.room()).toContain(`not yet seen: “${TITLE}”`);
    await world.tick();
    expect([...new Set(entra.asked)]).toEqual(['BG-2026-0001 bg-admin-01 admins-work']);
    expect(card()).toContain(CLAIMED);

    entra.answer = { as: 'wrong', detail: 'Only one administrator signed in; no change was saved.' };
    world.pass(4 * MINUTE);
    await world.tick();
    expect(card()).toContain(CLAIMED);
    world.pass(MINUTE);
    await world.tick();
    await world.settle();
    expect(card()).toContain('REAL · IN USE · A CHECK IS SEEN WRONG');
    expect(card()).toContain('Only one administrator signed in; no change was saved.');
    expect(world.room()).toContain('REAL · IN USE · A CHECK IS SEEN WRONG');
    expect(world.room()).toMatch(
      /Seen wrong {2}“Check that two administrators can sign in by themselves”, looked at .*Only one administrator signed in/,
    );
    expect(card()).toContain('This cannot be ticked.  Mend it; it is looked at again every five minutes.');
    expect(card()).not.toContain('< Done >');

    entra.answer = { as: 'right', detail: 'Ada Auditor and Max Manager signed in and saved a change.' };
    world.pass(5 * MINUTE);
    await world.tick();
    expect(card()).not.toContain('SEEN WRONG');
    expect(card()).not.toContain('Claimed');
    expect(world.room()).not.toMatch(/SEEN WRONG|Claimed/);
    const seen = (await world.factsOf()).filter((fact) => fact.type === 'CheckSeen').map(({ as }) => as);
    expect(seen).toEqual(['wrong', 'right']);
    const asked = entra.asked.length;
    world.pass(10 * MINUTE);
    await world.tick();
    expect(entra.asked).toHaveLength(asked);
    expect(await world.verdict()).toMatchObject({ sound: true, unsigned: 0 });
  });

  test('“Done” on a card from before the contradiction is told what was seen', async () => {
    await connected();
    await toCheck();
    const stale = world.rita.card('operation');
    entra.answer = { as: 'wrong', detail: 'Nobody but the emergency account signed in.' };
    await world.tick();
    const said = await press(world, world.rita, [{ on: stale, verb: 'finish-step' }, { evidence: 'all in' }]);
    expect(told(said)).toContain('Glassbreak looked and saw that this is not so, so nobody can say “done”.');
    expect((await world.factsOf()).at(-1)).toMatchObject({ type: 'Refused', command: 'finish-step', reason: 'seen-wrong' });
  });

  test('left out although seen wrong, it says so in the timeline and in the review', async () => {
    await connected();
    await toCheck();
    entra.answer = { as: 'wrong', detail: 'Nobody but the emergency account signed in.' };
    await world.tick();
    await press(world, world.rita, [{ on: 'operation', verb: 'skip-step' }, { why: 'It is 05:00 and the vendor looks' }]);
    await world.rita.say('timeline');
    await world.settle();
    expect(told(world.rita.cards().at(-1)!)).toContain(`“${TITLE}” was left out ALTHOUGH IT WAS SEEN WRONG`);
    await handedBack(world);
    await tasks(world);
    expect(told(world.mona.card('review'))).toContain(`! Skipped although seen wrong: ${TITLE}`);
  });

  test('a claim that nobody saw goes on to the review; what is seen after the hand-back stands there too', async () => {
    await connected();
    await toCheck();
    await claim();
    await handedBack(world);
    await tasks(world);
    expect(told(world.mona.card('review'))).toContain(CLAIMED);
    entra.answer = { as: 'wrong', detail: 'Only one administrator signed in.' };
    world.pass(5 * MINUTE);
    await world.tick();
    const review = told(world.mona.card('review'));
    expect(review).not.toContain(CLAIMED);
    expect(review).toMatch(new RegExp(`! Seen wrong “${TITLE}”, at .*Only one administrator signed in`));
    await press(world, world.mona, [{ on: 'review', verb: 'review' }, REVIEW]);
    const asked = entra.asked.length;
    world.pass(10 * MINUTE);
    await world.tick();
    expect(entra.asked).toHaveLength(asked);
  });

  test('a look that fails changes nothing and is made again', async () => {
    await connected();
    await toCheck();
    await claim();
    const look = entra.look;
    entra.look = () => Promise.reject(new Error('403 from the other side'));
    await world.tick();
    expect(world.events('look').at(-1)).toMatchObject({
      activation: 'BG-2026-0001',
      step: 'check-admins',
      cause: 'Error: 403 from the other side',
    });
    expect(card()).toContain(CLAIMED);
    entra.look = look;
    entra.answer = { as: 'right', detail: 'Two signed in.' };
    world.pass(5 * MINUTE);
    await world.tick();
    expect(card()).not.toContain('Claimed');
  });
});

test('without a connection people answer, and the card of the check says so once', async () => {
  await inUse(world);
  await toCheck();
  expect(card().match(/Entra is not connected: {2}look yourself\./g)).toHaveLength(1);
  await claim();
  expect(card()).toContain(CLAIMED);
  // the next step is another one, and nothing is to be looked at there
  expect(card()).not.toMatch(/Entra is not connected|look yourself|looked at/);
  await world.tick();
  expect(await world.facts()).not.toContain('CheckSeen');
});
