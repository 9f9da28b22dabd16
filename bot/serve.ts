// Production: the Bot Connector's tokens or nothing. Refuses to start in one list of everything that is missing or wrong.
import './node-version.ts';
import { systemClock } from './clock.ts';
import { sayProblems } from './config.ts';
import { readConfig } from './config-file.ts';
import { pagingProblem, parseEnvironment, tenantProblem } from './environment.ts';
import { openFiles, RUNBOOKS } from './files.ts';
import { logTo } from './log.ts';
import { start } from './main.ts';
import { askedToStop, leave, refuse } from './process.ts';

let reread = (): void => undefined;
const asked = askedToStop(() => reread());
const read = parseEnvironment(process.env, 'production');
const path = process.env['GLASSBREAK_CONFIG'] ?? 'glassbreak.yaml';
const config = readConfig(path);
const problems = [...(read.ok ? [] : read.problems), ...(config.ok ? [] : sayProblems(config))];
if (!read.ok || !config.ok) refuse('Glassbreak cannot start:', problems);

const { settings } = read;
const apart = [tenantProblem(settings, config), pagingProblem(settings, config)].filter((problem) => problem !== null);
if (apart.length > 0) refuse('Glassbreak cannot start:', apart);

const clock = systemClock();
const log = logTo(settings.log);
const { appId, cloud, credential, host, port } = settings;
const access = {
  mode: 'channel' as const,
  bot: `28:${appId}`,
  address: host,
  channel: { appId, tenant: settings.tenant, cloud, credential },
};
const files = await openFiles({ directory: settings.dataDirectory, mode: 'production', config, clock }).catch(refuse.because);
const { pagingSecret: secret } = settings;
const paging = config.paging === null || secret === null ? {} : { paging: { url: config.paging.url, secret } };
const house = await start({
  mode: 'production',
  config,
  reread: () => readConfig(path),
  runbooks: RUNBOOKS,
  ...files,
  access,
  port,
  clock,
  log,
  ...paging,
}).catch(refuse.because);
await house.opened().catch(refuse.because);
reread = () => void house.reread();
log('listening', { host, port: house.port });
if (config.room.conversation === null)
  log.warn('no-room', { why: 'room.conversation is not set in the configuration: the shared card hangs nowhere' });
await asked;
await leave(() => house.close());
