// The settings that come from environment variables, secrets among them: all that are missing or wrong at once, never with their values.
import { LEVELS, type Level } from './log.ts';
import { nearest } from './nearest.ts';
import type { CredentialConfig } from './teams/auth.ts';
import type { Cloud } from './teams/hosts.ts';

export interface LocalSettings {
  readonly mode: 'local';
  readonly configFile: string;
  readonly dataDirectory: string;
  readonly host: '127.0.0.1';
  /** 0 takes a free port. */
  readonly port: number;
  readonly log: Level;
}

export interface ProductionSettings extends Omit<LocalSettings, 'mode' | 'host'> {
  readonly mode: 'production';
  readonly host: string;
  readonly appId: string;
  readonly tenant: string;
  readonly cloud: Cloud;
  readonly credential: CredentialConfig;
  /** Signs pages; null: none is set. */
  readonly pagingSecret: string | null;
}

export type Environment = Readonly<Record<string, string | undefined>>;
/** `problems` are sentences that begin with the variable's name; never empty. */
export type SettingsRead<T> = { readonly ok: true; readonly settings: T } | { readonly ok: false; readonly problems: readonly string[] };

/** Every variable that is read. Another one that begins with GLASSBREAK_ is refused: a misspelt name must not fall back to a default. */
export const VARIABLES = [
  'GLASSBREAK_CONFIG',
  'GLASSBREAK_DATA',
  'GLASSBREAK_HOST',
  'GLASSBREAK_PORT',
  'PORT',
  'GLASSBREAK_LOG',
  'GLASSBREAK_APP_ID',
  'GLASSBREAK_TENANT_ID',
  'GLASSBREAK_CLOUD',
  'GLASSBREAK_CREDENTIAL',
  'GLASSBREAK_MANAGED_IDENTITY_ID',
  'GLASSBREAK_CERTIFICATE_FILE',
  'GLASSBREAK_SECRET',
  'GLASSBREAK_PAGING_SECRET',
] as const;
type Variable = (typeof VARIABLES)[number];

const CLOUDS = ['public', 'us-government'] as const;
const CREDENTIALS = ['managed-identity', 'federated', 'certificate', 'secret'] as const;
/** Which variable a credential needs beside the app id and the tenant. */
const NEEDS = {
  'managed-identity': null,
  federated: 'GLASSBREAK_MANAGED_IDENTITY_ID',
  certificate: 'GLASSBREAK_CERTIFICATE_FILE',
  secret: 'GLASSBREAK_SECRET',
} as const;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Reads the environment for a mode; a variable that is set to nothing counts as not set. Local mode needs none, ignores the production
 * ones, and refuses any host but 127.0.0.1. Whether the files exist is for whoever opens them.
 */
export function parseEnvironment(env: Environment, mode: 'local'): SettingsRead<LocalSettings>;
export function parseEnvironment(env: Environment, mode: 'production'): SettingsRead<ProductionSettings>;
export function parseEnvironment(env: Environment, mode: 'local' | 'production'): SettingsRead<LocalSettings | ProductionSettings> {
  const reader = new Reader(env);
  const settings = mode === 'local' ? local(reader) : production(reader);
  const problems = [...reader.problems, ...unknown(env)];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, settings };
}

/** What is wrong when environment and configuration speak of different tenants, or null. */
export function tenantProblem(settings: Pick<ProductionSettings, 'tenant'>, config: { readonly tenant: string }): string | null {
  if (settings.tenant === config.tenant) return null;
  return `GLASSBREAK_TENANT_ID is ${settings.tenant}, but the configuration file is for tenant ${config.tenant}: both must be the same`;
}

/** What is wrong when one of environment and configuration speaks of paging and the other does not, or null. */
export function pagingProblem(
  settings: Pick<ProductionSettings, 'pagingSecret'>,
  config: { readonly paging: object | null },
): string | null {
  const set = settings.pagingSecret !== null;
  if (set === (config.paging !== null)) return null;
  return set
    ? 'GLASSBREAK_PAGING_SECRET: it is not used when the configuration file has no paging: unset it'
    : 'GLASSBREAK_PAGING_SECRET: this is missing; the configuration file has paging, so it must be the secret that pages are signed with';
}

function local(reader: Reader): LocalSettings {
  const host = reader.value('GLASSBREAK_HOST');
  if (host !== undefined && host !== '127.0.0.1')
    reader.wrong('GLASSBREAK_HOST', 'local mode listens on 127.0.0.1 only: unset it, or use npm run serve');
  return { mode: 'local', ...everywhere(reader, { configFile: 'deploy/glassbreak.example.yaml', leastPort: 0 }), host: '127.0.0.1' };
}

function production(reader: Reader): ProductionSettings {
  const appId = reader.guid('GLASSBREAK_APP_ID', 'the application (client) id of the bot');
  const tenant = reader.guid('GLASSBREAK_TENANT_ID', 'the id of your Entra tenant, the same as in the configuration file');
  const cloud = reader.oneOf('GLASSBREAK_CLOUD', CLOUDS, 'public');
  return {
    mode: 'production',
    ...everywhere(reader, { configFile: 'glassbreak.yaml', leastPort: 1 }),
    host: reader.host(),
    appId,
    tenant,
    cloud,
    credential: credential(reader, { appId, tenant, cloud }),
    pagingSecret: reader.pagingSecret(),
  };
}

function everywhere(reader: Reader, defaults: { readonly configFile: string; readonly leastPort: number }) {
  return {
    configFile: reader.value('GLASSBREAK_CONFIG') ?? defaults.configFile,
    dataDirectory: reader.value('GLASSBREAK_DATA') ?? 'data',
    port: reader.port(defaults.leastPort),
    log: reader.oneOf('GLASSBREAK_LOG', LEVELS, 'info'),
  };
}

function credential(reader: Reader, app: { readonly appId: string; readonly tenant: string; readonly cloud: Cloud }): CredentialConfig {
  const kind = reader.oneOf('GLASSBREAK_CREDENTIAL', CREDENTIALS, null);
  if (kind === null) return { kind: 'managed-identity', appId: app.appId };
  for (const variable of Object.values(NEEDS)) {
    if (variable !== null && variable !== NEEDS[kind] && reader.value(variable) !== undefined) {
      reader.wrong(variable, `it is not used when GLASSBREAK_CREDENTIAL is ${kind}: unset it`);
    }
  }
  switch (kind) {
    case 'managed-identity':
      return { kind, appId: app.appId };
    case 'federated':
      return {
        kind,
        ...app,
        identity: reader.guid('GLASSBREAK_MANAGED_IDENTITY_ID', 'the client id of the managed identity that the app trusts'),
      };
    case 'certificate':
      return {
        kind,
        ...app,
        path: reader.needed('GLASSBREAK_CERTIFICATE_FILE', 'the path of a PEM file with certificate and private key'),
      };
    case 'secret':
      return { kind, ...app, secret: reader.secret() };
  }
}

function unknown(env: Environment): readonly string[] {
  const names = Object.keys(env).filter((name) => name.startsWith('GLASSBREAK_') && !VARIABLES.some((known) => known === name));
  return names.sort().map((name) => {
    const near = nearest(name, VARIABLES);
    const hint = near === null ? `known are ${VARIABLES.join(', ')}` : `did you mean ${near}?`;
    return `${name.replaceAll(/[^\w]/g, '?').slice(0, 80)}: there is no such setting; ${hint}`;
  });
}

/** Reads variables one by one and keeps what was wrong; a wrong one gives a value that is never used. */
class Reader {
  readonly problems: string[] = [];
  readonly #env: Environment;

  constructor(env: Environment) {
    this.#env = env;
  }

  wrong(variable: Variable, what: string): void {
    this.problems.push(`${variable}: ${what}`);
  }

  value(variable: Variable): string | undefined {
    const value = this.#env[variable]?.trim();
    return value === '' ? undefined : value;
  }

  needed(variable: Variable, be: string): string {
    const value = this.value(variable);
    if (value === undefined) this.wrong(variable, `this is missing; it must be ${be}`);
    return value ?? '';
  }

  guid(variable: Variable, be: string): string {
    const value = this.needed(variable, `${be}, like 3f2504e0-4f89-41d3-9a0c-0305e82c3301`);
    if (value !== '' && !GUID.test(value)) this.wrong(variable, `this must be ${be}, like 3f2504e0-4f89-41d3-9a0c-0305e82c3301`);
    return value.toLowerCase();
  }

  oneOf<const T extends string, const D extends T | null>(variable: Variable, words: readonly T[], otherwise: D): T | D {
    const value = this.value(variable);
    const found = words.find((word) => word === value);
    if (found !== undefined) return found;
    if (value !== undefined) this.wrong(variable, `this must be one of ${words.join(', ')}`);
    else if (otherwise === null) this.wrong(variable, `this is missing; it must be one of ${words.join(', ')}`);
    return otherwise;
  }

  port(least: number): number {
    const variable = this.value('GLASSBREAK_PORT') === undefined ? 'PORT' : 'GLASSBREAK_PORT';
    const value = this.value(variable) ?? '3978';
    const port = /^\d{1,5}$/.test(value) ? Number(value) : NaN;
    if (!(port >= least && port <= 65_535)) this.wrong(variable, `this must be a port number from ${least} to 65535`);
    return port;
  }

  host(): string {
    const value = this.value('GLASSBREAK_HOST') ?? '0.0.0.0';
    if (!/^[0-9A-Za-z.:-]{1,253}$/.test(value))
      this.wrong('GLASSBREAK_HOST', 'this must be an address or host name to listen on, like 0.0.0.0');
    return value;
  }

  pagingSecret(): string | null {
    const value = this.value('GLASSBREAK_PAGING_SECRET') ?? null;
    if (value !== null && !/^[\x21-\x7e]{32,}$/.test(value))
      this.wrong('GLASSBREAK_PAGING_SECRET', 'this must be at least 32 characters without spaces, drawn at random');
    return value;
  }

  secret(): string {
    const value = this.needed('GLASSBREAK_SECRET', 'the value of a client secret of the app');
    if (GUID.test(value))
      this.wrong('GLASSBREAK_SECRET', 'this is the id of a secret; needed is its value, which is shown once when it is made');
    else if (/[^\x21-\x7e]/.test(value))
      this.wrong('GLASSBREAK_SECRET', 'this holds spaces or characters that no client secret has: copy it anew');
    return value;
  }
}
