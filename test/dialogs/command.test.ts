import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Command, type Misread, parseCommand, textsOf } from '../../dialogs/command.ts';
import { given, FILED, FILING, rita, salt, sha, START } from './given.ts';
import { fileOf } from './given-policy.ts';

const ABOUT = { activation: 'BG-2026-0001' };
const VOTE = { verb: 'approve', ...ABOUT, request: sha('request'), number: '07', attempt: 0 };
const wrong = (raw: Readonly<Record<string, unknown>>): readonly Misread[] => {
  const read = parseCommand(raw, salt);
  return 'verb' in read ? [] : read;
};

describe('reading what an edge brings', () => {
  test('typed text is sealed with the salt of its field', () => {
    const read = parseCommand({ verb: 'note', ...ABOUT, text: ' as seen ' }, salt);
    expect(read).toMatchObject({ verb: 'note', text: { text: 'as seen', salt: salt('text', ' as seen ') } });
  });
  test('the same words delivered twice are the same command', () => {
    const raw = { verb: 'deny', ...ABOUT, request: sha('request'), why: 'No.' };
    expect(parseCommand(raw, salt)).toEqual(parseCommand(raw, salt));
  });
  test('optional text that is empty is not given', () => {
    expect(parseCommand({ verb: 'withdraw', ...ABOUT, why: '' }, salt)).toEqual({ verb: 'withdraw', ...ABOUT, why: null });
    expect(parseCommand({ verb: 'finish-step', ...ABOUT, step: 'look' }, salt)).toEqual({
      verb: 'finish-step',
      ...ABOUT,
      step: 'look',
      runbook: null,
      choice: null,
      evidence: null,
    });
    expect(parseCommand(FILING, salt)).toMatchObject({ over: null, ticket: null, minutes: 60 });
  });
  test('numbers are read as people type them', () => {
    for (const number of ['07', ' 7 ', 7, '7']) expect(parseCommand({ ...VOTE, number }, salt)).toMatchObject({ number: 7 });
    for (const number of ['', '100', '-1', '7.0', '0x7', '1e1', 'seven', 100, -1, 1.5, null, true, [7], { valueOf: 7 }, NaN, '٠٧']) {
      expect(wrong({ ...VOTE, number })).toEqual([
        { field: 'number', what: 'this must be the two digits that the requester reads out, such as 07' },
      ]);
    }
  });
  test('minutes are a whole number', () => {
    for (const minutes of [60, '60', ' 60 ']) expect(parseCommand({ ...FILING, minutes }, salt)).toMatchObject({ minutes: 60 });
    for (const minutes of [0, '0', 1441, '99999', true, [60], null, '60 minutes']) {
      expect(wrong({ ...FILING, minutes })).toEqual([{ field: 'minutes', what: 'this must be a number of minutes from 1 to 1440' }]);
    }
  });
  test('every field that is wrong is named', () => {
    const problems = wrong({ verb: 'release', activation: 'BG-1', part: 'key', seal: '' });
    expect(problems.map(({ field }) => field).sort()).toEqual(['activation', 'part', 'seal']);
    expect(problems.find(({ field }) => field === 'seal')?.what).toBe('a few words are needed here');
  });
  test('a verb that there is not is named', () => {
    for (const verb of [
      'open',
      'lapse',
      'supersede',
      'adopt',
      'overdue',
      'vote',
      undefined,
      null,
      7,
      ['note'],
      '__proto__',
      'constructor',
    ]) {
      expect(wrong({ verb, ...ABOUT }).map(({ field }) => field)).toEqual(['verb']);
    }
  });
  test('what no command knows is dropped', () => {
    const read = parseCommand(
      { verb: 'in-hand', ...ABOUT, person: 'E1', roles: ['approver'], now: 1, __proto__: { verb: 'approve' } },
      salt,
    );
    expect(read).toEqual({ verb: 'in-hand', ...ABOUT });
  });
});

describe('the texts of a command', () => {
  test('are written beside its facts', () => {
    const read = Command.parse({
      verb: 'change',
      ...ABOUT,
      was: { text: 'on', salt: '' },
      is: { text: 'off', salt: '' },
      back: { text: 'on again', salt: '' },
    });
    expect(textsOf(read).map(({ text }) => text)).toEqual(['on', 'off', 'on again']);
  });
  test('are none where nothing was typed', () => {
    expect(textsOf(Command.parse({ verb: 'withdraw', ...ABOUT, why: { text: '', salt: '' } }))).toEqual([]);
  });
  test('of a configuration that was read is its whole text', () => {
    const { policy, roster } = fileOf();
    expect(textsOf({ verb: 'adopt', read: { policy, roster, source: 'tenant: …' } })).toEqual([
      { hash: policy.digest, salt: '', text: 'tenant: …' },
    ]);
  });
});

describe('hostile JSON', () => {
  const verbs = Command.def.options.map((option) => option.shape.verb.value);
  const fields = [...new Set(Command.def.options.flatMap((option) => Object.keys(option.shape)))];
  const hostile = fc.oneof(
    fc.constantFrom<unknown>(
      '${x}',
      '<at>CISO</at>',
      '{{DATE(2020-01-01T00:00:00Z)}}',
      '\uD800',
      '\u202E',
      `a${'\u0301'.repeat(10_000)}`,
      '=1+1',
      'x'.repeat(30_000),
      '__proto__',
      'constructor',
      '',
      null,
      undefined,
      true,
      -0,
      1e308,
      NaN,
      [],
      {},
      [[]],
      { text: 'x', salt: 'y' },
      { toString: 1 },
      '9'.repeat(400),
      'BG-2026-0001',
      sha('x'),
      '07',
      'key-1/key',
    ),
    fc.jsonValue({ maxDepth: 4 }),
    fc.string({ unit: 'binary' }),
    fc.dictionary(fc.constantFrom('__proto__', 'verb', 'text', 'salt', 'toString'), fc.jsonValue()),
  );
  const raw = fc
    .tuple(
      fc.oneof(fc.constantFrom<unknown>(...verbs), hostile),
      fc.array(fc.tuple(fc.oneof(fc.constantFrom(...fields), fc.constant('__proto__'), fc.string()), hostile), { maxLength: 16 }),
    )
    .map(([verb, entries]) => Object.fromEntries([...entries, ['verb', verb]]));

  test('never throws, and what it says wrong is said as sentences about fields', () => {
    fc.assert(
      fc.property(raw, (value) => {
        const read = parseCommand(value, salt);
        if ('verb' in read) for (const { text } of textsOf(read)) expect(text.isWellFormed()).toBe(true);
        else for (const { field, what } of read) expect(`${field}: ${what}`).toMatch(/^[\w-]+: .+/u);
      }),
      { numRuns: 500 },
    );
  });

  test('never activates: without the number of this request nobody votes', () => {
    const night = given(...FILED).night;
    fc.assert(
      fc.property(raw, fc.constantFrom(...night.roster.people.values()), (value, person) => {
        const read = parseCommand({ ...value, activation: night.open.id }, salt);
        if (!('verb' in read) || read.verb === 'request') return;
        const decision = night.decideRead(person, read);
        const types = decision.kind === 'happened' ? decision.facts.map(({ type }) => type) : [];
        expect(types).not.toContain('QuorumReached');
        expect(types).not.toContain('VoteCast');
        expect(types).not.toContain('CredentialInHand');
      }),
      { numRuns: 500 },
    );
    expect(night.now).toBe(START);
    expect(night.open.requester).toBe(rita.id);
  });
});
