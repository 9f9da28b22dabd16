// The bench of turns: an approval over HTTP against an echo, and with 10 and with 100,000 records, in alternating rounds.
import type { Config } from '../../bot/config.ts';
import { Child } from './child.ts';
import type { Counts } from './counting.ts';
import { type Line, mean, median, quantile, ratio } from './figures.ts';
import { makeLedger } from './records.ts';
import { type Bench, echoes, type Round, votes } from './turns.ts';
import { ROOM, type Surroundings, type World } from './world.ts';

export interface Turning {
  readonly world: World;
  readonly around: Surroundings;
  readonly config: Config;
  readonly directory: string;
  readonly rounds: number;
  readonly turns: number;
}

interface Series {
  readonly echo: Round[];
  readonly click: Round[];
  readonly few: Round[];
  readonly many: Round[];
}

const MANY = 100_000;
/** Turns of the first round. */
const WARM = 80;

/** Runs it all; answers the lines of the table. Throws when a vote made anything but one commit before its answer. */
export async function benchTurns(turning: Turning): Promise<readonly Line[]> {
  const few = await startProduct(turning, 10);
  const many = await startProduct(turning, MANY);
  const echo = await startEcho(turning);
  const series: Series = { echo: [], click: [], few: [], many: [] };
  try {
    for (let round = 0; round <= turning.rounds; round += 1) {
      // the first round warms all of them and is not counted
      const turns = round === 0 ? WARM : turning.turns;
      const done = {
        echo: await echoes(echo, turns),
        click: await echoes(echo, turns, true),
        few: await votes(few, turns),
        many: await votes(many, turns),
      };
      if (round > 0) for (const name of ['echo', 'click', 'few', 'many'] as const) series[name].push(done[name]);
    }
    const counts = await Promise.all([few, many].map(async ({ child }) => (await child.ask('counted')) as readonly Counts[]));
    verifyCounts(counts.flat());
    const commit = {
      what: 'of an approval: its one commit, p50',
      value: median(counts.flat().map(({ appending }) => appending)),
      unit: 'ms',
    };
    return [commit, ...lines(series)];
  } finally {
    await Promise.all([few, many, echo].map(({ child }) => child.end()));
  }
}

async function startProduct({ world, around, config, directory }: Turning, records: number): Promise<Bench> {
  const own = `${directory}/${records}`;
  await makeLedger(own, config, records);
  const child = new Child('product', { ...around, directory: own });
  const port = Number(await child.until('listening'));
  const bench = { world, tenant: config.tenant, child, port };
  for (const { accounts } of config.roster.people.values()) {
    for (const conversation of [`a:${accounts[0] ?? ''}`, ROOM]) {
      await world.send(
        port,
        { account: accounts[0] ?? '', tenant: config.tenant, conversation },
        { type: 'installationUpdate', action: 'add' },
      );
    }
  }
  await child.ask('drained');
  await child.ask('counted');
  return bench;
}

async function startEcho({ world, around, config }: Turning): Promise<Bench> {
  const child = new Child('echo', { ...around, tenant: config.tenant });
  return { world, tenant: config.tenant, child, port: Number(await child.until('listening')) };
}

function verifyCounts(counts: readonly Counts[]): void {
  const wrong = counts.find(({ append, keepCheckpoint }) => append !== 1 || keepCheckpoint !== 0);
  if (wrong !== undefined) throw new Error(`A vote is one commit before its answer, and no checkpoint: ${JSON.stringify(wrong)}`);
}

function lines({ echo, click, few, many }: Series): readonly Line[] {
  const waited = (rounds: readonly Round[]) => rounds.map((round) => median(round.waited));
  const calm = (rounds: readonly Round[]) => rounds.map((round) => quantile(round.waited, 0.1));
  const cpu = (rounds: readonly Round[]) => rounds.map((round) => mean(round.cpu));
  const all = (rounds: readonly Round[]) => rounds.flatMap((round) => round.waited);
  const named = (name: string, rounds: readonly Round[]): readonly Line[] => [
    { what: `${name}: p50`, value: median(waited(rounds)), unit: 'ms' },
    { what: `${name}: p99`, value: quantile(all(rounds), 0.99), unit: 'ms' },
    { what: `${name}: server CPU`, value: median(cpu(rounds)), unit: 'ms' },
  ];
  const edits = (name: string, rounds: readonly Round[]): readonly Line[] => [
    {
      what: `${name}: posts and edits that follow a vote`,
      value: mean(rounds.map((round) => round.posts / round.waited.length)),
      unit: '',
    },
    { what: `${name}: their CPU, after the answer`, value: median(rounds.map((round) => round.after / round.waited.length)), unit: 'ms' },
  ];
  return [
    ...named('echo bot, a message', echo),
    ...named('echo bot, a click', click),
    ...named('approval, 10 records', few),
    ...named('approval, 100,000 records', many),
    ...edits('10 records', few),
    { what: 'approval against a message echoed: p10, the least disturbed', value: ratio(calm(few), calm(echo)), unit: '×' },
    { what: 'approval against a message echoed: p50', value: ratio(waited(few), waited(echo)), unit: '×', most: 1.25 },
    { what: 'approval against a message echoed: server CPU', value: ratio(cpu(few), cpu(echo)), unit: '×', most: 1.25 },
    { what: '100,000 records against 10: p50', value: ratio(waited(many), waited(few)), unit: '×', most: 1.25 },
    { what: '100,000 records against 10: server CPU', value: ratio(cpu(many), cpu(few)), unit: '×', most: 1.25 },
  ];
}
