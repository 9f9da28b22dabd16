// The people of local mode as the 365 Agents Playground wants them: one seat, with a configuration of its own, for each person.
// Pure: the same people give the same seats. In each seat that person types and clicks, and five others are known by name.
import { createHash } from 'node:crypto';
import { stringify } from 'yaml';

/** A person of the roster. `account` is the Entra object id (a GUID), `upn` the sign-in name. */
export interface LocalPerson {
  readonly account: string;
  readonly name: string;
  readonly upn: string;
}

/** Who sits in one local tenant and where they meet. Ids as the channel writes them: the bot `28:…`, the room `19:…@thread.v2`. */
export interface LocalTenant {
  readonly people: readonly LocalPerson[];
  readonly tenant: string;
  readonly room: { readonly id: string; readonly name: string };
  readonly bot: { readonly id: string; readonly name: string };
}

/** One person's place at the Playground. `user` is the channel's id of the person, `chat` their own chat with the bot, `configuration` YAML text. */
export interface Seat {
  readonly person: LocalPerson;
  readonly slug: string;
  readonly user: string;
  readonly chat: string;
  readonly room: string;
  readonly bot: string;
  readonly configuration: string;
}

interface Named {
  readonly person: LocalPerson;
  readonly slug: string;
}

const others = 5; // the Playground refuses any other number of users besides the current one

/** One seat for each person, in the given order. Fewer than six people are filled up with guests who are on no roster. */
export function seats(local: LocalTenant): readonly Seat[] {
  const named = withSlugs(local.people);
  const taken = new Set(named.map(({ slug }) => slug));
  const guests = Array.from({ length: others }, (_, index) => guest(index + 1, taken));
  return named.map((own) => {
    const company = [...named.filter((other) => other !== own), ...guests].slice(0, others);
    const chat = `a:chat-${own.slug}`;
    const place = { slug: own.slug, user: userId(own), chat, room: local.room.id, bot: local.bot.id };
    return { person: own.person, ...place, configuration: configuration(local, own, company) };
  });
}

function withSlugs(people: readonly LocalPerson[]): readonly Named[] {
  const used = new Set<string>();
  return people.map((person) => {
    const slug = free(plain(person.name), used);
    used.add(slug);
    return { person, slug };
  });
}

/** Latin letters, digits and hyphens: slugs stand in ids, folder names and addresses. */
function plain(name: string): string {
  const latin = name.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '');
  return (
    latin
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 40) || 'person'
  );
}

function free(wanted: string, used: ReadonlySet<string>): string {
  let slug = wanted;
  for (let number = 2; used.has(slug); number += 1) slug = `${wanted}-${number}`;
  return slug;
}

function guest(number: number, taken: ReadonlySet<string>): Named {
  const name = `Guest ${number} (not on the roster)`;
  return { person: { account: stableGuid(name), name, upn: `guest${number}@guests.invalid` }, slug: free(`guest-${number}`, taken) };
}

/** The same words give the same GUID (version 8: made from a hash), so that a guest stays the same guest between starts. */
function stableGuid(words: string): string {
  const hex = createHash('sha256').update(words).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const userId = ({ slug }: Named): string => `29:${slug}`;

function configuration(local: LocalTenant, own: Named, company: readonly Named[]): string {
  return stringify({
    version: '0.1.1',
    tenantId: local.tenant,
    bot: { id: local.bot.id, name: local.bot.name.slice(0, 42) },
    currentUser: user(own),
    users: company.map(user),
    personalChat: { id: `a:chat-${own.slug}` },
    groupChat: local.room,
    team: {
      id: '19:team-general@thread.tacv2',
      name: 'Local team',
      aadGroupId: stableGuid(`team of ${local.tenant}`),
      channels: [{ id: '19:team-channel@thread.tacv2', name: 'Break-glass' }],
    },
  });
}

function user(named: Named) {
  const { account, name, upn } = named.person;
  const [givenName = name, ...rest] = name.split(' ');
  // `userPrincipleName` is how the Playground spells it
  return { id: userId(named), name, userPrincipleName: upn, aadObjectId: account, givenName, surname: rest.join(' ') || name, email: upn };
}
