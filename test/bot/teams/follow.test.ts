import { expect, test } from '@jest/globals';
import { silentLog } from '../../../bot/log.ts';
import { type SideStore, sideStore } from '../../../bot/store/side.ts';
import type { Place } from '../../../bot/teams/edge.ts';
import { Follow } from '../../../bot/teams/follow.ts';
import { ActivationId, PersonId } from '../../../ledger/ids.ts';

const OLD = 'https://smba.trafficmanager.net/emea/';
const NEW = 'https://smba.trafficmanager.net/de/';
const at = (serviceUrl: string): Place => ({ serviceUrl, conversation: 'a:chat', kind: 'personal' });
const sender = { tenant: 'tenant', account: 'account' };
const post = { conversation: 'a:chat', activation: 'BG-2026-0001', viewer: 'E1', card: 'vote', messageId: 'm1', digest: 'd', updatedAt: 1 };

function following(side: SideStore, onePlace: boolean): Follow {
  const notary = { appended: () => undefined, idle: () => Promise.resolve() };
  return new Follow({ side, notary, clock: () => 1, log: silentLog, onePlace });
}

function counting(side: SideStore): { readonly side: SideStore; readonly moves: readonly string[] } {
  const moves: string[] = [];
  const move: SideStore['move'] = (conversation, serviceUrl) => {
    moves.push(serviceUrl);
    side.move(conversation, serviceUrl);
  };
  return { side: { ...side, move }, moves };
}

test('a chat whose service address changes takes its posts along, and a click from a known place moves nothing', () => {
  const { side, moves } = counting(sideStore(':memory:'));
  const follow = following(side, true);
  follow.met(at(OLD), sender, false);
  side.upsertPost({ ...post, serviceUrl: OLD });
  follow.met(at(NEW), sender, false);
  expect(side.postsOf(post.activation)).toEqual([{ ...post, serviceUrl: NEW }]);
  expect(side.placesOf(sender.account).map(({ serviceUrl }) => serviceUrl)).toEqual([NEW]);
  follow.met(at(NEW), sender, false);
  expect(moves).toEqual([OLD, NEW]);
});

test('a card that hangs as another message is elsewhere; one that hangs here, or nowhere, is not', () => {
  const side = sideStore(':memory:');
  const follow = following(side, true);
  const card = { activation: ActivationId.parse('BG-2026-0001'), card: 'request', viewer: PersonId.parse('E1') } as const;
  expect(follow.elsewhere('m1', card)).toBe(false);
  side.upsertPost({ ...post, card: 'request', serviceUrl: OLD });
  expect([follow.elsewhere('m1', card), follow.elsewhere('m2', card)]).toEqual([false, true]);
  side.close();
  expect(follow.elsewhere('m2', card)).toBe(false);
});

test('where the same chat may hang in several services, each keeps its own posts', () => {
  const { side, moves } = counting(sideStore(':memory:'));
  const follow = following(side, false);
  follow.met(at(OLD), sender, false);
  follow.met(at(NEW), sender, false);
  expect(moves).toEqual([]);
  expect(side.placesOf(sender.account)).toHaveLength(2);
});
