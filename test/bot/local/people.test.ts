// The seats of local mode: who is current user, who else is known, and what stays the same between starts.
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { seats } from '../../../bot/local/people.ts';
import type { LocalPerson } from '../../../bot/local/people.ts';
import { people, tenantOf } from '../../playground/start.ts';

interface User {
  readonly id: string;
  readonly name: string;
  readonly aadObjectId: string;
  readonly givenName: string;
  readonly surname: string;
}

interface Configuration {
  readonly tenantId: string;
  readonly bot: { readonly id: string; readonly name: string };
  readonly currentUser: User;
  readonly users: readonly User[];
  readonly personalChat: { readonly id: string };
  readonly groupChat: { readonly id: string; readonly name: string };
  readonly team: { readonly channels: readonly unknown[] };
}

const configurations = (somebody: readonly LocalPerson[]): readonly Configuration[] =>
  seats(tenantOf(somebody)).map((seat) => parse(seat.configuration) as Configuration);

const person = (name: string): LocalPerson => ({ name, upn: 'x@contoso.example', account: 'aaaaaaaa-0000-4000-8000-00000000000f' });

describe('the seats of local mode', () => {
  test('each person is the current user of their own seat, with their account', () => {
    const all = configurations(people(6));
    expect(all.map(({ currentUser }) => currentUser.aadObjectId)).toEqual(people(6).map(({ account }) => account));
    expect(all[0]?.currentUser).toMatchObject({ id: '29:rita-requester', name: 'Rita Requester', givenName: 'Rita', surname: 'Requester' });
  });

  test.each([1, 4, 6, 7])('with %i people every seat knows exactly five others and never the person twice', (count) => {
    for (const { currentUser, users } of configurations(people(count))) {
      expect(new Set([currentUser, ...users].map(({ id }) => id)).size).toBe(6);
      expect(new Set([currentUser, ...users].map(({ aadObjectId }) => aadObjectId)).size).toBe(6);
    }
  });

  test('empty places are filled with guests who say that they are on no roster, the same ones each time', () => {
    const guests = (): readonly User[] => configurations(people(4)).flatMap(({ users }) => users.slice(3));
    expect(
      guests()
        .slice(0, 2)
        .map(({ name }) => name),
    ).toEqual(['Guest 1 (not on the roster)', 'Guest 2 (not on the roster)']);
    expect(guests()).toEqual(guests());
    for (const { aadObjectId } of guests()) expect(aadObjectId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test('everybody has a chat of their own and all share the room, the tenant and the bot', () => {
    const all = configurations(people(6));
    expect(new Set(all.map(({ personalChat }) => personalChat.id)).size).toBe(6);
    expect(new Set(all.map(({ groupChat, tenantId, bot }) => JSON.stringify([groupChat, tenantId, bot]))).size).toBe(1);
    expect(all[0]?.groupChat).toEqual({ id: '19:room@thread.v2', name: 'Incident room' });
    expect(all[0]?.team.channels).toHaveLength(1);
    expect(seats(tenantOf(people(2)))[1]).toMatchObject({
      user: '29:aaron-approver',
      chat: 'a:chat-aaron-approver',
      room: '19:room@thread.v2',
    });
  });

  test('people of one name, of no Latin name and of one word get different, plain ids', () => {
    const slugs = seats(tenantOf(['Zoë Łuk', 'Zoe Luk', 'Zoe Luk', '李雷', 'Cher', 'Guest 1'].map(person))).map(({ slug }) => slug);
    expect(slugs).toEqual(['zoe-uk', 'zoe-luk', 'zoe-luk-2', 'person', 'cher', 'guest-1']);
    expect(configurations([person('Cher')])[0]?.currentUser).toMatchObject({ givenName: 'Cher', surname: 'Cher' });
    expect(configurations([person('Guest 1')])[0]?.users[0]?.id).toBe('29:guest-1-2');
  });

  test('a name that looks like YAML stays a name, and a long bot name is cut to what the Playground takes', () => {
    expect(configurations([person('{a: &b [*b]} # "no"')])[0]?.currentUser.name).toBe('{a: &b [*b]} # "no"');
    const local = { ...tenantOf(people(1)), bot: { id: '28:x', name: 'b'.repeat(60) } };
    expect((parse(seats(local)[0]?.configuration ?? '') as Configuration).bot.name).toHaveLength(42);
  });
});
