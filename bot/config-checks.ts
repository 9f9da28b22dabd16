// What no shape can see in a configuration: the same thing twice, and one person who stands on the roster under two names.
import type { Problem, Tree } from './config-yaml.ts';
import type { At, ShapedAccount, ShapedPerson } from './config-shape.ts';

/** One thing that must not stand twice: what it is compared by, where it stands, and whose it is. */
interface Claim {
  readonly same: string;
  readonly path: readonly PropertyKey[];
  readonly whose: string;
}

/** Every repeated key, account, name and phone among people. */
export function verifyPeople(tree: Tree, people: readonly At<ShapedPerson>[]): readonly Problem[] {
  const claims = (field: 'key' | 'name' | 'phone', same: (person: ShapedPerson) => string) =>
    people.map(({ at, value }) => ({ same: same(value), path: ['people', at, field], whose: value.key }));
  const accounts = people.flatMap(({ at, value }) =>
    value.accounts.map((account, nth) => ({ same: account, path: ['people', at, 'accounts', nth], whose: value.key })),
  );
  const roles = people.flatMap(({ at, value }) =>
    value.roles.map((role, nth) => ({ same: `${at} ${role}`, path: ['people', at, 'roles', nth], whose: value.key })),
  );
  const one = 'probably one person under two names: give one person one entry with all accounts';
  return [
    ...repeats(
      tree,
      claims('key', (person) => person.key.toLowerCase()),
      (first) => `this is also the key in line ${first.line}: every person has a key of their own`,
    ),
    ...repeats(tree, accounts, (first, claim) =>
      first.whose === claim.whose
        ? `this account is also in line ${first.line}: list it once`
        : `this account is also listed for ${first.whose} in line ${first.line}: an account belongs to one person`,
    ),
    ...repeats(tree, roles, (first) => `this role is also in line ${first.line}: list it once`),
    ...repeats(
      tree,
      claims('name', nameKey),
      (first) => `${first.whose} in line ${first.line} has the same name, ${one}; if they are two, tell them apart in the name`,
    ),
    ...repeats(
      tree,
      claims('phone', phoneKey),
      (first) => `${first.whose} in line ${first.line} has the same phone, ${one}; if they are two, each needs a phone of their own`,
    ),
  ];
}

/** Every repeated id, sign-in name and object id among emergency accounts, and repeated ids and custodians within one. */
export function verifyAccounts(tree: Tree, accounts: readonly At<ShapedAccount>[]): readonly Problem[] {
  const claims = (field: 'id' | 'object' | 'upn') =>
    accounts.map(({ at, value }) => ({ same: value[field].toLowerCase(), path: ['emergencyAccounts', at, field], whose: value.id }));
  const also = (what: string) => (first: First) => `this is also the ${what} in line ${first.line}: every emergency account has its own`;
  return [
    ...repeats(tree, claims('id'), also('id')),
    ...repeats(tree, claims('upn'), also('sign-in name')),
    ...repeats(tree, claims('object'), also('object id')),
    ...repeats(tree, credentialsOf(accounts), (first, { whose }) =>
      first.whose === whose
        ? `this is also the id in line ${first.line}: every credential of ${whose} has its own`
        : `this is also the id of a credential of ${first.whose} in line ${first.line}: every credential of all accounts has its own`,
    ),
    ...accounts.flatMap(({ at, value }) => repeatsWithin(tree, at, value)),
  ];
}

/** A part is named by its credential alone, so no two accounts may have one of the same id. */
function credentialsOf(accounts: readonly At<ShapedAccount>[]): readonly Claim[] {
  return accounts.flatMap(({ at, value }) =>
    value.credentials.map(({ id }, nth) => ({ same: id, path: ['emergencyAccounts', at, 'credentials', nth, 'id'], whose: value.id })),
  );
}

function repeatsWithin(tree: Tree, at: number, account: ShapedAccount): readonly Problem[] {
  const top = ['emergencyAccounts', at, 'credentials'];
  const whose = account.id;
  const parts = account.credentials.flatMap((credential, nth) =>
    credential.parts.map((part, within) => ({ same: `${nth} ${part.id}`, path: [...top, nth, 'parts', within, 'id'], whose })),
  );
  const custodians = account.credentials.flatMap((credential, nth) =>
    credential.parts.flatMap((part, within) =>
      part.custodians.map((key, who) => ({
        same: `${nth} ${within} ${key}`,
        path: [...top, nth, 'parts', within, 'custodians', who],
        whose,
      })),
    ),
  );
  return [
    ...repeats(tree, parts, (first) => `this is also the id in line ${first.line}: every part of a credential has its own`),
    ...repeats(tree, custodians, (first) => `this custodian is also in line ${first.line}: list each once`),
  ];
}

type First = Claim & { readonly line: number };

function repeats(tree: Tree, claims: readonly Claim[], say: (first: First, claim: Claim) => string): readonly Problem[] {
  const seen = new Map<string, Claim>();
  return claims.flatMap((claim) => {
    const first = seen.get(claim.same);
    if (first === undefined) {
      seen.set(claim.same, claim);
      return [];
    }
    return [tree.problem(claim.path, say({ ...first, line: tree.problem(first.path, '').line }, claim))];
  });
}

/** Blind to case, width, order and spacing of the words: "APPROVER, Aaron" is Aaron Approver. */
function nameKey(person: ShapedPerson): string {
  const words = person.name
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s,.]+/u);
  return words
    .filter((word) => word !== '')
    .sort()
    .join(' ');
}

function phoneKey(person: ShapedPerson): string {
  return person.phone.replaceAll(/\(0\)|\D/g, '');
}
