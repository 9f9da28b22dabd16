import { expect, test } from '@jest/globals';
import { isReader, readerOf } from '../../cards/reader.ts';
import { carl, mona, night, rita } from './sample.ts';

test('A reader may do what would be accepted, about the parts, steps and tasks that it would be accepted about', () => {
  const approved = night('approved');
  const custodian = readerOf(approved.open, approved.viewing(carl));
  expect([custodian.may('release'), custodian.may('approve'), custodian.items('release')]).toEqual([true, false, ['key-1/key']]);
  const use = night('in use');
  expect(readerOf(use.open, use.viewing(rita)).items('finish-step')).toEqual(['find-policy']);
  const back = night('handed back');
  expect(readerOf(back.open, back.viewing(rita)).items('do-task')).toEqual(['sessions', 'signed-in', 'policy-mended', 'change-1']);
});

test('The room may do nothing, and is nobody', () => {
  const one = night('approved');
  const room = readerOf(one.open, one.viewing('room'));
  expect([room.person, room.may('note'), isReader(mona.id, one.viewing('room'))]).toEqual([null, false, false]);
  expect([isReader(mona.id, one.viewing(mona)), isReader(mona.id, one.viewing(rita))]).toEqual([true, false]);
});
