// The first question of the night.
import { expect, test } from '@jest/globals';
import { domainsOffered, drawBroken } from '../../cards/broken.ts';
import { carl, HOSTILE, LIBRARY, Night, night, olaf, PEOPLE, rita, rosterOf } from './sample.ts';
import { unapproved } from './sample-declared.ts';
import { two } from './sample-fallback.ts';
import { harmless, sound } from './sound.ts';
import { objects, pressed, words } from './words.ts';

test('A responder chooses among the cases that there is a runbook for, “don’t know yet” first', () => {
  const shown = sound(drawBroken(new Night().viewing(rita)));
  const [choice] = objects(shown.card).filter(({ id }) => id === 'domain');
  expect(choice).toMatchObject({
    value: 'dont-know',
    choices: [
      { title: 'Don’t know yet', value: 'dont-know' },
      { title: 'Conditional Access lock-out', value: 'conditional-access' },
    ],
  });
  expect(objects(shown.card).filter(({ type }) => type === 'Action.Execute')).toMatchObject([
    { title: 'Ask for an emergency account', verb: 'begin', data: { card: 'broken', kind: 'real' } },
    { title: 'Practise: dry drill', verb: 'begin', data: { kind: 'drill', domain: 'drill' }, associatedInputs: 'none' },
    { title: 'Nobody can approve in time …', verb: 'no-quorum', associatedInputs: 'none' },
  ]);
  expect(words(shown)).not.toContain('Open now');
});

test('What is open now can be joined, drills marked', () => {
  const one = night('requested', { kind: 'drill' });
  const shown = sound(drawBroken(one.viewing(olaf)));
  expect(words(shown)).toContain('Open now\nDRILL BG-2026-0001: **bg-admin-01**, asked for by Rita Requester');
  expect(objects(shown.card).find(({ verb }) => verb === 'my-view')?.['data']).toEqual({ card: 'broken', activation: 'BG-2026-0001' });
  expect(words(drawBroken(night('requested').viewing(olaf)))).toContain('\nBG-2026-0001: **bg-admin-01**');
  expect(words(drawBroken(night('handed back').viewing(olaf)))).not.toContain('BG-2026-0001');
  expect(words(drawBroken(unapproved('declared').viewing(olaf)))).toContain(
    'UNAPPROVED BG-2026-0001: **bg-admin-01**, in use without quorum',
  );
});

test('Whoever is no responder can still say that they go in without quorum; the duty manager’s number is there', () => {
  const shown = sound(drawBroken(new Night().viewing(carl)));
  expect(words(shown)).toContain(
    'BREAK-GLASS\nIs something broken? A responder asks for the account\nRing Rita Requester, \\+49 30 555 0101, Olaf Operator, \\+49 30 555 0107 or the duty manager, \\+49 30 555 0100. What you owe comes as a card of its own; votes are given with its buttons and never typed.',
  );
  expect(pressed(shown)).toEqual(['no-quorum']);
  expect(pressed(drawBroken(new Night().viewing('room')))).toEqual([]);
});

test('Without a runbook nothing can begin, but going in without quorum', () => {
  const viewing = new Night().viewing(rita);
  const bare = { ...viewing, circumstances: { ...viewing.circumstances, library: { ...LIBRARY, offered: [] } } };
  expect([domainsOffered(bare), pressed(drawBroken(bare))]).toEqual([[], ['no-quorum']]);
});

test('Hostile names stay plain', () => {
  for (const text of HOSTILE) {
    const one = night('requested');
    one.roster = rosterOf(PEOPLE.map((person) => ({ ...person, name: text })));
    harmless(drawBroken(one.viewing(olaf)));
  }
});

test('What somebody said chooses the nearest case, and the card says so', () => {
  const shown = sound(drawBroken(new Night().viewing(rita), 'everybody is blocked by a conditional access policy'));
  expect(objects(shown.card).find(({ id }) => id === 'domain')?.['value']).toBe('conditional-access');
  expect(words(shown)).toContain(
    'Your words fit “Conditional Access lock-out” best; choose another if that is wrong. Nothing is filed yet.',
  );
  const other = drawBroken(new Night().viewing(rita), 'what is for lunch');
  expect(objects(other.card).find(({ id }) => id === 'domain')?.['value']).toBe('dont-know');
  expect(words(other)).toContain('The answer decides what can work. Nothing is filed yet.');
});

test('What fits a case goes along to the form as the reason; one word, practice, what looks like a credential, and all that fits none does not', () => {
  const why = (said: string) => {
    const asked = objects(sound(drawBroken(new Night().viewing(rita), said)).card).find(
      ({ title }) => title === 'Ask for an emergency account',
    );
    return (asked?.['data'] as Record<string, unknown>)['why'];
  };
  const blocked = 'everybody is blocked by a conditional access policy';
  expect(why(` ${blocked} `)).toBe(blocked);
  expect(why(`${blocked}${' x'.repeat(2000)}`)).toHaveLength(1000);
  for (const said of ['', 'hello', 'good morning', 'thank you very much', 'BG-2026-0001 is what I mean', 'x '.repeat(2000)])
    expect([said, why(said)]).toEqual([said, '']);
  for (const said of ['conditional-access', 'an exercise with the emergency account, a drill', `${blocked}, the password is Zx9!kk21Qp`]) {
    expect(words(drawBroken(new Night().viewing(rita), said))).not.toContain('The answer decides');
    expect([said, why(said)]).toEqual([said, '']);
  }
  for (const text of HOSTILE) harmless(sound(drawBroken(new Night().viewing(rita), `${blocked} ${text}`)));
});

test('Practice is not a case to choose: the button is named', () => {
  const shown = sound(drawBroken(new Night().viewing(rita), 'an exercise with the emergency account, a drill'));
  expect(words(shown)).toContain('That sounds like practice: press “Practise”. Nothing is filed yet.');
  expect(objects(shown.card).find(({ id }) => id === 'domain')?.['value']).toBe('dont-know');
});

test('Whoever speaks of an attack is told to go to the telephone', () => {
  const viewing = new Night().viewing(rita);
  const book = LIBRARY.offered[0];
  if (book === undefined) throw new Error('the sample library is empty');
  const attack = {
    ...book,
    runbook: { ...book.runbook, title: 'Attack by an intruder', words: ['attacker, hacked'], domains: ['suspected-attack' as const] },
  };
  const library = { ...LIBRARY, offered: [attack] };
  const shown = sound(drawBroken({ ...viewing, circumstances: { ...viewing.circumstances, library } }, 'an attacker has hacked us'));
  expect(words(shown)).toContain('Write no more about it here, an intruder may read along: use the telephone.');
});

test('What fits only “don’t know yet” chooses nothing else', () => {
  const viewing = new Night().viewing(rita);
  const book = LIBRARY.offered[0];
  if (book === undefined) throw new Error('the sample library is empty');
  const vague = { ...book, runbook: { ...book.runbook, words: ['mystery, riddle'], domains: ['dont-know' as const] } };
  const library = { ...LIBRARY, offered: [vague] };
  const shown = drawBroken({ ...viewing, circumstances: { ...viewing.circumstances, library } }, 'a mystery and a riddle, a mystery');
  expect(words(shown)).toContain('The answer decides what can work.');
});

test('An open request that holds two accounts is listed with both', () => {
  const one = two('filed');
  expect(words(drawBroken(one.viewing(rita)))).toContain('BG-2026-0001: **bg-admin-01** and **bg-admin-02**, asked for by Rita Requester');
});
