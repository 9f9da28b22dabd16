// The straight night, told through the wire alone: from the first typed line to the signed review, real and as a drill.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { World } from '../world.ts';
import { ask, approve, handedBack, inUse, press, REVIEW, steps, tasks, told, toReview, WHY } from './acts.ts';

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

describe('the straight night', () => {
  test('a request becomes a use with two other people and is closed by somebody who did nothing else', async () => {
    const filed = await ask(world);
    expect(told(filed)).toContain('Two people must approve bg-admin-01 before 02:40 (01:40 UTC)');
    await approve(world, world.aaron);
    expect(world.room()).toContain('1 of 2');
    await approve(world, world.bea);
    expect(await world.facts()).toEqual(['Requested', 'VoteCast', 'VoteCast', 'QuorumReached']);
  });
});
