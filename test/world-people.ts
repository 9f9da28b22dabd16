// Who lives in the world of the stories: the example that ships, with more people of each role, a second account for one of them, and a
// stranger.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, parseConfig, sayProblems } from '../bot/config.ts';
import type { LocalTenant } from '../bot/local/people.ts';

export const ROOM = '19:break-glass-room@thread.v2';
export const BOT = '28:11111111-2222-4333-8444-555555555555';

/** Somebody with a name that impresses and no place on the roster. */
export const STRANGER = { account: 'dddddddd-0000-4000-8000-000000000099', name: 'Aaron Approver ' };
/** Bea with her other account. */
export const BEA_ADMIN = { account: accountEnding('33'), name: 'Bea Admin' };

const MORE_PEOPLE = [
  ['E1007', 'Cleo Approver', 'approver', '07'],
  ['E1008', 'Dan Approver', 'approver', '08'],
  ['E1009', 'Hugo Responder', 'responder', '09'],
  ['E1010', 'Max Manager', 'manager, approver', '10'],
  ['E1011', 'Wanda Watch', 'watch', '11'],
].map(([key, name, roles, end]) =>
  [
    '',
    `  - key: ${key}`,
    `    name: ${name}`,
    `    accounts: [${accountEnding(end)}]`,
    `    roles: [${roles}]`,
    `    phone: +49 30 555 01${end}`,
  ].join('\n'),
);

/** The Entra object id of somebody of this world. */
export function accountEnding(end = '99'): string {
  return `aaaaaaaa-0000-4000-8000-0000000000${end}`;
}

/** The example that ships, with a second account for one approver and more people of each role. */
export function worldConfig(change: (yaml: string) => string = (yaml) => yaml): Config {
  const example = readFileSync(join(import.meta.dirname, '../deploy/glassbreak.example.yaml'), 'utf8');
  const bea = `[${accountEnding('03')}, ${accountEnding('33')}]`;
  const peopled = example
    .replace(`[${accountEnding('03')}]`, bea)
    .replace('\n# Emergency accounts', `${MORE_PEOPLE.join('')}\n\n# Emergency accounts`);
  const config = parseConfig(change(peopled), 'world.yaml');
  if (!config.ok) throw new Error(sayProblems(config).join('\n'));
  return config;
}

/** Everybody of this world, as Playgrounds want them. */
export function castOf({ roster, tenant }: Config): LocalTenant {
  const people = [...roster.people.values()].map(({ name, accounts: [account = ''] }) => ({ name, account }));
  const cast = [...people, BEA_ADMIN, STRANGER].map((one) => ({ ...one, upn: `${one.account}@contoso.example` }));
  return { people: cast, tenant, room: { id: ROOM, name: 'Break-glass room' }, bot: { id: BOT, name: 'Break-glass' } };
}
