// The yardstick: an echo bot as the SDK's samples have it, on the same restify, with the same token check. It imports the packages that the
// product imports, so that a cold start compares what we do and not what we chose.
import 'adaptivecards-templating';
import 'node:sqlite';
import 'pino';
import 'yaml';
import 'zod';
import { CloudAdapter } from 'botbuilder';
import restify from 'restify';
import { channelAuthentication, credentialFrom } from '../../bot/teams/auth.ts';
import { meter, say } from './meter.ts';
import { APP, type Surroundings } from './world.ts';

const { tenant, keys, connector } = JSON.parse(process.env['BENCH'] ?? '{}') as Surroundings & { readonly tenant: string };
const authentication = channelAuthentication({
  appId: APP,
  tenant,
  cloud: 'public',
  credential: credentialFrom({ kind: 'managed-identity', appId: APP }),
  clock: Date.now,
  openIdMetadataUrl: keys,
  hosts: { kind: 'local', ports: [connector] },
});
const adapter = new CloudAdapter(authentication.sdk);
const server = restify.createServer();
server.use(restify.plugins.jsonBodyParser({ mapParams: false }));
server.post('/api/messages', async (request, response) => {
  const { body, headers } = request as { readonly body: Record<string, unknown>; readonly headers: Record<string, string> };
  await adapter.process({ body, headers, method: 'POST' }, response, async (context) => {
    if (context.activity.type === 'message') await context.sendActivity(`Echo: ${context.activity.text}`);
    else await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body: { echo: context.activity.name } } });
  });
});
meter(() => Promise.resolve(), {});
server.listen(0, '127.0.0.1', () => say('listening', server.address().port));
