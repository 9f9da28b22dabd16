// Correcting what was written: who may, that the original stays, and that only what was written about the use can be corrected.
import { describe, expect, test } from '@jest/globals';
import { lineOf } from '../../dialogs/correct.ts';
import { correctable } from '../../dialogs/offers.ts';
import { written } from '../../ledger/evolve-correct.ts';
import {
  aaron,
  actorOf,
  ada,
  already,
  bea,
  changed,
  CLOSED,
  does,
  given,
  gone,
  IN_USE,
  lastFact,
  milo,
  mona,
  refused,
  REVIEW,
  rita,
} from './given.ts';

const NOTED = [...IN_USE, does(aaron, 'note', { text: 'She rang me at 02:10.' })];
const SEQ = given(...NOTED).night.open.last.seq;
const NOTE = `${SEQ} text`;
const MEND = { line: NOTE, right: 'She rang me at 02:20.', cause: 'I read the wrong clock.' };

describe('what was written', () => {
  test('is corrected by whoever wrote it or by a manager; the fact names record, field, the new words and why, and the original stays', () => {
    for (const who of [aaron, mona, milo]) {
      const { night } = given(...NOTED)
        .when(who, 'correct', MEND)
        .then([{ type: 'Corrected', record: SEQ, field: 'text' }]);
      const fact = lastFact(night, 'Corrected');
      expect(night.open.corrections).toMatchObject([
        { record: SEQ, field: 'text', text: fact.text, why: fact.why, by: { person: who.id } },
      ]);
      expect(night.open.notes).toMatchObject([{ seq: SEQ, text: lastFact(night, 'NoteTaken').text }]);
      expect(night.open.phase).toBe('in use');
    }
  });

  test('is nobody else’s to correct, not even an auditor’s', () => {
    for (const who of [rita, bea, ada])
      given(...NOTED)
        .when(who, 'correct', MEND)
        .then(refused('not-your-line'));
  });

  test('is still theirs when their account belongs to another key of the roster', () => {
    const joined = { ...bea, accounts: [...bea.accounts, ...aaron.accounts] };
    given(...NOTED, gone(aaron), changed(joined))
      .when(joined, 'correct', MEND)
      .then(['Corrected']);
  });

  test('is corrected once by the same words; by other words, or by somebody else, once more', () => {
    const acts = [...NOTED, does(aaron, 'correct', MEND)];
    given(...acts)
      .when(aaron, 'correct', { ...MEND, cause: 'Once more.' })
      .then(already);
    given(...acts)
      .when(aaron, 'correct', { ...MEND, right: 'It was 02:25.' })
      .then(['Corrected']);
    given(...acts)
      .when(mona, 'correct', MEND)
      .then(['Corrected']);
    given(...acts, does(aaron, 'correct', { ...MEND, right: 'It was 02:25.' }))
      .when(aaron, 'correct', MEND)
      .then(['Corrected']);
  });

  test('must be a text of a note, a step or a change of this activation', () => {
    for (const line of [`${SEQ} evidence`, `${SEQ - 1} text`, `1 why`, 'text', '', `0${SEQ} text`])
      given(...NOTED)
        .when(mona, 'correct', { ...MEND, line })
        .then(refused('text-unknown'));
  });

  test('that was taken out cannot be corrected: its words are gone', () => {
    const what = lastFact(given(...NOTED).night, 'NoteTaken').text;
    given(...NOTED, does(aaron, 'redact', { what, why: 'A secret.' }))
      .when(aaron, 'correct', MEND)
      .then(refused('text-gone'));
  });

  test('can be corrected when everything is over, and a manager who corrects can still review', () => {
    const note = does(aaron, 'note', { text: 'late' });
    const { night } = given(...CLOSED, note);
    given(...CLOSED, note)
      .when(mona, 'correct', { ...MEND, line: `${night.open.last.seq} text` })
      .then(['Corrected']);
    const review = given(...REVIEW, note).night.open.last.seq;
    const after = given(...REVIEW, note, does(mona, 'correct', { ...MEND, line: `${review} text` })).night;
    expect(after.open.involved.has(mona.id)).toBe(false);
  });
});

describe('what can be corrected', () => {
  test('are one’s own texts for everybody, and all of them for a manager: each text of a change by itself', () => {
    const acts = [...NOTED, does(rita, 'change', { was: 'on', is: 'off', back: 'on' })];
    const can = (who: typeof aaron) => {
      const { night } = given(...acts);
      return correctable(night.open, night.tenant, night.circumstances(actorOf(who)));
    };
    const changed = given(...acts).night.open.last.seq;
    expect(can(aaron)).toEqual([NOTE]);
    expect(can(rita)).toEqual(['was', 'is', 'back'].map((field) => `${changed} ${field}`));
    expect(can(mona)).toEqual(written(given(...acts).night.open).map(lineOf));
    expect(can(bea)).toEqual([]);
  });
});
