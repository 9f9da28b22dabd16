// The sample nights themselves: each stage is reached by commands that were accepted.
import { expect, test } from '@jest/globals';
import { ALL_STAGES, night, superseded } from './sample.ts';

test.each(ALL_STAGES)('The stage %s is reached for real and as a drill', (stage) => {
  const phases = ['real', 'drill'].map((kind) => night(stage, { kind }).open.phase);
  expect(new Set(phases).size).toBe(1);
  expect(night(stage).open.unknown).toBeNull();
});

test('A drill gives way to a real request before and during its use', () => {
  expect([superseded().open.phase, superseded('in use').open.phase]).toEqual(['superseded', 'handed back']);
});
