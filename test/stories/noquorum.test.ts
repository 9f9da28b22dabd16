// Nights without quorum, through the wire: declared at once or afterwards, ratified or rejected or neither, and a sign-in that nobody told.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readable } from '../../cards/plain.ts';
import type { Seat } from '../../bot/local/seat.ts';
import { MINUTE, ROOM, World } from '../world.ts';
import { ask, approve, inUse, numberFor, openForm, press, REVIEW, steps, tasks, told } from './acts.ts';

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

const WHY = 'No approver answers, and nobody can open the portal';
type Json = Readonly<Record<string, unknown>>;

/** The form behind the button on “What is broken?”, in the message that held the question. */
async function formOf(who: Seat) {
  await who.say('nobody can log in');
  await world.settle();
  const broken = who.card('broken');
  const form = await who.press({ on: broken, verb: 'no-quorum' });
  return { ...broken, card: form.card ?? {} };
}

async function declared(who = world.rita, typed: Json = {}) {
  return press(world, who, [
    { on: await formOf(who), verb: 'declare' },
    { why: WHY, ...typed },
  ]);
}

const judge = (who: Seat, verb: 'ratify' | 'reject', why = 'I looked at it with her') =>
  press(world, who, [{ on: 'declared', verb }, { why }]);

/** What is read where the account is spoken of, without the words for its opposite, must not say that it was approved. */
function neverApproved(): void {
  for (const { card, summary, conversation } of world.connector.taken()) {
    const text = `${readable(card)}\n${summary}`;
    if (!text.includes('BG-2026-0001')) continue;
    const rest = text.replaceAll(/UNAPPROVED|Unapproved|[Nn]obody approved|nobody can approve|does not approve|never called approved/g, '');
    expect([conversation, /approv(ed|als?)\b/i.exec(rest)?.[0] ?? null]).toEqual([conversation, null]);
  }
}

describe('declared at once', () => {
  test('ratified by two, handed back, reviewed and closed: told loudly, and never called approved', async () => {
    const form = await formOf(world.rita);
    expect(told(form)).toContain('WITHOUT QUORUM · NOT YET DECLARED');
    expect(told(form)).toContain('Two approvers who took no part must ratify or reject it within 24 hours.');
    expect(await world.facts()).toEqual([]);
    const said = await press(world, world.rita, [{ on: form, verb: 'declare' }, { why: WHY }]);
    expect(told(said)).toContain('REAL · IN USE · UNAPPROVED');
    expect(told(said)).toContain('This is on record, and everybody was told');
    expect(world.room()).toContain('REAL · IN USE · UNAPPROVED');
    expect(world.room()).toContain('Rita Requester is in with bg-admin-01, and nobody approved it');
    for (const seat of [world.aaron, world.bea, world.mona, world.ada, world.wanda]) expect(told(seat.card('declared'))).toContain(WHY);
    for (const seat of [world.carl, world.ada]) expect(told(seat.card('custody'))).toContain('RELEASE NOTHING');
    expect(told(world.hugo.cards().at(-1) ?? { card: null })).not.toContain('BG-2026-0001');
    expect(told(world.aaron.card('declared'))).toContain('YOUR JUDGEMENT IS NEEDED');
    await judge(world.aaron, 'ratify');
    expect(world.room()).toContain('1 to ratify, 0 to reject so far');
    expect(told(await judge(world.bea, 'ratify'))).toContain('UNAPPROVED, RATIFIED AFTERWARDS');
    await steps(world);
    await press(world, world.rita, [{ on: 'operation', verb: 'hand-back' }]);
    await tasks(world);
    expect(told(world.mona.card('review'))).toContain('Nobody approved it. Rita Requester declared it');
    const closed = await press(world, world.mona, [{ on: 'review', verb: 'review' }, REVIEW]);
    expect(told(closed)).toContain('REAL · CLOSED · UNAPPROVED, RATIFIED AFTERWARDS');
    const facts = await world.facts();
    expect(facts.slice(0, 4)).toEqual(['Declared', 'RatificationCast', 'RatificationCast', 'Ratified']);
    expect(facts.slice(-2)).toEqual(['Reviewed', 'Closed']);
    expect(facts).not.toContain('Refused');
    expect(facts).not.toContain('QuorumReached');
    expect(world.room()).toContain('! Unapproved');
    neverApproved();
    expect(await world.verdict()).toMatchObject({ sound: true, unsigned: 0 });
  });

  test('rejected by two it goes to the review as suspected misuse, and an auditor must countersign', async () => {
    await declared();
    await judge(world.aaron, 'reject', 'I was awake and nobody rang');
    await judge(world.bea, 'reject', 'So was I');
    expect(world.room()).toContain('! Two people rejected this use. The review looks at it as suspected misuse.');
    await press(world, world.rita, [{ on: 'operation', verb: 'hand-back' }]);
    await tasks(world);
    const review = JSON.stringify(world.mona.card('review').card);
    expect(review.indexOf('"Misuse"')).toBeLessThan(review.indexOf('"A real emergency"'));
    expect(review).toContain('"value":"misuse"');
    const signed = await press(world, world.mona, [
      { on: 'review', verb: 'review' },
      { class: 'real', found: 'It was needed', ticket: 'INC-7', reporting: 'none' },
    ]);
    expect(told(signed)).toContain('Two people had rejected this use, so an auditor must countersign: Ada Auditor, +49');
    await press(world, world.ada, [{ on: 'review', verb: 'countersign' }]);
    expect((await world.facts()).slice(-3)).toEqual(['Reviewed', 'Countersigned', 'Closed']);
    neverApproved();
  });

  test('judged by nobody for 24 hours, the clock says so loudly, and only then it can be reviewed', async () => {
    await declared();
    await press(world, world.rita, [{ on: 'operation', verb: 'hand-back' }]);
    await tasks(world);
    expect(told(world.mona.card('review'))).toContain('Two people must ratify or reject it first');
    const data = { card: 'review', activation: 'BG-2026-0001', ...REVIEW };
    const early = await world.mona.invoke({ verb: 'review', data }, world.mona.card('review'));
    expect(told(early)).toContain('Two people must ratify or reject this use first');
    world.pass(24 * 60 * MINUTE + 1);
    expect(told(await judge(world.aaron, 'ratify'))).toContain('The 24 hours in which two people could ratify or reject this are over.');
    await world.tick();
    expect(world.room()).toContain('! Nobody ratified this use within 24 hours.');
    expect(world.room()).toContain('UNAPPROVED, NOT RATIFIED');
    await press(world, world.mona, [{ on: 'review', verb: 'review' }, REVIEW]);
    expect((await world.facts()).slice(-3)).toEqual(['RatificationLapsed', 'Reviewed', 'Closed']);
    neverApproved();
  });

  test('who declares cannot ratify: no button, and a forged press is refused', async () => {
    await declared(world.max, { operator: 'E1001' });
    const card = world.max.card('declared');
    expect(JSON.stringify(card.card)).not.toContain('"ratify"');
    const theirs = world.aaron.card('declared');
    const request = /"request":"([0-9a-f]{64})"/.exec(JSON.stringify(theirs.card))?.[1];
    for (const verb of ['ratify', 'reject'])
      expect(
        told(await world.max.invoke({ verb, data: { card: 'declared', activation: 'BG-2026-0001', request, why: 'I was right' } }, card)),
      ).toContain('You took part in this activation.');
    expect(await world.facts()).toEqual(['Declared', 'Refused', 'Refused']);
  });

  test('what a custodian handed out all the same is written down as just that, and comes back', async () => {
    await declared();
    expect(told(world.carl.card('custody'))).toContain('Only if it is already out');
    const out = await press(world, world.carl, [{ on: 'custody', verb: 'release', pick: { part: 'key-1/key' } }, { seal: 'A-1' }]);
    expect(told(out)).toContain('What is out is on record. This card will say when it is to be taken back.');
    await press(world, world.rita, [{ on: 'operation', verb: 'hand-back' }]);
    await press(world, world.carl, [{ on: 'custody', verb: 'return', pick: { part: 'key-1/key' } }, { seal: 'B-1' }]);
    expect(await world.facts()).toEqual(['Declared', 'ReleasedUnapproved', 'HandedBack', 'CredentialReturned']);
    neverApproved();
  });

  test('the same press delivered twice is one declaration', async () => {
    const form = await formOf(world.rita);
    await press(world, world.rita, [{ on: form, verb: 'declare' }, { why: WHY }]);
    await world.rita.again();
    expect(await world.facts()).toEqual(['Declared']);
    expect(world.connector.shown(ROOM)).toHaveLength(1);
  });
});

describe('declared afterwards', () => {
  test('by somebody without a role for it, about somebody else, with when it began', async () => {
    const said = await declared(world.wanda, { operator: 'E1001', ago: '25' });
    expect(told(said)).toContain('Wanda Watch declared it at 02:10 (01:10 UTC). Announced until 02:15');
    expect(told(said)).toMatch(/Began\s+01:45 \(00:45 UTC\)/);
    expect(world.rita.card('operation')).toBeDefined();
    expect(await world.factsOf()).toMatchObject([{ type: 'Declared', operator: 'E1001', since: world.now - 25 * MINUTE }]);
  });

  test('nonsense in the form comes back with every word kept', async () => {
    const form = await formOf(world.rita);
    const back = await press(world, world.rita, [
      { on: form, verb: 'declare' },
      { why: WHY, ago: 'an hour' },
    ]);
    expect(told(back)).toContain('How many minutes ago: this must be a number of minutes from 0 (now) to 2880 (two days).');
    expect(JSON.stringify(back.card)).toContain(WHY);
    expect(
      told(
        await press(world, world.rita, [
          { on: form, verb: 'declare' },
          { why: WHY, minutes: '61' },
        ]),
      ),
    ).toContain('This length of use is not allowed.');
    expect(await world.facts()).toEqual([]);
  });
});

describe('the way to it', () => {
  test('leads from the request form, and by a typed word that declares nothing by itself', async () => {
    const form = await openForm(world);
    expect(told(await world.rita.press({ on: form, verb: 'no-quorum' }))).toContain('NOT YET DECLARED');
    await world.wanda.say('declare');
    await world.settle();
    expect(told(world.wanda.card('declare'))).toContain('Go in although nobody can approve it in time');
    await world.rita.say('declare', ROOM);
    await world.settle();
    expect(world.everShown(ROOM)).not.toContain('NOT YET DECLARED');
    expect(await world.facts()).toEqual([]);
  });
});

describe('a request that somebody could not wait for', () => {
  test('ends by the declaration, and its votes count for nothing', async () => {
    await ask(world);
    await approve(world, world.aaron);
    const number = numberFor(world.bea, world.rita);
    const late = world.bea.card('approval');
    await declared();
    await world.tick();
    expect(world.rita.cards().map(told).join('\n')).toContain('ENDED · OPENED WITHOUT QUORUM');
    expect(told(await press(world, world.bea, [{ on: late, verb: 'approve' }, { number }]))).toContain('no longer, or not yet, possible');
    expect(await world.facts()).toEqual(['Requested', 'VoteCast', 'Declared', 'RequestOvertaken', 'Refused']);
    expect(told(world.mona.card('declared'))).toContain('the request BG-2026-0001, which ended');
  });
});

describe('a sign-in that a log has', () => {
  test('in an approved use it is a line of that use and alarms nobody', async () => {
    await inUse(world);
    world.pass(MINUTE);
    await world.signIn('Azure portal from Berlin');
    expect((await world.facts()).at(-1)).toBe('SignInSeen');
    expect(world.room()).not.toContain('UNAPPROVED');
    await world.mona.say('timeline');
    await world.settle();
    expect(world.everShown(world.mona.chat)).toContain('“Azure portal from Berlin”');
  });

  test('that nothing covers opens a use without quorum by itself, alarms everybody, and is told once', async () => {
    await world.signIn('Azure portal from 203.0.113.7');
    await world.signIn('Azure portal from 203.0.113.7');
    expect(await world.facts()).toEqual(['Declared', 'SignInSeen']);
    expect(world.room()).toContain('Somebody is in with bg-admin-01, and nobody approved it');
    for (const seat of [world.aaron, world.mona, world.ada, world.wanda, world.max]) {
      expect(told(seat.card('declared'))).toContain('Was it you?');
      expect(told(seat.card('declared'))).toContain('Azure portal from 203.0.113.7');
    }
    expect(told(await press(world, world.mona, [{ on: 'declared', verb: 'name-operator', pick: {} }, { operator: 'E1009' }]))).toContain(
      'Hugo',
    );
    expect(told(world.hugo.card('operation'))).toContain('You are in with bg-admin-01');
    await judge(world.aaron, 'reject');
    await judge(world.cleo, 'reject');
    await press(world, world.hugo, [{ on: 'operation', verb: 'hand-back' }]);
    expect((await world.facts()).slice(2)).toEqual(['OperatorNamed', 'RatificationCast', 'RatificationCast', 'Rejected', 'HandedBack']);
    neverApproved();
  });

  test('somebody says “it was me”', async () => {
    await world.signIn('Azure portal from Berlin');
    await press(world, world.aaron, [{ on: 'declared', verb: 'name-operator' }]);
    expect(world.room()).toContain('Aaron Approver is in with bg-admin-01, and nobody approved it');
    expect(JSON.stringify(world.aaron.card('declared').card)).not.toContain('"ratify"');
  });

  test('of an account that is not configured is said in the log, and a store that fails loses nothing in silence', async () => {
    await world.signIn('x', world.now, 'bg-admin-77');
    expect(world.events('sign-in-lost')).toMatchObject([{ account: 'bg-admin-77', reason: 'account-unknown' }]);
    world.seams.append = () => {
      throw new Error('the disk is full');
    };
    await expect(world.signIn('y')).rejects.toThrow('the disk is full');
    expect(world.events('sign-in-lost')).toHaveLength(2);
    expect(await world.facts()).toEqual([]);
  });
});
