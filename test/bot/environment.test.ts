// Environment variables in both modes: what they give, and the sentence for each that is missing or wrong.
import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { type Environment, pagingProblem, parseEnvironment, tenantProblem, VARIABLES } from '../../bot/environment.ts';

const APP = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const TENANT = '72f988bf-0000-4000-8000-00000000aaaa';
const IDENTITY = 'aaaaaaaa-1111-4111-8111-111111111111';
const whole: Environment = { GLASSBREAK_APP_ID: APP, GLASSBREAK_TENANT_ID: TENANT, GLASSBREAK_CREDENTIAL: 'managed-identity' };

function problems(env: Environment, mode: 'local' | 'production'): readonly string[] {
  const read = mode === 'local' ? parseEnvironment(env, mode) : parseEnvironment(env, mode);
  return read.ok ? [] : read.problems;
}

describe('local mode', () => {
  test('needs nothing at all', () => {
    expect(parseEnvironment({ PATH: '/bin' }, 'local')).toEqual({
      ok: true,
      settings: {
        mode: 'local',
        configFile: 'deploy/glassbreak.example.yaml',
        dataDirectory: 'data',
        host: '127.0.0.1',
        port: 3978,
        log: 'info',
      },
    });
  });

  test('takes file, data, port and log level, and no secrets', () => {
    const env = {
      ...whole,
      GLASSBREAK_CONFIG: 'a.yaml',
      GLASSBREAK_DATA: '/d',
      GLASSBREAK_PORT: '0',
      GLASSBREAK_LOG: 'silent',
      GLASSBREAK_HOST: '127.0.0.1',
    };
    expect(parseEnvironment(env, 'local')).toEqual({
      ok: true,
      settings: { mode: 'local', configFile: 'a.yaml', dataDirectory: '/d', host: '127.0.0.1', port: 0, log: 'silent' },
    });
  });

  test.each(['0.0.0.0', 'localhost', '::1', '127.0.0.2', '192.168.1.1'])('refuses to listen on %s', (host) => {
    expect(problems({ GLASSBREAK_HOST: host }, 'local')).toEqual([
      'GLASSBREAK_HOST: local mode listens on 127.0.0.1 only: unset it, or use npm run serve',
    ]);
  });
});

describe('production', () => {
  test('an empty environment is told everything that is missing at once', () => {
    expect(problems({ GLASSBREAK_APP_ID: ' ', GLASSBREAK_SECRET: '' }, 'production')).toEqual([
      'GLASSBREAK_APP_ID: this is missing; it must be the application (client) id of the bot, like 3f2504e0-4f89-41d3-9a0c-0305e82c3301',
      'GLASSBREAK_TENANT_ID: this is missing; it must be the id of your Entra tenant, the same as in the configuration file, like 3f2504e0-4f89-41d3-9a0c-0305e82c3301',
      'GLASSBREAK_CREDENTIAL: this is missing; it must be one of managed-identity, federated, certificate, secret',
    ]);
  });

  test.each([
    [{}, { kind: 'managed-identity', appId: APP }],
    [
      { GLASSBREAK_CREDENTIAL: 'federated', GLASSBREAK_MANAGED_IDENTITY_ID: IDENTITY.toUpperCase() },
      { kind: 'federated', appId: APP, tenant: TENANT, cloud: 'public', identity: IDENTITY },
    ],
    [
      { GLASSBREAK_CREDENTIAL: 'certificate', GLASSBREAK_CERTIFICATE_FILE: '/run/bot.pem', GLASSBREAK_CLOUD: 'us-government' },
      { kind: 'certificate', appId: APP, tenant: TENANT, cloud: 'us-government', path: '/run/bot.pem' },
    ],
    [
      { GLASSBREAK_CREDENTIAL: 'secret', GLASSBREAK_SECRET: 'x8Q~abc.def_ghi-jkl' },
      { kind: 'secret', appId: APP, tenant: TENANT, cloud: 'public', secret: 'x8Q~abc.def_ghi-jkl' },
    ],
  ])('gives the credential for %j', (env, credential) => {
    expect(parseEnvironment({ ...whole, ...env }, 'production')).toMatchObject({
      ok: true,
      settings: { mode: 'production', appId: APP, tenant: TENANT, host: '0.0.0.0', port: 3978, configFile: 'glassbreak.yaml', credential },
    });
  });

  test('ids in capitals are the same ids', () => {
    const env = { ...whole, GLASSBREAK_APP_ID: APP.toUpperCase(), GLASSBREAK_TENANT_ID: TENANT.toUpperCase() };
    expect(parseEnvironment(env, 'production')).toMatchObject({ settings: { appId: APP, tenant: TENANT } });
  });

  test('GLASSBREAK_PORT goes before PORT, and PORT before the default', () => {
    expect(parseEnvironment({ ...whole, PORT: '80', GLASSBREAK_PORT: '81' }, 'production')).toMatchObject({ settings: { port: 81 } });
    expect(parseEnvironment({ ...whole, PORT: '80', GLASSBREAK_HOST: '::' }, 'production')).toMatchObject({
      settings: { port: 80, host: '::' },
    });
  });

  test.each([
    [
      { GLASSBREAK_APP_ID: 'my-bot' },
      'GLASSBREAK_APP_ID: this must be the application (client) id of the bot, like 3f2504e0-4f89-41d3-9a0c-0305e82c3301',
    ],
    [{ GLASSBREAK_CREDENTIAL: 'password' }, 'GLASSBREAK_CREDENTIAL: this must be one of managed-identity, federated, certificate, secret'],
    [
      { GLASSBREAK_CREDENTIAL: 'federated' },
      'GLASSBREAK_MANAGED_IDENTITY_ID: this is missing; it must be the client id of the managed identity that the app trusts, like 3f2504e0-4f89-41d3-9a0c-0305e82c3301',
    ],
    [
      { GLASSBREAK_CREDENTIAL: 'certificate' },
      'GLASSBREAK_CERTIFICATE_FILE: this is missing; it must be the path of a PEM file with certificate and private key',
    ],
    [{ GLASSBREAK_CREDENTIAL: 'secret' }, 'GLASSBREAK_SECRET: this is missing; it must be the value of a client secret of the app'],
    [
      { GLASSBREAK_CREDENTIAL: 'secret', GLASSBREAK_SECRET: APP },
      'GLASSBREAK_SECRET: this is the id of a secret; needed is its value, which is shown once when it is made',
    ],
    [
      { GLASSBREAK_CREDENTIAL: 'secret', GLASSBREAK_SECRET: 'hunter 2' },
      'GLASSBREAK_SECRET: this holds spaces or characters that no client secret has: copy it anew',
    ],
    [{ GLASSBREAK_SECRET: 'hunter2' }, 'GLASSBREAK_SECRET: it is not used when GLASSBREAK_CREDENTIAL is managed-identity: unset it'],
    [{ GLASSBREAK_CLOUD: 'gov' }, 'GLASSBREAK_CLOUD: this must be one of public, us-government'],
    [{ GLASSBREAK_PORT: '0' }, 'GLASSBREAK_PORT: this must be a port number from 1 to 65535'],
    [{ PORT: '65536' }, 'PORT: this must be a port number from 1 to 65535'],
    [{ PORT: 'http' }, 'PORT: this must be a port number from 1 to 65535'],
    [{ GLASSBREAK_HOST: 'http://x' }, 'GLASSBREAK_HOST: this must be an address or host name to listen on, like 0.0.0.0'],
    [{ GLASSBREAK_LOG: 'loud' }, 'GLASSBREAK_LOG: this must be one of debug, info, warn, error, silent'],
    [{ GLASSBREAK_DTA: '/d' }, 'GLASSBREAK_DTA: there is no such setting; did you mean GLASSBREAK_DATA?'],
    [{ GLASSBREAK_COFFEE_STRENGTH: '9' }, `GLASSBREAK_COFFEE_STRENGTH: there is no such setting; known are ${VARIABLES.join(', ')}`],
  ])('refuses %j', (env, sentence) => {
    const said = problems({ ...whole, ...env }, 'production');
    expect(said).toEqual([sentence]);
    expect(said.join()).not.toContain('hunter');
  });
});

test('environment and configuration must speak of one tenant', () => {
  expect(tenantProblem({ tenant: TENANT }, { tenant: TENANT })).toBeNull();
  expect(tenantProblem({ tenant: APP }, { tenant: TENANT })).toBe(
    `GLASSBREAK_TENANT_ID is ${APP}, but the configuration file is for tenant ${TENANT}: both must be the same`,
  );
});

test('the example names every variable with one comment line, and filled in with ids it is accepted', () => {
  const example = readFileSync(new URL('../../deploy/environment.example', import.meta.url), 'utf8');
  const named = [...example.matchAll(/^# [^\n]+\.\n([A-Z_]+)=/gm)].map((found) => String(found[1]));
  expect(named.sort()).toEqual([...VARIABLES].sort());
  const env = { ...parseEnv(example), GLASSBREAK_APP_ID: APP, GLASSBREAK_TENANT_ID: TENANT };
  expect(problems(env, 'production')).toEqual([]);
  expect(problems(parseEnv(example), 'production')).toHaveLength(2);
});

describe('the secret that pages are signed with', () => {
  const SECRET = 'q'.repeat(32);
  const read = (value: string) => parseEnvironment({ ...whole, GLASSBREAK_PAGING_SECRET: value }, 'production');
  const sentence = 'GLASSBREAK_PAGING_SECRET: this must be at least 32 characters without spaces, drawn at random';

  test('is taken as it is, and need not be there', () => {
    expect(read(SECRET)).toMatchObject({ settings: { pagingSecret: SECRET } });
    expect(read('')).toMatchObject({ settings: { pagingSecret: null } });
  });
  test.each(['q'.repeat(31), `${'q'.repeat(32)} x`, 'ü'.repeat(40)])('is long and plain, not %s, and never shown', (value) => {
    expect(problems({ ...whole, GLASSBREAK_PAGING_SECRET: value }, 'production')).toEqual([sentence]);
  });
  test('goes with the configuration: one without the other is a mistake', () => {
    const [set, paging] = [{ pagingSecret: SECRET }, { paging: { url: 'https://pages.example' } }];
    expect(pagingProblem(set, paging)).toBeNull();
    expect(pagingProblem({ pagingSecret: null }, { paging: null })).toBeNull();
    expect(pagingProblem(set, { paging: null })).toMatch(/^GLASSBREAK_PAGING_SECRET: it is not used .*: unset it$/);
    expect(pagingProblem({ pagingSecret: null }, paging)).toMatch(/^GLASSBREAK_PAGING_SECRET: this is missing;/);
  });
});
