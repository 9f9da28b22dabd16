import { describe, expect, test } from '@jest/globals';
import { parseFrame, parseOpened } from '../../ledger/frame.ts';
import { fields, ORIGIN, signer } from './sample-ledger.ts';

const due = { seq: 2, at: 1_790_000_001_000 };
const second = sorted(fields(2)) as ReturnType<typeof fields>;

test('the frame of a record gives its time and its facts, known or not', () => {
  expect(parseFrame(second, due)).toEqual({ at: 1_790_000_002_000, facts: second['facts'] });
  expect(typeof parseFrame({ ...second, activation: null, facts: [{ type: 'OfALaterRelease', more: 1 }] }, due)).toBe('object');
  expect(typeof parseFrame({ ...second, at: due.at }, due)).toBe('object');
});

describe('what is no record says why', () => {
  test.each<[string, unknown, string]>([
    ['no object', [], 'is not a JSON object'],
    ['no version', {}, 'has the version null, and this verifier knows version 1 only'],
    ['a later version', { ...second, v: 2 }, 'has the version 2, and this verifier knows version 1 only'],
    [
      'another field',
      { ...second, z: 1 },
      'has the fields activation at by facts policy seq v z; a record has activation at by facts policy seq v',
    ],
    ['another sequence', sorted(fields(3)), 'carries seq 3'],
    ['no sequence', sorted({ ...second, seq: null }), 'carries seq null'],
    ['no time', sorted({ ...second, at: 'noon' }), 'has no time: at is not in milliseconds since 1970'],
    ['a time before 1970', sorted({ ...second, at: -1 }), 'has no time: at is not in milliseconds since 1970'],
    ['a time after all', sorted({ ...second, at: 8_640_000_000_000_001 }), 'has no time: at is not in milliseconds since 1970'],
    [
      'a time that goes back',
      sorted({ ...second, at: due.at - 1 }),
      'is dated 2026-09-21T14:13:20.999Z, before record 1 (2026-09-21T14:13:21.000Z)',
    ],
    ['nobody', sorted({ ...second, by: 'me' }), 'does not say who acted: by is not an object'],
    ['no policy', sorted({ ...second, policy: null }), 'names no policy: policy is not 64 lower-case hex digits'],
    ['a policy in capitals', sorted({ ...second, policy: 'AB'.repeat(32) }), 'names no policy: policy is not 64 lower-case hex digits'],
    ['no activation', sorted({ ...second, activation: 42 }), 'belongs to nothing: activation is neither a text nor null'],
    ['facts that are none', sorted({ ...second, facts: {} }), 'has no facts: facts is not a list of objects with a type'],
    ['no fact', sorted({ ...second, facts: [] }), 'has no facts: facts is not a list of objects with a type'],
    ['a fact without type', sorted({ ...second, facts: [{}] }), 'has no facts: facts is not a list of objects with a type'],
    ['a fact that is a text', sorted({ ...second, facts: ['x'] }), 'has no facts: facts is not a list of objects with a type'],
    ['a second opening', sorted({ ...second, facts: fields(1)['facts'] }), 'opens a ledger again; only the first fact of record 1 may'],
  ])('%s', (_, value, sentence) => {
    expect(parseFrame(value, due)).toBe(sentence);
  });

  test('a second opening in the first record', () => {
    const [opens] = fields(1)['facts'] as readonly [object];
    const first = { seq: 1, at: 0 };
    expect(typeof parseFrame(sorted(fields(1)), first)).toBe('object');
    for (const facts of [
      [opens, opens],
      [{ type: 'Noted' }, opens],
    ])
      expect(parseFrame(sorted({ ...fields(1), facts }), first)).toBe('opens a ledger again; only the first fact of record 1 may');
  });
});

describe('the fact that opens a ledger', () => {
  const opens = { type: 'LedgerOpened', mode: 'local', tenant: 'contoso.example', origin: ORIGIN, key: signer.vkey };

  test('fixes mode, tenant, origin and key', () => {
    expect(parseOpened([opens])).toMatchObject({
      mode: 'local',
      tenant: 'contoso.example',
      origin: ORIGIN,
      vkey: signer.vkey,
      key: { id: signer.id },
    });
  });

  test.each([
    ['nothing', [], 'does not open a ledger: its first fact is not LedgerOpened'],
    ['another fact', [{ type: 'Noted' }], 'does not open a ledger: its first fact is not LedgerOpened'],
    ['no tenant', [{ ...opens, tenant: 1 }], 'does not open a ledger: LedgerOpened lacks mode, tenant, origin or key'],
    [
      'a key that is none',
      [{ ...opens, key: 'x' }],
      'names no key that could be checked against. A verifier key reads name+id+base64, with neither spaces nor a plus in its name',
    ],
  ])('%s', (_, facts, sentence) => {
    expect(parseOpened(facts)).toBe(sentence);
  });
});

function sorted(value: object): object {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
