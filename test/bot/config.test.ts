// glassbreak.yaml from end to end: what the example gives, and the whole sentence with its line for each way to get it wrong.
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Config, parseConfig, sayProblems } from '../../bot/config.ts';
import { verifyCustody, verifyRoster } from '../../dialogs/policy.ts';
import { AccountId, ObjectId, PersonId } from '../../ledger/ids.ts';

const bytes = readFileSync(new URL('../../deploy/glassbreak.example.yaml', import.meta.url));
const example = bytes.toString('utf8');

function good(source: string | Uint8Array): Config {
  const read = parseConfig(source, 'glassbreak.yaml');
  if (!read.ok) throw new Error(sayProblems(read).join('\n'));
  return read;
}

function said(source: string | Uint8Array): readonly string[] {
  const read = parseConfig(source, 'f');
  return read.ok ? [] : sayProblems(read);
}

/** The example with one text in place of another, which must stand there exactly once. */
function with_(...changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((text, [from, to]) => {
    if (text.split(from).length !== 2) throw new Error(`"${from}" does not stand exactly once`);
    return text.replace(from, () => to);
  }, example);
}

describe('the example', () => {
  const config = good(bytes);

  test('gives the policy that decisions see, digested over its exact bytes', () => {
    expect(config.policy).toMatchObject({
      digest: hash('sha256', bytes, 'hex'),
      tenant: '72f988bf-0000-4000-8000-00000000aaaa',
      limits: { decide: 30, collect: 60, use: [30, 60, 120] },
      zone: 'Europe/Berlin',
      room: 'Break-glass room',
      dutyPhone: '+49 30 555 0100',
      bridge: '+49 30 555 0199, conference 4711',
      drills: { every: 90 },
      quietHours: { from: 22 * 60, until: 7 * 60 },
    });
    expect(config).toMatchObject({
      tenant: '72f988bf-0000-4000-8000-00000000aaaa',
      origin: 'glassbreak.example/contoso',
      room: { name: 'Break-glass room', conversation: null },
    });
  });

  test('gives six people, each with one account and the roles of the night', () => {
    const roles = [...config.roster.people.values()].map((person) => [person.id, person.name, person.roles.join(' ')]);
    expect(roles).toEqual([
      ['E1001', 'Rita Requester', 'responder'],
      ['E1002', 'Aaron Approver', 'approver'],
      ['E1003', 'Bea Approver', 'approver'],
      ['E1004', 'Carl Custodian', 'custodian'],
      ['E1005', 'Mona Manager', 'manager'],
      ['E1006', 'Ada Auditor', 'auditor custodian'],
    ]);
    expect(config.roster.byAccount.get(ObjectId.parse('aaaaaaaa-0000-4000-8000-000000000003'))).toBe('E1003');
    expect(config.roster.people.get(PersonId.parse('E1004'))).toMatchObject({ phone: '+49 30 555 0104', zone: 'Europe/Berlin' });
  });

  test('gives two emergency accounts whose parts are named by credential and part', () => {
    const parts = [...config.policy.accounts.values()].map((account) => [
      account.id,
      ...account.credentials.flatMap((one) => one.parts.map((part) => `${one.type} ${part.id} ${part.custodians.join()}`)),
    ]);
    expect(parts).toEqual([
      ['bg-admin-01', 'passkey key-1/key E1004', 'passkey key-1/pin E1006'],
      [
        'bg-admin-02',
        'password password-1/first-half E1004',
        'password password-1/second-half E1006',
        'certificate card-1/card E1004',
        'certificate card-1/pin E1006',
      ],
    ]);
    expect(config.policy.accounts.get(AccountId.parse('bg-admin-01'))?.upn).toBe('bg-admin-01@contoso.onmicrosoft.com');
  });

  test('satisfies the rules about roster and custody', () => {
    const roster = { ...config.roster, readAt: 0 };
    expect([...verifyRoster(roster), ...verifyCustody(config.policy.accounts, roster)]).toEqual([]);
  });
});

describe('paging', () => {
  const paged = (...lines: readonly string[]) => `${example}paging:\n${lines.map((line) => `  ${line}\n`).join('')}`;
  const url = 'url: https://pages.example/glassbreak';
  const at = example.split('\n').length + 1;

  test('is not set in the example; with an address it pages for real only, unless drills are named', () => {
    expect([good(bytes).paging, good(bytes).policy.paging]).toEqual([null, null]);
    expect(good(paged(url))).toMatchObject({ paging: { url: 'https://pages.example/glassbreak' }, policy: { paging: { drills: false } } });
    expect(good(paged(url, 'drills: false')).policy.paging).toEqual({ drills: false });
    expect(good(paged(url, 'drills: true')).policy.paging).toEqual({ drills: true });
    expect(said(paged(url, 'drills: sometimes'))).toEqual([expect.stringContaining('allowed are true, false')]);
  });
  test.each([
    'http://pages.example/x',
    'https://user:word@pages.example/',
    'https://pages.example/?key=1',
    'https://pages.example/#x',
    'pages',
  ])('goes to an https address that holds nothing secret, not to %s', (address) => {
    expect(said(paged(`url: ${address}`))).toEqual([
      `f:${at}:3 paging.url: this must be the https address that takes pages, without user, query or fragment`,
    ]);
  });
  test('has no secret in the file', () => {
    expect(said(paged(url, 'secret: x'))).toEqual([expect.stringContaining('secrets come from the environment only')]);
  });
});

describe('what is read', () => {
  test('a byte more in a comment is another policy and the same roster', () => {
    const other = good(`${example}# \n`);
    expect(other.policy.digest).not.toBe(good(bytes).policy.digest);
    expect(other.roster.digest).toBe(good(bytes).roster.digest);
  });

  test('text and its bytes have one digest; a byte order mark is part of the bytes', () => {
    expect(good(example).policy.digest).toBe(good(bytes).policy.digest);
    const marked = good(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]));
    expect(marked.tenant).toBe(good(bytes).tenant);
    expect(marked.policy.digest).not.toBe(good(bytes).policy.digest);
  });

  test('the roster’s digest is over keys, accounts and roles in their order, and changes with each of them only', () => {
    const rita = '{"accounts":["aaaaaaaa-0000-4000-8000-000000000001"],"key":"E1001","roles":["responder"]}';
    const rows = rita.replaceAll('1"', '%"');
    const all = [
      ['1', 'responder'],
      ['2', 'approver'],
      ['3', 'approver'],
      ['4', 'custodian'],
      ['5', 'manager'],
      ['6', 'auditor","custodian'],
    ];
    const canonical = `[${all.map(([n = '', roles = '']) => rows.replaceAll('%', n).replace('responder', roles)).join(',')}]`;
    const digest = good(bytes).roster.digest;
    expect(digest).toBe(hash('sha256', canonical, 'hex'));
    expect(
      good(with_(['[auditor, custodian]', '[custodian, auditor]'], ['Rita', 'Margarita'], ['555 0104', '555 0144'])).roster.digest,
    ).toBe(digest);
    expect(good(with_(['[manager]', '[manager, watch]'])).roster.digest).not.toBe(digest);
    expect(good(with_(['key: E1005', 'key: E1055'])).roster.digest).not.toBe(digest);
    expect(good(with_(['0005]', '0005, aaaaaaaa-0000-4000-8000-00000000a005]'])).roster.digest).not.toBe(digest);
  });

  test('ids in capitals are the same ids, lengths of use are put in order, a person’s own time zone counts', () => {
    const config = good(
      with_(
        ['72f988bf-0000-4000-8000-00000000aaaa', '72F988BF-0000-4000-8000-00000000AAAA'],
        ['[30, 60, 120]', '[120, 15, 480]'],
        ['timeZone: Europe/Berlin # only', 'timeZone: Asia/Kolkata # only'],
        ['# conversation: 19:', 'conversation: 19:'],
      ),
    );
    expect(config.tenant).toBe('72f988bf-0000-4000-8000-00000000aaaa');
    expect(config.policy.limits.use).toEqual([15, 120, 480]);
    expect(config.roster.people.get(PersonId.parse('E1006'))?.zone).toBe('Asia/Kolkata');
    expect(config.room.conversation).toBe('19:0123456789abcdef@thread.tacv2');
  });

  test('nothing turns into a number, a date or a yes: keys and phones stay as they were written', () => {
    const config = good(example.replaceAll('E1001', '007').replaceAll('E1002', '1e3').replace('+49 30 555 0101', '+49305550101'));
    expect(config.roster.people.get(PersonId.parse('007'))?.phone).toBe('+49305550101');
    expect(config.roster.people.has(PersonId.parse('1e3'))).toBe(true);
  });
});

const KEYS = 'tenant, origin, timeZone, room, duty, bridge, paging, limits, people, emergencyAccounts, drills, quietHours';
const bad: readonly (readonly [string, string | Uint8Array, readonly string[]])[] = [
  ['an empty file', '', [`f:1:1 file: this must be a section with the keys ${KEYS}`]],
  ['a list', '- a', [`f:1:1 file: this must be a section with the keys ${KEYS}`]],
  ['a megabyte of text', 'x'.repeat(1_048_576), ['f:1:1 file: the file has 1048576 bytes: at most 131072 are read']],
  ['bytes that are not UTF-8', Buffer.from([0x61, 0xff]), ['f:1:1 file: the file is not UTF-8 text: save it as UTF-8']],
  [
    'half a character in the text',
    `${example}# \ud800`,
    ['f:1:1 file: the file holds half a character (a lone surrogate): save it as UTF-8'],
  ],
  [
    'an unknown key',
    with_(['timeZone: Europe/Berlin # for', 'timezone: Europe/Berlin # for']),
    [
      'f:4:1 timeZone: this is missing; it must be an IANA time zone, like Europe/Berlin',
      `f:6:1 timezone: there is no key timezone here; did you mean timeZone? allowed are ${KEYS}`,
    ],
  ],
  [
    'an unknown key deep inside',
    with_(['what: security key', 'what: security key\n            colour: red']),
    [
      'f:68:13 emergencyAccounts[bg-admin-01].credentials[key-1].parts[key].colour: there is no key colour here; allowed are id, what, custodians, place',
    ],
  ],
  [
    'a secret under a key of its own',
    with_(['type: password', 'type: password\n        value: x\n        clientSecret: hunter2']),
    [
      'f:80:9 emergencyAccounts[bg-admin-02].credentials[password-1].value: there is no key value here; allowed are id, type, parts',
      'f:81:9 emergencyAccounts[bg-admin-02].credentials[password-1].clientSecret: a secret does not belong in this file: secrets come from the environment only',
    ],
  ],
  [
    'a private key as a value',
    with_(['place: safe in room B 1.17, upper shelf, red bag', 'place: "-----BEGIN PRIVATE KEY----- MC4C"']),
    [
      'f:69:20 emergencyAccounts[bg-admin-01].credentials[key-1].parts[key].place: a secret does not belong in this file: secrets come from the environment only',
    ],
  ],
  [
    'a misspelt role',
    with_(['[responder]', '[responder, aprover]']),
    [
      'f:27:24 people[E1001].roles[#2]: aprover is not allowed; did you mean approver? allowed are responder, approver, custodian, watch, manager, auditor',
    ],
  ],
  [
    'an empty role',
    with_(['[responder]', '[responder, ""]']),
    ['f:27:24 people[E1001].roles[#2]: this must be one of responder, approver, custodian, watch, manager, auditor'],
  ],
  [
    'a misspelt credential type',
    with_(['type: certificate', 'type: fido']),
    ['f:90:9 emergencyAccounts[bg-admin-02].credentials[card-1].type: fido is not allowed; allowed are password, passkey, certificate'],
  ],
  [
    'time limits out of bounds',
    with_(['decide: 30', 'decide: 121'], ['collect: 60', 'collect: 9'], ['[30, 60, 120]', '[14, 1e2, 481]']),
    [
      'f:17:3 limits.decide: this must be a whole number of minutes from 5 to 120',
      'f:18:3 limits.collect: this must be a whole number of minutes from 10 to 240',
      'f:19:9 limits.use[#1]: this must be a whole number of minutes from 15 to 480',
      'f:19:13 limits.use[#2]: this must be a whole number of minutes from 15 to 480',
      'f:19:18 limits.use[#3]: this must be a whole number of minutes from 15 to 480',
    ],
  ],
  [
    'the same length of use twice',
    with_(['[30, 60, 120]', '[30, 60, 030]']),
    ['f:19:3 limits.use: this must be a list of lengths of use that names each once'],
  ],
  [
    'too many lengths of use',
    with_(['[30, 60, 120]', '[15, 16, 17, 18, 19, 20, 21]']),
    ['f:19:3 limits.use: this must be a list of at most 6 lengths of use'],
  ],
  [
    'a misspelt time zone',
    with_(['timeZone: Europe/Berlin # for', 'timeZone: Europe/Berlni # for']),
    ['f:6:1 timeZone: this must be an IANA time zone, like Europe/Berlin'],
  ],
  [
    'a time zone that is an offset',
    with_(['timeZone: Europe/Berlin # only', 'timeZone: "+02:00" # only']),
    ['f:54:5 people[E1006].timeZone: this must be an IANA time zone, like Europe/Berlin'],
  ],
  [
    'a tenant of zeros',
    with_(['72f988bf-0000-4000-8000-00000000aaaa', '00000000-0000-0000-0000-000000000000']),
    ['f:4:1 tenant: this must be the tenant id, like 3f2504e0-4f89-41d3-9a0c-0305e82c3301'],
  ],
  [
    'an origin with a space',
    with_(['glassbreak.example/contoso', 'Glassbreak contoso']),
    ['f:5:1 origin: this must be the name checkpoints are signed under, like glassbreak.example/contoso: no spaces, no capitals'],
  ],
  [
    'a person without a phone',
    with_(['    phone: +49 30 555 0101\n', '']),
    ['f:24:5 people[E1001].phone: this is missing; it must be a phone number that begins with + and the country, like +49 30 555 0101'],
  ],
  [
    'an empty phone',
    with_(['+49 30 555 0101', '']),
    ['f:28:5 people[E1001].phone: this must be a phone number that begins with + and the country, like +49 30 555 0101'],
  ],
  [
    'a person without roles',
    with_(['[responder]', '[]']),
    ['f:27:5 people[E1001].roles: this must be a list of roles out of responder, approver, custodian, watch, manager, auditor'],
  ],
  [
    'a name that is a list',
    with_(['Rita Requester', '[Rita]']),
    ['f:25:5 people[E1001].name: this must be the name that others know this person by, of 1 to 80 characters'],
  ],
  [
    'a long name',
    with_(['Rita Requester', 'R'.repeat(81)]),
    ['f:25:5 people[E1001].name: this must be the name that others know this person by, of 1 to 80 characters'],
  ],
  [
    'a key with a space',
    with_(['key: E1001', 'key: E 1001']),
    ['f:24:5 people[#1].key: this must be the key of one human being, like an employee number: letters, digits, ".", "_" and "-"'],
  ],
  [
    'a key given twice',
    with_(['    name: Rita', '    key: E1\n    name: Rita']),
    ['f:25:5 people[E1]: the key key stands twice: it is also in line 24'],
  ],
  [
    'a person’s key that stands twice',
    with_(['key: E1005', 'key: e1002']),
    ['f:44:5 people[e1002].key: this is also the key in line 29: every person has a key of their own'],
  ],
  [
    'one account under two people',
    with_(['[aaaaaaaa-0000-4000-8000-000000000003]', '[AAAAAAAA-0000-4000-8000-000000000002]']),
    ['f:36:16 people[E1003].accounts[#1]: this account is also listed for E1002 in line 31: an account belongs to one person'],
  ],
  [
    'one account twice in one person’s list, and a role twice',
    with_(['0001]', '0001, aaaaaaaa-0000-4000-8000-000000000001]'], ['[responder]', '[responder, responder]']),
    [
      'f:26:54 people[E1001].accounts[#2]: this account is also in line 26: list it once',
      'f:27:24 people[E1001].roles[#2]: this role is also in line 27: list it once',
    ],
  ],
  [
    'one person under two names of the same words',
    with_(['Bea Approver', 'APPROVER,  Aaron']),
    [
      'f:35:5 people[E1003].name: E1002 in line 30 has the same name, probably one person under two names: give one person one entry with all accounts; if they are two, tell them apart in the name',
    ],
  ],
  [
    'one person under two names with one phone',
    with_(['+49 30 555 0103', '+49 (0) 30/5550102']),
    [
      'f:38:5 people[E1003].phone: E1002 in line 33 has the same phone, probably one person under two names: give one person one entry with all accounts; if they are two, each needs a phone of their own',
    ],
  ],
  [
    'a roster with one approver',
    with_([
      'accounts: [aaaaaaaa-0000-4000-8000-000000000003]\n    roles: [approver]',
      'accounts: [aaaaaaaa-0000-4000-8000-000000000003]\n    roles: [watch]',
    ]),
    [
      'f:23:1 people: Rita Requester could not be approved by two other people: at least 2 people must have the role approver beside any requester and operator',
    ],
  ],
  [
    'a roster without a manager',
    with_(['[manager]', '[watch]']),
    ['f:23:1 people: nobody has the role manager: no review could be signed'],
  ],
  [
    'a roster whose only manager takes part in a night',
    with_(['[manager]', '[manager, approver]']),
    [
      'f:23:1 people: every manager is also a responder, approver or custodian: after a night in which they all took part nobody could sign the review',
    ],
  ],
  [
    'an emergency account that is a person’s',
    with_(['eeeeeeee-0000-4000-8000-000000000001', 'aaaaaaaa-0000-4000-8000-000000000003']),
    ['f:59:5 emergencyAccounts[bg-admin-01]: bg-admin-01 is an account of E1003 on the roster: an emergency account is never a person'],
  ],
  [
    'a custodian who is not on the roster, one without the role, and one with two parts',
    with_(
      ['what: security key\n            custodians: [E1004]', 'what: security key\n            custodians: [E9999]'],
      ['what: PIN of the security key\n            custodians: [E1006]', 'what: PIN of the security key\n            custodians: [E1005]'],
      ['what: PIN of the smart card\n            custodians: [E1006]', 'what: PIN of the smart card\n            custodians: [E1004]'],
    ),
    [
      'f:59:5 emergencyAccounts[bg-admin-01]: bg-admin-01, key-1/key: E9999 is not on the roster',
      'f:59:5 emergencyAccounts[bg-admin-01]: bg-admin-01, key-1/pin: Mona Manager does not have the role custodian',
      'f:74:5 emergencyAccounts[bg-admin-02]: bg-admin-02, card-1: one person holds two parts of it; key and PIN are held by different people',
    ],
  ],
  [
    'an anchor and an alias',
    with_(['[responder]', '&r [responder]'], ['[manager]', '*r']),
    [
      'f:27:15 people[E1001].roles: an anchor (&) is not allowed: write the value out where it is needed',
      'f:47:12 people[E1005].roles: an alias (*) is not allowed: write the value out',
    ],
  ],
  [
    'a tag',
    with_(['name: Break-glass room', 'name: !!binary aaaa']),
    ['f:9:18 room.name: a tag (!) is not allowed: every value is plain text'],
  ],
  ['__proto__', `__proto__: {tenant: x}\n${example}`, ['f:1:1 file: __proto__ is not allowed as a key']],
  [
    'a name that turns the direction of writing',
    with_(['Rita Requester', 'Rita\u202eretseuqeR']),
    [
      'f:25:11 people[E1001].name: this holds invisible characters (controls, marks that turn the direction of writing, towers of accents): type it anew',
    ],
  ],
  [
    'a lone surrogate in an escape',
    with_(['Rita Requester', '"Rita\\uD800"']),
    ['f:25:11 people[E1001].name: this holds half a character (a lone surrogate): type it anew'],
  ],
  [
    'two documents',
    `${example}---\na: b\n`,
    ['f:109:1 file: the file holds several documents: only one is allowed, without "---" between'],
  ],
];

describe('what is refused', () => {
  test.each(bad)('%s, with line, place and what would be right', (_, source, sentences) => {
    expect(said(source)).toEqual(sentences);
  });

  test('the value of a refused secret is never repeated', () => {
    expect(said(with_(['type: passkey', 'type: passkey\n        password: hunter2'])).join()).not.toContain('hunter2');
  });

  test('problems of every kind come at once, by line', () => {
    const lines = said(
      with_(
        ['decide: 30', 'decide: 3'],
        ['Bea Approver', 'Aaron Approver'],
        ['bridge: +', 'brigde: +'],
        ['upn: bg-admin-02@contoso.onmicrosoft.com', 'upn: bg-admin-02'],
      ),
    );
    expect(lines.map((line) => line.split(' ', 2).join(' '))).toEqual([
      'f:4:1 bridge:',
      'f:14:1 brigde:',
      'f:17:3 limits.decide:',
      'f:35:5 people[E1003].name:',
      'f:75:5 emergencyAccounts[bg-admin-02].upn:',
    ]);
  });

  test('the rules about the whole roster wait until every person can be read', () => {
    expect(said(with_(['[manager]', '[manger]']))).toEqual([
      'f:47:13 people[E1005].roles[#1]: manger is not allowed; did you mean manager? allowed are responder, approver, custodian, watch, manager, auditor',
    ]);
  });
});

describe('any file at all', () => {
  const noise = fc.constantFrom(
    '',
    ' ',
    '\n',
    '\t',
    '"',
    "'",
    '[',
    ']',
    '{',
    '}',
    '&a ',
    '*a',
    '!!x ',
    '- ',
    ': ',
    '? ',
    '#',
    '|',
    '%',
    '---\n',
    '\0',
    '\ud800',
    '\u202e',
    '__proto__',
    '<<',
    'null',
    'E1002',
    '${x}',
  );

  test('a mutated example is either a whole configuration or has problems with a line, a place and a sentence', () => {
    const cut = fc.tuple(fc.nat(example.length), fc.nat(40), fc.array(noise, { maxLength: 4 }));
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 3 }), (cuts) => {
        const text = cuts.reduce((whole, [at, length, put]) => whole.slice(0, at) + put.join('') + whole.slice(at + length), example);
        const read = parseConfig(text, 'f');
        if (read.ok) {
          expect(verifyRoster({ ...read.roster, readAt: 0 })).toEqual([]);
          return;
        }
        expect(read.problems.length).toBeGreaterThan(0);
        const last = text.split('\n').length + 1;
        for (const problem of read.problems) {
          expect(problem.line >= 1 && problem.line <= last && problem.column >= 1).toBe(true);
          expect(problem.where).not.toBe('');
          expect(problem.what).toMatch(/^[\w(]/);
          expect(`${problem.where}${problem.what}`).not.toMatch(/[\p{Cc}\u202e]|undefined|\[object/u);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('arbitrary bytes never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (raw) => {
        expect(parseConfig(raw, 'f').ok).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  test.each([['['], ['{a: '], ['- '], ['? '], ['&a '], ['"'], ['[[{x: [']])(
    '130 KB of %j has an answer',
    (unit) => {
      expect(said(unit.repeat(Math.floor(130_000 / unit.length))).length).toBeGreaterThan(0);
    },
    30_000,
  );
});
