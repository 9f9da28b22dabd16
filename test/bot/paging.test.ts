// Pages against a real server: what goes out, how it is signed, and what each way to fail is called.
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { logTo } from '../../bot/log.ts';
import { deliver, openPager, pageOf, signatureOf } from '../../bot/paging.ts';
import type { Turn } from '../../dialogs/handle.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import type { FactOf } from '../../ledger/fact.ts';
import { NO_TENANT } from '../../ledger/tenant.ts';
import { at, clock, FILED, files, FILING, given, IN_USE, MINUTE, rita, START } from '../dialogs/given.ts';
import { House } from '../dialogs/spine.ts';
import { Webhook } from './webhook.ts';

jest.setTimeout(30_000);
const SECRET = 'a secret of at least thirty-two characters';
const STARTED: FactOf<'PageStarted'> = { type: 'PageStarted', key: 'BG-2026-0001/filed', reason: 'filed', attempt: 1, lease: START };
const page = pageOf(given(...FILED).night.open, STARTED, START + 7);
const never = new AbortController().signal;
let hook: Webhook;
beforeAll(async () => {
  hook = await Webhook.open();
});
beforeEach(() => {
  hook.came.length = 0;
  hook.answers = [200];
});
afterAll(() => hook.close());

describe('what goes out', () => {
  test('is the number, real or drill, why, what is wanted and since when: no name, no account, no typed text', () => {
    expect(JSON.parse(page.body)).toEqual({
      activation: 'BG-2026-0001',
      kind: 'real',
      reason: 'filed',
      wanted: 'two-approvals',
      time: '2026-11-24T02:02:00.000Z',
    });
    expect(page.body).not.toMatch(/Rita|E10|bg-admin|portal|\+49/);
  });
  test('says since when of the escalation and of the overdue use, and drill where it is one', () => {
    const escalated = given(
      ...FILED,
      at(() => START + 10 * MINUTE + 1),
      clock('escalate'),
    ).night.open;
    expect(JSON.parse(pageOf(escalated, { ...STARTED, reason: 'escalated' }, 0).body)).toMatchObject({
      wanted: 'ring-the-approvers',
      time: '2026-11-24T02:12:00.001Z',
    });
    const overdue = given(
      ...IN_USE,
      at((night) => night.in('in use').use.end + 1),
      clock('overdue'),
    ).night;
    expect(JSON.parse(pageOf(overdue.open, { ...STARTED, reason: 'overdue' }, 0).body)).toMatchObject({
      wanted: 'hand-back',
      time: new Date(overdue.now).toISOString(),
    });
    expect(JSON.parse(pageOf(given(files({ kind: 'drill' })).night.open, STARTED, 0).body)).toMatchObject({ kind: 'drill' });
  });
  test('is signed over the time of sending and the exact body, and carries the key of its page', async () => {
    expect(await deliver({ url: hook.url, secret: SECRET }, page, never)).toBe('delivered');
    const [{ method, headers, body }] = hook.came as [(typeof hook.came)[number]];
    const expected = createHmac('sha256', SECRET)
      .update(`${START + 7}.${body}`)
      .digest('hex');
    expect([method, body]).toEqual(['POST', page.body]);
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'idempotency-key': 'BG-2026-0001/filed',
      'glassbreak-timestamp': String(START + 7),
      'glassbreak-signature': `sha256=${expected}`,
    });
    expect(signatureOf(SECRET, { ...page, timestamp: START + 8 })).not.toBe(expected);
  });
});

describe('an attempt that fails has a name', () => {
  const outcome = (settings = {}) => deliver({ url: hook.url, secret: SECRET, within: 150, ...settings }, page, never);

  test.each([500, 503, 400, 404])('%i is refused', async (answer) => {
    hook.answers = [answer];
    expect(await outcome()).toBe('refused');
  });
  test('a redirect is not followed', async () => {
    hook.answers = ['redirect'];
    expect(await outcome()).toBe('redirected');
    expect(hook.came.map(({ path }) => path)).toEqual(['/pages']);
  });
  test('no answer in time is timed out; an answer whose words never end is taken', async () => {
    hook.answers = ['hang', 'hang in the body'];
    expect(await outcome()).toBe('timed-out');
    expect(await outcome()).toBe('delivered');
  });
  test('a broken line and a closed port are unreachable', async () => {
    hook.answers = ['drop'];
    expect(await outcome()).toBe('unreachable');
    expect(await outcome({ url: 'http://127.0.0.1:1/' })).toBe('unreachable');
  });
  test('broken off by the end of the product it is nothing', async () => {
    hook.answers = ['hang'];
    const closing = new AbortController();
    const sending = deliver({ url: hook.url, secret: SECRET }, page, closing.signal);
    closing.abort();
    expect(await sending).toBeNull();
  });
});

describe('the pager', () => {
  const lines: string[] = [];
  const changed: string[] = [];
  const opened = async () => {
    const seams = { append: (): void => undefined };
    const append = (store: LedgerStore): LedgerStore => ({
      ...store,
      append: async (entry) => {
        seams.append();
        return store.append(entry);
      },
    });
    const house = new House(append);
    const filed = await house.does(rita, FILING);
    const log = logTo('info', (line) => void lines.push(line));
    const pager = openPager({
      settings: { url: hook.url, secret: SECRET, within: 150 },
      policy: () => house.policy,
      spine: house.spine,
      clock: () => house.now,
      changed: (id) => void changed.push(id),
      log,
    });
    const activation = filed.activation!;
    return { house, pager, activation, seams };
  };
  const begun = async ({ house, pager, activation }: Awaited<ReturnType<typeof opened>>): Promise<Turn> => {
    const [duty] = pager.owed(activation);
    const turn = await house.turn(duty!.command, { kind: 'clock' });
    pager.acted(turn);
    await pager.idle();
    return turn;
  };
  beforeEach(() => {
    lines.length = 0;
    changed.length = 0;
  });

  test('writes the intent, sends, and writes what became of it', async () => {
    const one = await opened();
    await begun(one);
    const facts = (await one.house.records()).flatMap(({ facts: all }) => all);
    expect(facts.slice(-2)).toMatchObject([
      { type: 'PageStarted', key: 'BG-2026-0001/filed', attempt: 1 },
      { type: 'PageEnded', key: 'BG-2026-0001/filed', attempt: 1, outcome: 'delivered' },
    ]);
    expect(changed).toEqual(['BG-2026-0001']);
    expect(lines).toEqual([]);
  });
  test('says in the log what failed, without address or secret', async () => {
    hook.answers = [500];
    await begun(await opened());
    expect(lines.join('')).toMatch(/"event":"page","activation":"BG-2026-0001","reason":"filed","attempt":1,"outcome":"refused"/);
    expect(lines.join('')).not.toMatch(/127\.0\.0\.1|thirty-two/);
  });
  test('does nothing for a turn that began no page', async () => {
    const one = await opened();
    one.pager.acted({ kind: 'already', reason: null, activation: one.activation, tenant: NO_TENANT, added: [], now: 0 });
    await one.pager.idle();
    expect(hook.came).toEqual([]);
  });
  test('an outcome that cannot be written is a line in the log, and no end is claimed', async () => {
    const one = await opened();
    const [duty] = one.pager.owed(one.activation);
    const turn = await one.house.turn(duty!.command, { kind: 'clock' });
    one.seams.append = () => {
      throw new Error('disk full');
    };
    one.pager.acted(turn);
    await one.pager.idle();
    expect(lines.join('')).toMatch(/"code":"store-down","cause":"disk full"/);
    expect(changed).toEqual([]);
  });
  test('whose outcome comes after the next attempt has begun changes nothing', async () => {
    const one = await opened();
    const [first] = one.pager.owed(one.activation);
    const turn = await one.house.turn(first!.command, { kind: 'clock' });
    one.house.now += MINUTE;
    const [second] = one.pager.owed(turn.activation!);
    await one.house.turn(second!.command, { kind: 'clock' });
    one.pager.acted(turn);
    await one.pager.idle();
    expect(hook.came).toHaveLength(1);
    expect(changed).toEqual([]);
  });
});
