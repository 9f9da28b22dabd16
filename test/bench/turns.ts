// One round of turns against a server under test: each is a request over HTTP whose answer is looked at, and whose wake (edits, checkpoints)
// has ended, and a moment has passed, before the next one is sent.
import { setTimeout } from 'node:timers/promises';
import type { Child } from './child.ts';
import type { Filed } from './filing.ts';
import type { Measured } from './meter.ts';
import type { Sender, World } from './world.ts';

/** Milliseconds, one number for each turn: as the client waited, and the server's CPU until the answer. `after`: CPU of the edits, in all. */
export interface Round {
  readonly waited: readonly number[];
  readonly cpu: readonly number[];
  readonly after: number;
  readonly posts: number;
}

export interface Bench {
  readonly world: World;
  readonly tenant: string;
  readonly child: Child;
  readonly port: number;
}

/** Nobody clicks within this many milliseconds of what went before; without it, a busy machine makes whoever worked last wait longest. */
const THINK = 20;

/** `turns` votes, each a new one; every second one is the quorum. Throws when a vote is not what it should be. */
export async function votes({ world, tenant, child, port }: Bench, turns: number): Promise<Round> {
  const waited: number[] = [];
  let posts = 0;
  await child.ask('measured');
  for (let done = 0; done < turns; done += 2) {
    const filed = (await child.ask('file')) as Filed;
    await child.ask('drained');
    for (const { account, data } of filed.ballots) {
      const sender: Sender = { account, tenant, conversation: `a:${account}` };
      await setTimeout(THINK);
      const before = world.posts();
      const value = { action: { type: 'Action.Execute', verb: 'approve', data } };
      const answer = await world.send(port, sender, { type: 'invoke', name: 'adaptiveCard/action', replyToId: 'm', value });
      if (answer.status !== 200 || !/You (and [\w ]+ )?approved/.test(answer.body))
        throw new Error(`A vote was answered ${answer.status} ${answer.body}`);
      waited.push(answer.took);
      await child.ask('drained');
      posts += world.posts() - before;
    }
    if ((await child.ask('phase', filed.activation)) !== 'approved') throw new Error('Two votes did not approve the request.');
    await child.ask('withdraw', filed.activation);
    await child.ask('drained');
    world.forget();
  }
  const { turns: cpu, after } = (await child.ask('measured')) as Measured;
  return { waited, cpu, after, posts };
}

/** `turns` messages to the echo bot, each answered by a message of its own. */
export async function echoes({ world, tenant, child, port }: Bench, turns: number, invoke = false): Promise<Round> {
  const waited: number[] = [];
  await child.ask('measured');
  for (let done = 0; done < turns; done += 1) {
    await setTimeout(THINK);
    const before = world.posts();
    const sender: Sender = { account: 'aaaaaaaa-0000-4000-8000-000000000002', tenant, conversation: 'a:echo' };
    const message = { type: 'message', text: 'nobody can sign in' };
    const click = {
      type: 'invoke',
      name: 'adaptiveCard/action',
      replyToId: 'm',
      value: { action: { type: 'Action.Execute', verb: 'approve', data: {} } },
    };
    const answer = await world.send(port, sender, invoke ? click : message);
    if (answer.status !== 200 || world.posts() !== before + (invoke ? 0 : 1))
      throw new Error(`The echo bot answered ${answer.status} ${answer.body}`);
    waited.push(answer.took);
    await child.ask('drained');
  }
  world.forget();
  const { turns: cpu, after } = (await child.ask('measured')) as Measured;
  return { waited, cpu, after, posts: 0 };
}
