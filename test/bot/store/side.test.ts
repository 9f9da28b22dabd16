import { writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from '@jest/globals';
import { sideStore, type Place, type Post } from '../../../bot/store/side.ts';
import { scratch, thrown } from './scratch.ts';

const at = scratch();
const place = (more: Partial<Place> = {}): Place => ({
  account: 'a1',
  tenant: 't',
  serviceUrl: 's',
  conversation: 'c',
  kind: 'personal',
  seenAt: 1,
  ...more,
});
const post = (more: Partial<Post> = {}): Post => ({
  serviceUrl: 's',
  conversation: 'c',
  activation: 'BG-2026-0001',
  viewer: 'room',
  card: 'status',
  messageId: 'm',
  digest: 'd',
  updatedAt: 1,
  ...more,
});

describe('places', () => {
  test('are known by account, newest first; a second sight takes the place of the first', () => {
    const side = sideStore(':memory:');
    side.upsertPlace(place());
    side.upsertPlace(place({ conversation: 'd', seenAt: 5 }));
    side.upsertPlace(place({ seenAt: 9, tenant: 'u' }));
    side.upsertPlace(place({ account: 'a2' }));
    expect(side.placesOf('a1')).toEqual([place({ seenAt: 9, tenant: 'u' }), place({ conversation: 'd', seenAt: 5 })]);
    expect(side.placesOf('nobody')).toEqual([]);
    side.close();
  });

  test('a room is one place, whoever was seen in it', () => {
    const side = sideStore(':memory:');
    side.upsertPlace(place({ conversation: 'r', kind: 'room', seenAt: 3 }));
    side.upsertPlace(place({ conversation: 'r', kind: 'room', account: 'a2', seenAt: 7 }));
    side.upsertPlace(place({ conversation: 'q', kind: 'room', seenAt: 8 }));
    side.upsertPlace(place());
    expect(side.rooms()).toEqual([
      place({ conversation: 'q', kind: 'room', seenAt: 8 }),
      place({ conversation: 'r', kind: 'room', account: 'a2', seenAt: 7 }),
    ]);
    side.close();
  });

  test('a place that is gone takes its posts along', () => {
    const side = sideStore(':memory:');
    side.upsertPlace(place());
    side.upsertPost(post());
    side.upsertPost(post({ conversation: 'd' }));
    side.deletePlace('s', 'c');
    expect(side.placesOf('a1')).toEqual([]);
    expect(side.postsOf('BG-2026-0001')).toEqual([post({ conversation: 'd' })]);
    side.close();
  });
});

describe('posts', () => {
  test('are found by activation and by message, changed in place, and taken away', () => {
    const side = sideStore(':memory:');
    side.upsertPost(post());
    side.upsertPost(post({ messageId: 'n', viewer: 'e1042', updatedAt: 2 }));
    side.upsertPost(post({ messageId: 'o', activation: 'BG-2026-0002' }));
    side.upsertPost(post({ digest: 'new', updatedAt: 3 }));
    expect(side.postsOf('BG-2026-0001')).toEqual([
      post({ messageId: 'n', viewer: 'e1042', updatedAt: 2 }),
      post({ digest: 'new', updatedAt: 3 }),
    ]);
    expect(side.postAt('s', 'c', 'o')).toEqual(post({ messageId: 'o', activation: 'BG-2026-0002' }));
    expect(side.postAt('s', 'c', 'x')).toBeUndefined();
    side.deletePost('s', 'c', 'm');
    expect(side.postAt('s', 'c', 'm')).toBeUndefined();
    side.close();
  });
});

test('the file keeps them between starts, until everything is forgotten', () => {
  const file = at('posts.sqlite');
  const first = sideStore(file);
  first.upsertPlace(place());
  first.upsertPost(post());
  first.close();
  first.close();
  const second = sideStore(file);
  expect(second.placesOf('a1')).toEqual([place()]);
  expect(second.postAt('s', 'c', 'm')).toEqual(post());
  second.clear();
  expect([second.placesOf('a1'), second.postsOf('BG-2026-0001')]).toEqual([[], []]);
  second.close();
});

test('a damaged file may be deleted, and the sentence says so', () => {
  writeFileSync(at('bad.sqlite'), 'x'.repeat(5000));
  expect(thrown(() => sideStore(at('bad.sqlite')))).toBe(
    `${at('bad.sqlite')} cannot be read: file is not a database. Nothing in it is needed: delete it, and fresh cards are sent to everybody who can be reached.`,
  );
  const other = new DatabaseSync(at('other.sqlite'));
  other.exec('CREATE TABLE photos (id INTEGER)');
  other.close();
  expect(thrown(() => sideStore(at('other.sqlite')))).toBe(`${at('other.sqlite')} is a SQLite file, but not a Glassbreak side store.`);
});
