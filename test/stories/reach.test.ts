// Nobody answers: who was rung, who looks, the duty manager, and pages that leave the house, through a crash, errors and a hang.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Webhook } from '../bot/webhook.ts';
import { MINUTE, World, worldConfig } from '../world.ts';
import { approve, approved, ask, inUse, press, told } from './acts.ts';

const SECRET = 'a secret of at least thirty-two characters';
const PAGED = (yaml: string) => `${yaml}paging:\n  url: https://pages.example/glassbreak\n`;
let world: World;
afterEach(() => world.close());

describe('posted is not reached', () => {
  beforeEach(async () => {
    world = await World.open();
  });

  test('after five minutes the requester’s card says who was not reached, though nobody did anything', async () => {
    await ask(world);
    await press(world, world.aaron, [{ on: 'approval', verb: 'say-seen' }]);
    expect(told(world.rita.card('request'))).toMatch(/Aaron Approver \+49 30 555 0102 · looking since/);
    expect(told(world.rita.card('request'))).not.toContain('not reached');
    world.pass(5 * MINUTE + 1);
    await world.tick();
    expect(told(world.rita.card('request'))).toContain('Bea Approver +49 30 555 0103 · not reached');
    expect(world.room()).toMatch(/Not reached {2}Bea Approver, Cleo Approver, Dan Approver and Max Manager/);
    expect(await world.facts()).toEqual(['Requested', 'Seen']);
  });

  test('“rang, no answer” is one press and one fact, also pressed twice, and stands beside the number', async () => {
    await ask(world);
    const button = { on: world.rita.card('request'), verb: 'say-no-answer', pick: { person: 'E1003' } };
    await press(world, world.rita, [button]);
    expect(told(world.rita.card('request'))).toMatch(/Bea Approver \+49 30 555 0103 · rang 02:10, no answer/);
    world.pass(6 * MINUTE);
    expect(told(await press(world, world.rita, [button]))).toContain('This was recorded before');
    expect(await world.facts()).toEqual(['Requested', 'RangNoAnswer']);
  });

  test('a responder who wants to help finds whom to ring, and no number', async () => {
    await ask(world);
    await world.hugo.say('status');
    const mine = await world.hugo.press({ on: world.hugo.card('status'), verb: 'my-view' });
    expect(told(mine)).toContain('Help to reach the approvers');
    expect(told(mine)).not.toMatch(/^\s*\d{2} {3}/m);
  });

  test('after ten minutes room and requester call for the duty manager; with the quorum the call is gone', async () => {
    await ask(world);
    await press(world, world.aaron, [{ on: 'approval', verb: 'say-seen' }]);
    world.pass(10 * MINUTE + 1);
    await world.tick();
    await world.tick();
    expect(await world.facts()).toEqual(['Requested', 'Seen', 'EscalationStarted']);
    for (const card of [world.room(), told(world.rita.card('request'))]) {
      expect(card).toContain('Ring the duty manager now: +49 30 555 0100. Not reached by 02:20: Bea Approver, Cleo Approver');
    }
    expect(told(world.bea.card('approval'))).not.toContain('duty manager');
    await approve(world, world.aaron);
    await approve(world, world.bea);
    expect(world.room()).not.toContain('duty manager');
  });

  test('after the approval it is the custodians who are waited for', async () => {
    await approved(world);
    await press(world, world.carl, [{ on: 'custody', verb: 'say-seen' }]);
    expect(told(world.carl.card('custody'))).toContain('that you are looking');
    world.pass(5 * MINUTE + 1);
    await world.tick();
    expect(told(world.rita.card('request'))).toMatch(/Carl Custodian, \+49 30 555 0104 · looking since/);
    expect(told(world.rita.card('request'))).toContain('Ada Auditor, +49 30 555 0106 · not reached');
    await press(world, world.rita, [{ on: 'request', verb: 'say-no-answer', pick: { person: 'E1006' } }]);
    expect((await world.facts()).slice(-2)).toEqual(['Seen', 'RangNoAnswer']);
  });

  test('without a webhook nobody is paged, and no fact says so', async () => {
    await ask(world);
    await world.tick();
    expect(await world.facts()).toEqual(['Requested']);
  });
});

describe('paging', () => {
  let hook: Webhook;
  const open = async (more = '') => {
    hook = await Webhook.open();
    world = await World.open(worldConfig((yaml) => `${PAGED(yaml)}${more}`));
    world.paging = { url: hook.url, secret: SECRET, within: 200 };
    await world.restart();
  };
  const keys = () => hook.came.map(({ headers }) => headers['idempotency-key']);
  afterEach(() => hook.close());

  test('goes out at the filing, at the escalation, and when the use is overdue, once each', async () => {
    await open();
    await ask(world);
    await world.tick();
    await world.tick();
    expect(world.room()).toMatch(/Paging {2,}a page went out 02:10/);
    world.pass(10 * MINUTE + 1);
    await world.tick();
    await world.tick();
    expect(keys()).toEqual(['BG-2026-0001/filed', 'BG-2026-0001/escalated']);
    expect(hook.came.map(({ body }) => body).join('')).not.toMatch(/Rita|E1001|bg-admin|555/);
    expect((await world.facts()).filter((type) => type.startsWith('Page'))).toEqual([
      'PageStarted',
      'PageEnded',
      'PageStarted',
      'PageEnded',
    ]);
    expect(await world.verdict()).toMatchObject({ sound: true });
  });

  test('goes out when the use is overdue', async () => {
    await open();
    await inUse(world);
    world.pass(60 * MINUTE + 1);
    await world.tick();
    await world.tick();
    expect(keys()).toEqual(['BG-2026-0001/overdue']);
    expect(world.room()).toMatch(/Paging {2,}a page went out/);
  });

  test('leaves drills alone, unless the configuration says otherwise', async () => {
    await open();
    await ask(world, { kind: 'drill', typed: { domain: 'drill' } });
    await world.tick();
    expect(hook.came).toEqual([]);
    await world.close();
    hook.close();
    await open('  drills: true\n');
    await ask(world, { kind: 'drill', typed: { domain: 'drill' } });
    await world.tick();
    expect(hook.came.map(({ body }) => body)).toEqual([expect.stringContaining('"kind":"drill"')]);
  });

  test('errors and hangs are tried again with the same key and the same words, and the room says that it does not get through', async () => {
    await open();
    hook.answers = [500, 'hang', 'redirect', 200];
    await ask(world);
    await world.tick();
    expect(world.room()).toMatch(/Paging {2,}the page does not get through \(1 try so far\): ring/);
    for (const seconds of [16, 31, 61, 121]) {
      await world.tick();
      world.pass(seconds * 1000);
      await world.tick();
    }
    expect(keys()).toEqual(Array.from({ length: 4 }, () => 'BG-2026-0001/filed'));
    expect(new Set(hook.came.map(({ body }) => body)).size).toBe(1);
    const outcomes = (await world.factsOf()).flatMap((fact) => (fact.type === 'PageEnded' ? [fact.outcome] : []));
    expect(outcomes).toEqual(['refused', 'timed-out', 'redirected', 'delivered']);
  });

  test('a crash between start and end leaves a start that people see; after its lease it is taken up with the same key', async () => {
    await open();
    hook.answers = ['hang', 200];
    world.paging = { url: hook.url, secret: SECRET, within: 60_000 };
    await world.restart();
    await ask(world);
    await world.house.clockwork.tick();
    while (hook.came.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await world.restart();
    expect(await world.facts()).toEqual(['Requested', 'PageStarted']);
    expect(world.room()).toMatch(/Paging {2,}a page is being sent since 02:10/);
    await world.tick();
    expect(hook.came).toHaveLength(1);
    world.pass(15_001);
    await world.tick();
    expect(keys()).toEqual(['BG-2026-0001/filed', 'BG-2026-0001/filed']);
    expect((await world.factsOf()).slice(-2)).toMatchObject([
      { type: 'PageStarted', attempt: 2 },
      { type: 'PageEnded', attempt: 2, outcome: 'delivered' },
    ]);
  });
});
