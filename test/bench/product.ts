// The product as production runs it, but for where keys, tokens and the connector are: on this machine. Its parent files requests and takes
// them back through the spine, so that between them a turn over HTTP is always a real vote.
import { exampleConfig } from './example.ts';
import { systemClock } from '../../bot/clock.ts';
import { openFiles, RUNBOOKS } from '../../bot/files.ts';
import { logTo } from '../../bot/log.ts';
import { start } from '../../bot/main.ts';
import { counting } from './counting.ts';
import { meter, say } from './meter.ts';
import { filing } from './filing.ts';
import { APP, BOT, type Surroundings } from './world.ts';

const { keys, connector, directory } = JSON.parse(process.env['BENCH'] ?? '{}') as Surroundings & { readonly directory: string };
const config = exampleConfig();
const clock = systemClock();
const files = await openFiles({ directory, mode: 'production', config, clock });
const counted = counting(files.store);
const channel = {
  appId: APP,
  tenant: config.tenant,
  cloud: 'public',
  credential: { kind: 'managed-identity', appId: APP },
  openIdMetadataUrl: keys,
  hosts: { kind: 'local', ports: [connector] },
} as const;
const access = { mode: 'channel', bot: BOT, address: '127.0.0.1', channel } as const;
const house = await start({
  mode: 'production',
  config,
  runbooks: RUNBOOKS,
  ...files,
  store: counted.store,
  access,
  port: 0,
  clock,
  log: logTo('info'),
});
meter(() => house.idle(), { ...filing(house, config, 1), counted: counted.take });
say('listening', house.port);
