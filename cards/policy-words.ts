// What changed in a configuration, each thing a short sentence. Only what the fact holds: no place, no phone, names by the roster.
import type { AccountChange, HoldReason, LimitChange, PersonChange, PolicyChange, RunbookChange, SECTIONS } from '../ledger/fact-policy.ts';
import type { PersonId, Role } from '../ledger/ids.ts';
import { name, type Piece, say } from './teller.ts';
import { listed, shortHash } from './text.ts';

type Sentence = readonly Piece[];
type Named = (person: PersonId) => Piece;

/** One sentence for each thing that changed, without a full stop; one when nothing did but the wording. */
export function changeSentences(change: PolicyChange, person: Named): readonly Sentence[] {
  const all = [
    ...change.people.flatMap((one) => ofPerson(one, person(one.person))),
    ...change.accounts.map(ofAccount),
    ...change.limits.map(ofLimit),
    ...change.runbooks.map(ofRunbook),
    ...change.sections.map((section) => say`${SECTION_WORDS[section]}`),
  ];
  return all.length === 0 ? [say`only its wording or order changed`] : all;
}

function ofPerson({ is, gained, lost, added, removed, details }: PersonChange, who: Piece): readonly Sentence[] {
  if (is === 'joined') return [say`${who} joined as ${listed(gained)}`];
  if (is === 'left') return [say`${who} left, was ${listed(lost)}`];
  return [
    ...(gained.length === 0 ? [] : [say`${who} became ${listed(gained)}`]),
    ...(lost.length === 0 ? [] : [say`${who} is no longer ${listed(lost, 'or')}`]),
    ...(added.length === 0 ? [] : [say`${who} has a new account`]),
    ...(removed.length === 0 ? [] : [say`${who} has an account less`]),
    ...(details ? [say`${who} has another name, phone or time zone`] : []),
  ];
}

const ACCOUNT_WORDS: Readonly<Record<AccountChange['is'], string>> = {
  added: 'is on the list now',
  removed: 'was taken off the list',
  custody: 'has other parts, custodians or places',
  identity: 'means another account in Entra now',
};

function ofAccount({ account, is }: AccountChange): Sentence {
  return say`${name(account)} ${ACCOUNT_WORDS[is]}`;
}

const LIMIT_WORDS: Readonly<Record<LimitChange['limit'], string>> = {
  decide: 'the time to decide',
  collect: 'the time to collect',
  use: 'the lengths of use',
};

function ofLimit({ limit, from, to }: LimitChange): Sentence {
  const be = limit === 'use' ? 'are' : 'is';
  const was = from.length === 0 ? '' : ` instead of ${from.join(', ')} min`;
  return say`${LIMIT_WORDS[limit]} ${be} ${to.join(', ')} min${was}`;
}

function ofRunbook({ id, from, to }: RunbookChange): Sentence {
  if (to === null) return say`the runbook ${name(id)} is gone`;
  return from === null
    ? say`the runbook ${name(id)} is new, version ${shortHash(to)}`
    : say`the runbook ${name(id)} changed, version ${shortHash(to)} instead of ${shortHash(from)}`;
}

const SECTION_WORDS: Readonly<Record<(typeof SECTIONS)[number], string>> = {
  'before-unread': 'the text from before could no longer be read, so its details were not compared',
  bridge: 'the bridge is another one',
  'duty-phone': 'the duty phone is another one',
  room: 'the room is another one',
  'time-zone': 'the time zone is another one',
};

/** What the people of each role are called together. */
const MANY: Readonly<Record<Role, string>> = {
  responder: 'responders',
  approver: 'approvers',
  custodian: 'custodians',
  watch: 'people on watch',
  manager: 'managers',
  auditor: 'auditors',
};

/** Why a configuration is held, as half a sentence: "it would take …". */
export function holdWords({ roles, fewApprovers }: HoldReason): string {
  const third = roles.length === 0 ? [] : [`take away more than a third of the ${listed(roles.map((role) => MANY[role]))}`];
  return `it would ${listed([...third, ...(fewApprovers ? ['leave fewer than four approvers'] : [])])}`;
}
