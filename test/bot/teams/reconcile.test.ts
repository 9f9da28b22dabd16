// Who could not be reached at the first try is tried again, by the reconciler itself: nobody waits for the next click of somebody else.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { silentLog } from '../../../bot/log.ts';
import { type SideStore, sideStore } from '../../../bot/store/side.ts';
import type { Poster } from '../../../bot/teams/edge.ts';
import { Reconciler, RETRY } from '../../../bot/teams/reconcile.ts';
import { Sayings } from '../../../bot/teams/sayings.ts';
import { Whereabouts } from '../../../bot/teams/whereabouts.ts';
import { readable } from '../../../cards/plain.ts';
import { BOUNDS } from '../../../dialogs/policy.ts';
import type { Shown } from '../../../cards/view.ts';
import { ActivationId } from '../../../ledger/ids.ts';
import { until } from '../../stories/acts.ts';
import { AARON, closeHouse, type House, openHouse, REQUEST, RITA, turn } from '../house.ts';
import { scratch } from '../store/scratch.ts';

const path = scratch();
const SERVICE = 'https://smba.trafficmanager.net/emea/';
const FIRST = ActivationId.parse('BG-2026-0001');
let house: House;
let side: SideStore;
let reconciler: Reconciler;
let nights = 0;
let now: number;
/** What Teams says to opening a chat with this account, and to a post into this conversation. */
let opens: (account: string) => boolean;
let lost: (conversation: string) => boolean;
let tried: string[];
let sayings: Sayings;
/** What edits showed, readable, by message. */
let edited: { readonly message: string; readonly text: string }[];
let sent: { readonly conversation: string; readonly summary: string }[];

beforeEach(async () => {
  nights += 1;
  house = await openHouse(path(`reconcile-${nights}`));
  side = sideStore(':memory:');
  now = 1;
  opens = () => true;
  lost = () => false;
  tried = [];
  sent = [];
  edited = [];
  sayings = new Sayings(() => now);
  const poster: Poster = {
    send: ({ conversation }, { summary }) => {
      tried.push(conversation);
      if (lost(conversation)) return Promise.resolve({ outcome: 'gone', why: 'ConversationNotFound' });
      sent.push({ conversation, summary });
      return Promise.resolve({ outcome: 'posted', message: `m${sent.length}` });
    },
    update: (_, message, { card }) => {
      edited.push({ message, text: readable(card) });
      return Promise.resolve({ outcome: 'posted', message });
    },
    openChat: (serviceUrl, account) =>
      opens(account)
        ? Promise.resolve({ outcome: 'open', place: { serviceUrl, conversation: `new:${account}`, kind: 'personal' } })
        : Promise.resolve({ outcome: 'failed', why: 'no answer' }),
  };
  const alike = { desk: house.desk, side, poster, sayings, clock: () => now, log: silentLog };
  const whereabouts = new Whereabouts({ ...alike, room: '19:room', opensChats: true });
  reconciler = new Reconciler({ ...alike, whereabouts, lookAgain: 20 });
  met(RITA.account, 'a:rita');
  await turn(house, RITA, REQUEST);
});
afterEach(async () => {
  await reconciler.close();
  await closeHouse(house);
});

function met(account: string, conversation: string): void {
  side.upsertPlace({ account, tenant: RITA.tenant, serviceUrl: SERVICE, conversation, kind: 'personal', seenAt: 1 });
}

const reached = (conversation: string) => sent.filter((post) => post.conversation === conversation).length;

describe('an approver whom nobody has met', () => {
  test('and whose chat Teams did not open at first, gets the card as soon as it does, once', async () => {
    opens = (account) => account !== AARON.account;
    reconciler.changed(FIRST);
    await reconciler.idle();
    expect(reached(`new:${AARON.account}`)).toBe(0);
    opens = () => true;
    now += 60_001;
    await until(() => reached(`new:${AARON.account}`) > 0);
    await reconciler.idle();
    expect(reached(`new:${AARON.account}`)).toBe(1);
  });

  test('is not looked for any more after the end', async () => {
    opens = (account) => account !== AARON.account;
    reconciler.changed(FIRST);
    await reconciler.idle();
    await turn(house, RITA, { verb: 'withdraw', activation: FIRST });
    reconciler.changed(FIRST);
    await reconciler.idle();
    opens = () => true;
    now += 60_001;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(reached(`new:${AARON.account}`)).toBe(0);
  });
});

test('somebody whose chat is gone gets the card in a new one at once', async () => {
  met(AARON.account, 'a:old');
  lost = (conversation) => conversation === 'a:old';
  reconciler.changed(FIRST);
  await until(() => reached(`new:${AARON.account}`) > 0);
  await reconciler.idle();
  expect(reached(`new:${AARON.account}`)).toBe(1);
});

test('a room that the bot is not in is asked once, not without end', async () => {
  lost = (conversation) => conversation === '19:room';
  reconciler.changed(FIRST);
  await reconciler.idle();
  expect(tried.filter((conversation) => conversation === '19:room')).toHaveLength(1);
});

test('a conversation that fails is tried for at least half an hour, the usual time that a request waits', () => {
  let whole = 0;
  for (let tries = 1; tries < RETRY.tries; tries += 1) whole += Math.min(RETRY.first * 2 ** (tries - 1), RETRY.most);
  expect(whole / 60_000).toBeGreaterThan(30);
  expect(whole / 60_000).toBeLessThan(BOUNDS.decide.max);
});

describe('what was just said above a card', () => {
  const SAID = {
    notice: { tone: 'good', text: 'The change is logged.' },
    focus: null,
    also: (shown: Shown) => ({ ...shown, summary: 'typed' }),
  } as const;
  const place = { serviceUrl: SERVICE, conversation: 'a:rita' };
  const withdrawn = async () => {
    await turn(house, RITA, { verb: 'withdraw', activation: FIRST });
    reconciler.changed(FIRST);
    await reconciler.idle();
  };

  async function hung(): Promise<string> {
    reconciler.changed(FIRST);
    await reconciler.idle();
    const post = side.postsOf(FIRST).find(({ conversation, card }) => conversation === 'a:rita' && card === 'request');
    return post?.messageId ?? '';
  }
  const shownIn = (message: string) => edited.filter((one) => one.message === message).map(({ text }) => text);

  test('stays above it when the change edits the card a moment later, with what had been typed', async () => {
    const message = await hung();
    sayings.put(place, message, SAID);
    await withdrawn();
    expect(shownIn(message)).toEqual([expect.stringContaining('The change is logged.')]);
  });

  test('is gone a minute later, and when something else was pressed in it since', async () => {
    const message = await hung();
    sayings.put(place, message, SAID);
    now += 60_001;
    await withdrawn();
    expect(shownIn(message)).toEqual([expect.not.stringContaining('The change is logged.')]);
    sayings.put(place, message, SAID);
    sayings.put(place, message, null);
    expect(sayings.of(place, message)).toBeNull();
  });
});
