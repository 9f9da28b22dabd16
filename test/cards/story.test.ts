import { expect, test } from '@jest/globals';
import { ATTEMPTS, sentence, story } from '../../cards/story.ts';
import { telling as tellingOf } from '../../cards/timeline.ts';
import { Command } from '../../dialogs/command.ts';
import { Fact } from '../../ledger/fact.ts';
import { mona, night } from './sample.ts';
import { LINES, STORIES, telling } from './sample-lines.ts';

const one = telling(night('requested'));
const words = { ...tellingOf(one.open, one.viewing(mona)), clock: (at: number) => new Date(at).toISOString().slice(11, 16) };

test.each(STORIES.map(([, fact, text], at) => [fact.type, text, at] as const))('%s reads: %s', (_, text, at) => {
  expect(sentence(LINES[at]!, words)).toBe(text);
});

test('Every fact there is has its sentence', () => {
  const types = Fact.options.map((option) => option.unwrap().shape.type.value);
  expect(new Set(STORIES.map(([, fact]) => fact.type as string))).toEqual(new Set([...types, 'Unknown']));
});

test('Every command that could be refused has its words', () => {
  expect(Object.keys(ATTEMPTS).sort()).toEqual(Command.options.map((option) => option.shape.verb.value as string).sort());
});

test('Names and typed words stand in pieces of their own, so that each reader can escape them', () => {
  const note = STORIES.findIndex(([, fact]) => fact.type === 'NoteTaken');
  expect(story(LINES[note]!, words)).toEqual([
    { kind: 'name', words: 'Carl Custodian' },
    { kind: 'ours', words: ' noted: “' },
    { kind: 'typed', words: 'note' },
    { kind: 'ours', words: '”' },
  ]);
});
