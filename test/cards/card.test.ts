// Which posts hang about an activation, for whom; and which card is one's own.
import { expect, test } from '@jest/globals';
import { DRAW, isTheirs, mine, wanted } from '../../cards/card.ts';
import { CARD_NAMES, type Shown } from '../../cards/view.ts';
import type { Person } from '../../dialogs/policy.ts';
import {
  aaron,
  ada,
  ALL_STAGES,
  bea,
  carl,
  FILED,
  filed,
  LIBRARY,
  mona,
  Night,
  night,
  olaf,
  PEOPLE,
  rita,
  type Stage,
  superseded,
} from './sample.ts';
import { honest } from './sound.ts';
import { objects } from './words.ts';

const NAMES = new Map<string, string>([...PEOPLE.map(({ id, name }) => [id, name.split(' ')[0]!] as const), ['room', 'room']]);
const setting = ({ roster, policy }: Night) => ({ roster, policy, library: LIBRARY });
const posts = (one: Night) => {
  const list = wanted(one.open, { roster: one.roster, policy: one.policy, library: LIBRARY });
  return Object.fromEntries(
    CARD_NAMES.map((name) => [
      name,
      list
        .filter(({ card }) => card === name)
        .map(({ viewer }) => NAMES.get(viewer))
        .sort(),
    ]),
  );
};

test('From the filing on the room, those who asked, every approver and the custodians of the account have a card', () => {
  expect(posts(night('requested', { operator: olaf.id }))).toEqual({
    room: ['room'],
    request: ['Olaf', 'Rita'],
    approval: ['Aaron', 'Bea', 'Olaf'],
    vote: [],
    custody: ['Ada', 'Carl'],
    operation: [],
    tasks: [],
    review: [],
    oversight: [],
    declared: [],
    confirmation: [],
    'follow-up': [],
  });
});

test('A vote hangs with its voter, also when disowned; the operator’s card from the approval on', () => {
  expect(posts(night('one vote').does(aaron, 'disown', {}, 1))).toMatchObject({ vote: ['Aaron'], operation: [] });
  expect(posts(night('approved'))).toMatchObject({ vote: ['Aaron', 'Bea'], operation: ['Rita'], tasks: [] });
});

test('Once a step waits for its witness the approvers have the operator’s card too; not when its runbook is no longer to be had', () => {
  const one = night('in use');
  const answers = [
    ['find-policy', {}],
    ['say-so', {}],
    ['which', { choice: 'report-only' }],
    ['set-report-only', { evidence: 'https://example.com' }],
  ] as const;
  for (const [step, fields] of answers) one.does(rita, 'finish-step', { step, evidence: 'as seen', ...fields });
  expect(posts(one)).toMatchObject({ operation: ['Rita'] });
  one.does(rita, 'finish-step', { step: 'sign-in-works', evidence: 'both see the portal' });
  expect(posts(one)).toMatchObject({ operation: ['Aaron', 'Bea', 'Olaf', 'Rita'] });
  const lost = wanted(one.open, { ...setting(one), library: { pinned: () => null } });
  expect(lost.filter(({ card }) => card === 'operation').map(({ viewer }) => viewer)).toEqual([rita.id]);
});

test('Tasks hang from the hand-back on, the review with managers who took no part, auditors when a countersignature is wanted', () => {
  expect(posts(night('handed back'))).toMatchObject({ tasks: ['Aaron', 'Ada', 'Bea', 'Carl', 'Olaf', 'Rita'], review: [] });
  expect(posts(night('review'))['review']).toEqual(['Mona']);
  expect(posts(night('countersign'))['review']).toEqual(['Ada', 'Mona']);
  expect(posts(night('refused'))['review']).toEqual(['Ada', 'Mona']);
  expect(posts(night('closed'))['review']).toEqual(['Mona']);
  const took = night('released', { operator: rita.id });
  took.activation = { ...night('review').open, involved: new Set([mona.id]) };
  expect(posts(took)['review']).toEqual([]);
});

test('Once wanted, always wanted', () => {
  const paths: readonly (readonly Stage[])[] = [
    ['requested', 'one vote', 'approved', 'released', 'all released', 'in use', 'walked', 'overdue'],
    ['walked', 'handed back', 'returned', 'votes again', 'review', 'countersign', 'refused', 'signed anew'],
    ['review', 'closed'],
    ['approved', 'revoked early'],
    ['released', 'revoked with a part out'],
    ['walked', 'more asked', 'extended'],
    ['walked', 'offered', 'accepted', 'handed over'],
    ['walked', 'revoked'],
    ['requested', 'denied'],
    ['requested', 'withdrawn'],
    ['one vote', 'lapsed'],
    ['approved', 'not collected'],
  ];
  const keys = (stage: Stage) =>
    wanted(night(stage).open, { roster: night(stage).roster, policy: night(stage).policy, library: LIBRARY }).map(
      ({ card, viewer }) => `${card} ${viewer}`,
    );
  for (const path of paths) path.slice(1).forEach((stage, at) => expect(keys(stage)).toEqual(expect.arrayContaining(keys(path[at]!))));
});

test('Nobody has two posts of one card, and marks without a person or accounts without a configuration change nothing', () => {
  for (const stage of ALL_STAGES) {
    const list = wanted(night(stage).open, setting(night(stage))).map(({ card, viewer }) => `${card} ${viewer}`);
    expect(new Set(list).size).toBe(list.length);
  }
  const one = night('requested');
  one.activation = { ...one.open, disowned: [{ seq: 1, at: 1, by: { actor: 'clock' } }] };
  one.policy = { ...one.policy, accounts: new Map() };
  expect(posts(one)).toMatchObject({ vote: [], custody: [] });
});

const card = (shown: Shown) => objects(shown.card).find(({ type }) => type === 'Action.Execute')?.['data'];
const own = (one: Night, who: Person) => honest(mine(one.open, one.viewing(who)), one.open, one.viewing(who));

test.each<readonly [string, Night, Person, string]>([
  ['An approver who is asked gets the approval card', night('requested'), aaron, 'approval'],
  ['The requester who waits gets the request card', night('requested'), rita, 'request'],
  ['The operator with everything in reach gets the operation card', night('all released'), rita, 'operation'],
  ['A custodian with a part to release gets the custody card', night('approved'), carl, 'custody'],
  ['Somebody who owes a task gets the tasks card', night('handed back'), rita, 'tasks'],
  ['A manager who took no part gets the review card', night('review'), mona, 'review'],
  ['A voter who is asked once more gets the card about that', night('votes again'), bea, 'confirmation'],
  ['A manager gets the review card, too, while votes are to be confirmed', night('votes again'), mona, 'review'],
  ['An auditor gets the review card when a countersignature is wanted', night('countersign'), ada, 'review'],
  ['A voter who can only disown gets the vote card', night('one vote'), aaron, 'vote'],
  ['Whoever filed it and can do nothing now can still ask again', night('lapsed'), rita, 'request'],
  ['Anybody else sees the room’s card', night('requested'), carl, 'room'],
])('%s', (_title, one, who, name) => {
  expect(card(own(one, who))).toMatchObject({ card: name });
});

test('Every post of every stage is sound, honest and at most 20 KB, and so is what each reader calls their own', () => {
  for (const stage of ALL_STAGES) {
    const one = night(stage);
    for (const who of PEOPLE) own(one, who);
    for (const { card: name, viewer } of wanted(one.open, setting(one))) {
      const viewing = one.viewing(PEOPLE.find(({ id }) => id === viewer) ?? 'room');
      honest(DRAW[name](one.open, viewing), one.open, viewing);
    }
  }
});

test('A card is the same, byte for byte, for the same view, and minutes alone change nothing', () => {
  for (const one of [night('in use'), superseded(), filed({ over: null }, olaf), new Night().does(rita, 'request', FILED, 0)]) {
    const drawn = () => CARD_NAMES.map((name) => JSON.stringify(DRAW[name](one.open, one.viewing(rita))));
    const before = drawn();
    one.now += 60_000;
    expect(drawn()).toEqual(before);
  }
});

test('One is answered with a card that hangs for oneself or in the room; a manager also with what others have left to do', () => {
  const one = night('left to do');
  const theirs = (name: 'follow-up' | 'room' | 'vote', person: Person, at: Night = one) =>
    isTheirs(name, at.open, { setting: setting(at), person });
  expect([rita, mona, aaron].map((who) => theirs('follow-up', who))).toEqual([true, true, false]);
  expect(theirs('follow-up', mona, night('closed'))).toBe(false);
  expect([theirs('room', rita), theirs('vote', aaron), theirs('vote', rita)]).toEqual([true, true, false]);
});
