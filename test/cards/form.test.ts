// The request form: what is asked, what is chosen beforehand, and what comes back when something was wrong.
import { expect, test } from '@jest/globals';
import { drawForm, type Opening } from '../../cards/form.ts';
import { Command } from '../../dialogs/command.ts';
import { ada, carl, HOSTILE, LIBRARY, Night, night, olaf, PEOPLE, POLICY, rita, rosterOf, WHY } from './sample.ts';
import { inputs, sound } from './sound.ts';
import { objects, pressed, words } from './words.ts';

const REAL: Opening = { domain: 'conditional-access', kind: 'real', over: null };
const draw = (one: Night, opening: Opening = REAL, who = rita) => sound(drawForm(opening, one.viewing(who)));
const input = (shown: ReturnType<typeof draw>, id: string) =>
  objects(shown.card).find((one) => one['id'] === id && String(one['type']).startsWith('Input'));
const file = (shown: ReturnType<typeof draw>) => objects(shown.card).find(({ verb }) => verb === 'request');

test('The form names the runbook, its checks, and asks for everything that is frozen once filed', () => {
  const shown = draw(new Night());
  expect(words(shown)).toContain(
    'REAL · NOT YET FILED\nConditional Access lock-out: ask for an emergency account\nRunbook: Conditional Access lock-out. Two other people must approve.',
  );
  expect(words(shown)).toContain('Look at this first\n- Can another administrator still sign in from another place or device?');
  expect(inputs(shown)).toEqual(['otherAdmin', 'account', 'fallback', 'operator', 'minutes', 'why', 'ticket']);
  expect([input(shown, 'account')?.['value'], input(shown, 'operator')?.['value'], input(shown, 'minutes')?.['value']]).toEqual([
    'bg-admin-01',
    'E1001',
    '60',
  ]);
  expect(file(shown)).toMatchObject({
    title: 'Ask two people to approve',
    data: { card: 'form', domain: 'conditional-access', kind: 'real' },
  });
});

test('An address in the runbook’s checks stays whole', () => {
  const offered = LIBRARY.offered.map((pinned) => ({
    ...pinned,
    runbook: { ...pinned.runbook, before: ['Look at https://status.azure.com from a phone.'] },
  }));
  const viewing = new Night().viewing(rita);
  const shown = sound(drawForm(REAL, { ...viewing, circumstances: { ...viewing.circumstances, library: { ...LIBRARY, offered } } }));
  expect(words(shown)).toContain('- Look at https://status.azure.com from a phone.');
});

test('Who does not know yet reads why this runbook comes, and every form leads back to the question', () => {
  const shown = draw(new Night(), { ...REAL, domain: 'dont-know' });
  expect(words(shown)).toContain('You do not know yet, and that is fine: start with the likeliest');
  expect(words(draw(new Night()))).not.toContain('You do not know yet');
  const back = objects(shown.card).find(({ title }) => title === 'Back: what is broken?');
  expect(back).toMatchObject({ verb: 'begin', associatedInputs: 'none', data: { card: 'form', kind: 'real' } });
});

test('A drill is not asked whether another administrator can still sign in: nothing is broken', () => {
  const drill: Opening = { domain: 'drill', kind: 'drill', over: null };
  const shown = draw(new Night(), drill);
  expect(inputs(shown)).toEqual(['account', 'fallback', 'operator', 'minutes', 'why', 'ticket']);
  expect(words(shown)).not.toContain('another administrator');
  expect(file(shown)?.['data']).toEqual({ card: 'form', domain: 'drill', kind: 'drill', otherAdmin: 'unknown' });
  const over = draw(new Night(), { ...drill, over: night('denied', { kind: 'drill' }).open });
  expect(file(over)?.['data']).toMatchObject({ over: 'BG-2026-0001', otherAdmin: 'unknown' });
});

test('Filed over a denial, the form begins with the reason of before; what was taken out later stays out', () => {
  const one = night('denied');
  expect(input(draw(one, { ...REAL, over: one.open }), 'why')?.['value']).toBe(WHY);
  one.texts.clear();
  expect(input(draw(one, { ...REAL, over: one.open }), 'why')?.['value']).toBe('');
});

test('What the form sends with its inputs is a command', () => {
  const { data } = file(draw(new Night())) ?? {};
  const raw = {
    ...(data as object),
    verb: 'request',
    otherAdmin: 'no',
    account: 'bg-admin-01',
    operator: 'E1001',
    minutes: '60',
    why: { text: 'x', salt: '' },
    ticket: { text: '', salt: '' },
  };
  expect(Command.parse(raw)).toMatchObject({ verb: 'request', kind: 'real', minutes: 60, over: null, ticket: null });
});

test('Only lengths of use that the runbook allows are on offer', () => {
  const lengths = (opening: Opening) =>
    (input(draw(new Night(), opening), 'minutes')?.['choices'] as readonly { value: string }[]).map(({ value }) => value);
  expect(lengths(REAL)).toEqual(['30', '60']);
  expect(lengths({ ...REAL, kind: 'drill' })).toEqual(['30', '60', '120']);
});

test('An account that is held says by what, and a free one is chosen beforehand', () => {
  const shown = draw(night('requested'), REAL, olaf);
  expect(input(shown, 'account')).toMatchObject({
    value: 'bg-admin-02',
    choices: [{ title: 'bg-admin-01 (bg-admin-01@contoso.onmicrosoft.com): held by BG-2026-0001' }, { value: 'bg-admin-02' }],
  });
  expect(input(draw(new Night(), { ...REAL, account: 'bg-admin-02' }), 'account')?.['value']).toBe('bg-admin-02');
});

test('A drill says so and walks the drill’s runbook whatever was chosen', () => {
  const shown = draw(new Night(), { ...REAL, kind: 'drill' });
  expect(words(shown)).toContain(
    'DRILL · DRY · NOT YET FILED\nPractise with an emergency account; nothing is broken, and nobody signs in\nRunbook: Emergency drill.',
  );
  expect([shown.summary, file(shown)?.['title']]).toEqual(['DRILL Ask for an emergency account', 'Start this drill']);
  expect(file(shown)?.['data']).toMatchObject({ domain: 'drill', kind: 'drill' });
});

test('Filed over a denial it shows who denied and why, and carries the denied id', () => {
  const denied = night('denied');
  const shown = draw(denied, { ...REAL, over: denied.open });
  expect(words(shown)).toContain('Aaron Approver denied BG-2026-0001:  \nThe portal opens for me; ask me to undo it.');
  expect(file(shown)?.['data']).toMatchObject({ over: 'BG-2026-0001' });
  expect(words(draw(denied, { ...REAL, over: night('requested').open }))).not.toContain('denied BG');
});

test('When a field was wrong, what was typed comes back as it was, under the notice', () => {
  const entered = {
    otherAdmin: 'yes',
    account: 'bg-admin-02',
    operator: olaf.id,
    minutes: '30',
    why: 'see https://x.example ${a}',
    ticket: 'INC1',
  };
  const viewing = new Night().viewing(rita, { notice: { tone: 'attention', text: 'Another administrator can still sign in.' } });
  const shown = drawForm({ ...REAL, entered }, viewing);
  expect(words(shown)).toContain('! Another administrator can still sign in.');
  for (const [id, value] of Object.entries(entered)) expect(input(shown, id)?.['value']).toBe(value);
});

test('Where nothing can be filed the form says why and has no button', () => {
  const cases: readonly (readonly [Opening, typeof rita, string])[] = [
    [REAL, carl, 'Only people with the role responder can ask. Ring one of them, or the duty manager, \\+49 30 555 0100.'],
    [REAL, ada, 'Only people with the role responder can ask.'],
    [{ ...REAL, domain: 'federation' }, rita, 'There is no runbook for this. Choose “Don’t know yet”.'],
  ];
  for (const [opening, who, sentence] of cases) {
    const shown = draw(new Night(), opening, who);
    expect(words(shown)).toContain(sentence);
    expect(pressed(shown)).toEqual(['no-quorum', 'begin']);
  }
  expect(pressed(drawForm(REAL, new Night().viewing('room')))).toEqual(['begin']);
});

test('Without an account, or a length of use that the runbook allows, nothing is asked', () => {
  const one = new Night();
  for (const policy of [
    { ...POLICY, limits: { ...POLICY.limits, use: [480] } },
    { ...POLICY, accounts: new Map() },
  ]) {
    one.policy = policy;
    const shown = draw(one);
    expect(words(shown)).toContain('The configuration has no account, or no length of use that the runbook allows.');
    expect([inputs(shown), pressed(shown)]).toEqual([[], ['no-quorum', 'begin']]);
  }
});

test('The length chosen beforehand is an hour, or the longest below it; with every account held none is chosen', () => {
  const one = night('requested');
  one.policy = { ...POLICY, limits: { ...POLICY.limits, use: [15, 30] }, accounts: new Map([...POLICY.accounts].slice(0, 1)) };
  const shown = draw(one);
  expect([input(shown, 'minutes')?.['value'], input(shown, 'account')?.['value']]).toEqual(['30', '']);
});

test('A runbook without checks shows none', () => {
  const viewing = new Night().viewing(rita);
  const offered = LIBRARY.offered.map((pinned) => ({ ...pinned, runbook: { ...pinned.runbook, before: [] } }));
  const shown = drawForm(REAL, { ...viewing, circumstances: { ...viewing.circumstances, library: { ...LIBRARY, offered } } });
  expect(words(shown)).not.toContain('Look at this first');
});

test('Hostile names and reasons are broken where a client could act on them', () => {
  for (const text of HOSTILE) {
    const denied = night('denied');
    denied.roster = rosterOf(PEOPLE.map((person) => ({ ...person, name: text })));
    denied.texts.forEach((_, digest) => denied.texts.set(digest, text));
    const shown = draw(denied, { ...REAL, over: denied.open }, denied.roster.people.get(rita.id));
    const seen = objects(shown.card)
      .flatMap(({ text: words, title }) => [words, title])
      .filter((one) => typeof one === 'string');
    expect(seen.join('\n')).not.toMatch(/<at>|<b>|\{\{|\$\{|:\/\/|[\u202E\u2066]|\p{M}{4}|\p{Cs}/u);
  }
});
