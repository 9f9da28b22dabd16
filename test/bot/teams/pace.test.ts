import { expect, test } from '@jest/globals';
import type { Message, Place, Poster } from '../../../bot/teams/edge.ts';
import { paced } from '../../../bot/teams/pace.ts';

const GAP = 60;
const rita: Place = { serviceUrl: 'http://127.0.0.1:1', conversation: 'a:rita', kind: 'personal' };
const aaron: Place = { ...rita, conversation: 'a:aaron' };
const saying = (summary: string): Message => ({ summary, card: {} });

interface Sent {
  readonly what: string;
  readonly at: number;
}

function recorder() {
  const sent: Sent[] = [];
  const take = (what: string) => {
    sent.push({ what, at: performance.now() });
    return Promise.resolve({ outcome: 'posted' as const, message: what });
  };
  const poster: Poster = {
    send: (_place, message) => take(message.summary),
    update: (_place, id) => take(`edit ${id}`),
    openChat: () => Promise.resolve({ outcome: 'open', place: rita }),
  };
  const at = (what: string): number => sent.find((one) => one.what === what)?.at ?? NaN;
  return { poster: paced(poster, GAP), sent, at };
}

test('a card that follows an edit in the same chat is sent after the gap, in the order asked', async () => {
  const { poster, sent, at } = recorder();
  const [edit, post] = await Promise.all([poster.update(rita, 'm1', saying('')), poster.send(rita, saying('witness'))]);
  expect(edit).toEqual({ outcome: 'posted', message: 'edit m1' });
  expect(post).toEqual({ outcome: 'posted', message: 'witness' });
  expect(sent.map(({ what }) => what)).toEqual(['edit m1', 'witness']);
  // a timer may fire a millisecond early
  expect(at('witness') - at('edit m1')).toBeGreaterThanOrEqual(GAP - 2);
});

test('another chat waits for nobody, and a chat’s first message goes at once', async () => {
  const { poster, sent } = recorder();
  const first = poster.send(rita, saying('one'));
  const second = poster.send(rita, saying('two'));
  const other = poster.send(aaron, saying('for Aaron'));
  await Promise.all([first, other]);
  expect(sent.map(({ what }) => what)).toEqual(['one', 'for Aaron']);
  await second;
  expect(sent.map(({ what }) => what)).toEqual(['one', 'for Aaron', 'two']);
});

test('a chat is opened without waiting', async () => {
  const { poster } = recorder();
  void poster.send(rita, saying('one'));
  expect(await poster.openChat(rita.serviceUrl, 'x')).toEqual({ outcome: 'open', place: rita });
});
