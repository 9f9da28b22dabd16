// The people and the sealed parts of a night: are there enough of them, also when some sleep, and can each be reached.
import type { Around, Finding } from './readiness.ts';
import { type Credential, eligible, type Person, QUORUM, type Roster, verifyCustody, verifyRoster } from './policy.ts';

/** So many may sleep, whoever they are. */
const ASLEEP = 2;
const HOUR = 3_600_000;
/** A roster older than this many hours is no longer believed without a question. */
const OLD = 72;

/** Whether any one requester and any two sleepers leave two approvers awake. */
export function leavesTwo(roster: Roster): boolean {
  const responders = [...roster.people.values()].filter(({ roles }) => roles.includes('responder'));
  return responders.every(({ id }) => eligible(roster, [id]).length - ASLEEP >= QUORUM);
}

/** Findings about the roster and the people on it. `isMet` as in Looked. */
export function peopleFindings(
  { roster, now }: Pick<Around, 'roster' | 'now'>,
  isMet: ((account: string) => boolean) | null,
): readonly Finding[] {
  const people = [...roster.people.values()];
  const wrong = verifyRoster(roster);
  const count = (role: Person['roles'][number]) => people.filter(({ roles }) => roles.includes(role)).length;
  const counted = `${people.length} people, of these ${count('responder')} responders, ${count('approver')} approvers, ${count('custodian')} custodians, ${count('watch')} on watch`;
  const thin = 'when any two approvers sleep, fewer than two may be left for some requester';
  return [
    ...wrong.map((what): Finding => ({ topic: 'roster', sign: 'bad', what: `Roster: ${what}.` })),
    leavesTwo(roster)
      ? { topic: 'roster', sign: 'good', what: `Roster: ${counted}; two approvers are left when any two sleep.` }
      : { topic: 'roster', sign: 'warn', what: `Roster: ${counted}; ${thin}.` },
    age(now - roster.readAt),
    signers(count('manager'), count('auditor')),
    named(
      'people',
      people.filter(({ phone }) => phone.trim() === ''),
      ['Everybody has a phone number', 'No phone number on the roster'],
    ),
    isMet === null
      ? { topic: 'people', sign: 'unseen', what: 'Whether everybody has a chat with the bot: not looked at here.' }
      : named(
          'people',
          people.filter(({ accounts }) => !accounts.some(isMet)),
          ['The bot has met everybody in a chat', 'Never met by the bot in a chat'],
        ),
  ];
}

function age(length: number): Finding {
  const hours = Math.floor(Math.max(0, length) / HOUR);
  const what = hours === 0 ? 'The roster was read within the last hour.' : `The roster was read ${hours} h ago.`;
  return { topic: 'roster', sign: hours >= OLD ? 'warn' : 'good', what };
}

function signers(managers: number, auditors: number): Finding {
  const spare = managers > 1 && auditors > 1;
  const what = `Managers: ${managers}, auditors: ${auditors}${spare ? '' : '; with one of a kind, nobody stands in'}.`;
  return { topic: 'people', sign: spare ? 'good' : 'warn', what };
}

/** Good when nobody is among `people`, else a warning with their names. */
function named(topic: Finding['topic'], people: readonly Person[], [none, some]: readonly [string, string]): Finding {
  if (people.length === 0) return { topic, sign: 'good', what: `${none}.` };
  return { topic, sign: 'warn', what: `${some}: ${people.map(({ name }) => name).join(', ')}.` };
}

/** Findings about the emergency accounts and who keeps their parts. */
export function custodyFindings({ policy, roster }: Pick<Around, 'policy' | 'roster'>): readonly Finding[] {
  const accounts = [...policy.accounts.values()];
  const wrong = verifyCustody(policy.accounts, roster);
  const ids = accounts.map(({ id }) => id).join(', ');
  const credentials = accounts.flatMap((account) =>
    account.credentials.map((credential) => ({ name: `${account.id} ${credential.id}`, credential })),
  );
  return [
    accounts.length > 1
      ? { topic: 'custody', sign: 'good', what: `Emergency accounts: ${ids}.` }
      : {
          topic: 'custody',
          sign: accounts.length === 0 ? 'bad' : 'warn',
          what: `Emergency accounts: ${ids || 'none'}; have at least two.`,
        },
    ...wrong.map((what): Finding => ({ topic: 'custody', sign: 'bad', what: `Custody: ${what}.` })),
    kept(credentials, (one) => one.parts.length < 2, [
      'Every credential is kept by at least two people',
      'Kept in one part, so one person is enough to use it',
    ]),
    kept(credentials, (one) => one.parts.some(({ custodians }) => custodians.length < 2), [
      'Every part has a second custodian',
      'A part has one custodian only, and nobody stands in',
    ]),
  ];
}

interface Kept {
  readonly name: string;
  readonly credential: Credential;
}

function kept(all: readonly Kept[], isThin: (one: Credential) => boolean, [none, some]: readonly [string, string]): Finding {
  const thin = all.filter(({ credential }) => isThin(credential)).map(({ name }) => name);
  if (thin.length === 0) return { topic: 'custody', sign: 'good', what: `${none}.` };
  return { topic: 'custody', sign: 'warn', what: `${some}: ${thin.join(', ')}.` };
}
