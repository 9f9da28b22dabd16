// Taking a typed text out later: who may, what stays, and that nothing typed afterwards brings it back.
import { describe, expect, test } from '@jest/globals';
import { redactable } from '../../dialogs/offers.ts';
import { forgotten, notRedacted } from '../../dialogs/redact.ts';
import { sealText } from '../../ledger/text.ts';
import {
  aaron,
  actorOf,
  ada,
  already,
  bea,
  carl,
  changed,
  CLOSED,
  DENIED,
  does,
  files,
  FILED,
  given,
  gone,
  IN_USE,
  lastFact,
  mona,
  refused,
  REVIEW,
  rico,
  rita,
  sha,
} from './given.ts';

const NOTED = [...IN_USE, does(aaron, 'note', { text: 'The password is Winter2026!' })];
const NOTE = lastFact(given(...NOTED).night, 'NoteTaken').text;
const lastRecord = given(...NOTED).night.records.length;
const OUT = { what: NOTE, why: 'A password was pasted.' };

describe('a typed text', () => {
  test('is taken out by whoever typed it, by a manager, or by an auditor; the fact names record, hash and reason', () => {
    for (const who of [aaron, mona, ada]) {
      const { night } = given(...NOTED)
        .when(who, 'redact', OUT)
        .then([{ type: 'TextRedacted', record: lastRecord, hash: NOTE }]);
      const taken = night.open.redacted.get(NOTE);
      expect(taken).toMatchObject({ by: { person: who.id }, why: lastFact(night, 'TextRedacted').why });
      expect(night.open.notes).toHaveLength(1);
      expect(night.open.phase).toBe('in use');
    }
  });

  test('is nobody else’s to take out', () => {
    for (const who of [rita, bea, carl])
      given(...NOTED)
        .when(who, 'redact', OUT)
        .then(refused('not-your-text'));
  });

  test('is still theirs when their account belongs to another key of the roster', () => {
    const joined = { ...bea, accounts: [...bea.accounts, ...aaron.accounts] };
    given(...NOTED, gone(aaron), changed(joined))
      .when(joined, 'redact', OUT)
      .then(['TextRedacted']);
  });

  test('is taken out once: again by the same person adds nothing, by another it says so', () => {
    given(...NOTED, does(aaron, 'redact', OUT))
      .when(aaron, 'redact', { ...OUT, why: 'Once more.' })
      .then(already);
    given(...NOTED, does(aaron, 'redact', OUT))
      .when(mona, 'redact', OUT)
      .then(refused('text-gone'));
  });

  test('must be one of this activation; a runbook’s source and the digest of the request are none', () => {
    const { request, digest } = given(...FILED).night.open;
    for (const what of [sha('other'), request.runbook.digest, request.postUse, digest])
      given(...NOTED)
        .when(mona, 'redact', { ...OUT, what })
        .then(refused('text-unknown'));
  });

  test('can be taken out in every phase, also when everything is over', () => {
    for (const acts of [FILED, DENIED, REVIEW, CLOSED]) {
      const what = lastFact(given(...acts).night, 'Requested').why;
      given(...acts)
        .when(mona, 'redact', { ...OUT, what })
        .then(['TextRedacted']);
    }
  });

  test('the reason for it can be taken out, too', () => {
    const why = lastFact(given(...NOTED, does(aaron, 'redact', OUT)).night, 'TextRedacted').why;
    given(...NOTED, does(aaron, 'redact', OUT))
      .when(aaron, 'redact', { what: why, why: 'It named the password.' })
      .then(['TextRedacted']);
  });

  test('taking one out is no part in the activation: a manager can still review', () => {
    const { night } = given(...REVIEW, does(mona, 'redact', { ...OUT, what: given(...REVIEW).night.open.request.why }));
    expect(night.open.involved.has(mona.id)).toBe(false);
  });

  test('leaves the request as it was, so votes still count', () => {
    const { night } = given(files(), does(rita, 'redact', { ...OUT, what: given(...FILED).night.open.request.why }));
    expect(night.open.digest).toBe(given(...FILED).night.open.digest);
    expect(night.open.request.operator).not.toBe(rico.id);
  });
});

describe('what can be taken out', () => {
  test('is one’s own for everybody, all of it for a manager, and nothing that is out already', () => {
    const can = (who: typeof aaron, ...acts: typeof NOTED) => {
      const { night } = given(...acts);
      return redactable(night.open, night.tenant, night.circumstances(actorOf(who)));
    };
    expect(can(aaron, ...NOTED)).toEqual([NOTE]);
    expect(can(mona, ...NOTED)).toEqual([...given(...NOTED).night.open.typed.keys()]);
    const { night } = given(...NOTED, does(aaron, 'redact', OUT));
    expect(can(aaron, ...NOTED, does(aaron, 'redact', OUT))).toEqual([lastFact(night, 'TextRedacted').why]);
  });
});

describe('texts beside the ledger', () => {
  test('those that a fact takes out leave with it', () => {
    const fact = lastFact(given(...NOTED, does(aaron, 'redact', OUT)).night, 'TextRedacted');
    expect(forgotten([fact, { type: 'VoteVoided' }])).toEqual([NOTE]);
  });

  test('the same words typed again do not bring them back; others are kept', () => {
    const text = { ...sealText('x', ''), hash: NOTE };
    const other = sealText('y', '');
    const { night } = given(...NOTED, does(aaron, 'redact', OUT));
    expect(notRedacted([text, other], night.open)).toEqual([other]);
    expect(notRedacted([text, other], null)).toEqual([text, other]);
  });
});
