// Builds the two kinds of authentication, and there are only these: `channel` takes nothing but the Bot Connector's tokens for our app;
// `local` takes everybody, and the server gives it to nobody but 127.0.0.1. Credentials for outbound calls come from @azure/identity.
import type { TokenCredential } from '@azure/identity';
import { CallerIdConstants, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import {
  AuthenticationConfiguration,
  AuthenticationConstants,
  AuthenticationError,
  GovernmentConstants,
  ServiceClientCredentialsFactory,
} from 'botframework-connector';
import type { ServiceClientCredentials } from 'botframework-connector';
import { serviceUrlProblem } from './hosts.ts';
import type { Cloud, ServiceHosts } from './hosts.ts';
import { claimsProblem, tokenRuleOf } from './token.ts';

export type Mode = 'channel' | 'local';

/** Where the bot's own token comes from. `identity` is the client id of the user-assigned managed identity that Entra trusts for the app. */
export type CredentialConfig =
  | { readonly kind: 'managed-identity'; readonly appId: string }
  | { readonly kind: 'federated'; readonly appId: string; readonly tenant: string; readonly identity: string; readonly cloud: Cloud }
  | { readonly kind: 'certificate'; readonly appId: string; readonly tenant: string; readonly path: string; readonly cloud: Cloud }
  | { readonly kind: 'secret'; readonly appId: string; readonly tenant: string; readonly secret: string; readonly cloud: Cloud };

export interface ChannelSettings {
  readonly appId: string;
  readonly tenant: string;
  readonly credential: TokenCredential;
  readonly cloud: Cloud;
  readonly clock: () => number;
  /** Only tests set these two: another key server, and service addresses on this machine. */
  readonly openIdMetadataUrl?: string;
  readonly hosts?: ServiceHosts;
}

/** The SDK's authentication with our rules inside. `rebuilt` gives a fresh one that has cached no keys. */
export interface Authentication<M extends Mode = Mode> {
  readonly mode: M;
  readonly appId: string;
  readonly hosts: ServiceHosts;
  readonly sdk: ConfigurationBotFrameworkAuthentication;
  rebuilt(): Authentication<M>;
}

const SCOPE = 'https://api.botframework.com/.default';
const SCOPE_GOVERNMENT = 'https://api.botframework.us/.default';
const EXCHANGE = 'api://AzureADTokenExchange/.default';
const EXCHANGE_GOVERNMENT = 'api://AzureADTokenExchangeUSGov/.default';
const AUTHORITY: Readonly<Record<Cloud, string>> = {
  public: 'https://login.microsoftonline.com',
  'us-government': 'https://login.microsoftonline.us',
};

/** The credential for a configuration; it caches tokens by itself. Nothing is loaded before the first token is asked for: no answer waits. */
export function credentialFrom(config: CredentialConfig): TokenCredential {
  let opening: Promise<TokenCredential> | null = null;
  return {
    async getToken(scopes, options) {
      const credential = await (opening ??= openCredential(config));
      return await credential.getToken(scopes, options);
    },
  };
}

/** The same, loaded. It fetches nothing yet. */
export async function openCredential(config: CredentialConfig): Promise<TokenCredential> {
  const azure = await import('@azure/identity');
  if (config.kind === 'managed-identity') return new azure.ManagedIdentityCredential({ clientId: config.appId });
  const options = { authorityHost: AUTHORITY[config.cloud] };
  switch (config.kind) {
    case 'secret':
      return new azure.ClientSecretCredential(config.tenant, config.appId, config.secret, options);
    case 'certificate':
      return new azure.ClientCertificateCredential(config.tenant, config.appId, config.path, options);
    case 'federated': {
      const identity = new azure.ManagedIdentityCredential({ clientId: config.identity });
      const exchange = config.cloud === 'public' ? EXCHANGE : EXCHANGE_GOVERNMENT;
      const assertion = async () => (await identity.getToken(exchange)).token;
      return new azure.ClientAssertionCredential(config.tenant, config.appId, assertion, options);
    }
  }
}

export function channelAuthentication(settings: ChannelSettings, generation = 0): Authentication<'channel'> {
  if (settings.appId === '' || settings.tenant === '')
    throw new Error('The app id and the tenant must be set: without them the SDK takes everybody.');
  const hosts = settings.hosts ?? { kind: 'teams', cloud: settings.cloud };
  const constants = cloudConstants(settings.cloud);
  // A fragment is not sent, but makes the SDK's process-wide key cache start anew.
  const keys = (settings.openIdMetadataUrl ?? constants.ToBotFromChannelOpenIdMetadataUrl) + (generation === 0 ? '' : `#${generation}`);
  const rule = tokenRuleOf(settings);
  const configuration = new AuthenticationConfiguration([], (claims) => {
    const problem = claimsProblem(Object.fromEntries(claims.map(({ type, value }) => [type, value])), rule, settings.clock());
    return problem === null ? Promise.resolve() : Promise.reject(new AuthenticationError(problem, 401));
  });
  const sdk = new ConfigurationBotFrameworkAuthentication(
    {
      MicrosoftAppId: settings.appId,
      MicrosoftAppTenantId: settings.tenant,
      MicrosoftAppType: 'SingleTenant',
      ValidateAuthority: true,
      ToBotFromChannelOpenIdMetadataUrl: keys,
      ToBotFromChannelTokenIssuer: constants.ToBotFromChannelTokenIssuer,
      // The emulator's way in leads to the channel's keys, which sign no such token: closed a second time.
      ToBotFromEmulatorOpenIdMetadataUrl: keys,
      ToChannelFromBotLoginUrl: `${AUTHORITY[settings.cloud]}/${settings.tenant}`,
      ToChannelFromBotOAuthScope: constants.ToChannelFromBotOAuthScope,
      OAuthUrl: constants.OAuthUrl,
      CallerId: settings.cloud === 'public' ? CallerIdConstants.PublicAzureChannel : CallerIdConstants.USGovChannel,
    },
    new TurnCredentials(hosts, {
      appId: settings.appId,
      credential: settings.credential,
      scope: settings.cloud === 'public' ? SCOPE : SCOPE_GOVERNMENT,
    }),
    configuration,
  );
  return { mode: 'channel', appId: settings.appId, hosts, sdk, rebuilt: () => channelAuthentication(settings, generation + 1) };
}

/** No authentication at all, towards the bot and from it: for the Playground on this machine, whose ports are named here. */
export function localAuthentication(settings: { readonly ports: readonly number[] }): Authentication<'local'> {
  const hosts: ServiceHosts = { kind: 'local', ports: settings.ports };
  const sdk = new ConfigurationBotFrameworkAuthentication({ MicrosoftAppType: 'SingleTenant' }, new TurnCredentials(hosts, null));
  return { mode: 'local', appId: '', hosts, sdk, rebuilt: () => localAuthentication(settings) };
}

function cloudConstants(cloud: Cloud) {
  return cloud === 'public' ? AuthenticationConstants : GovernmentConstants;
}

interface Own {
  readonly appId: string;
  readonly credential: TokenCredential;
  readonly scope: string;
}

/** Hands out credentials that live for one connector and refuse to sign for any host that is not Teams'. */
class TurnCredentials extends ServiceClientCredentialsFactory {
  private readonly hosts: ServiceHosts;
  private readonly own: Own | null;

  constructor(hosts: ServiceHosts, own: Own | null) {
    super();
    this.hosts = hosts;
    this.own = own;
  }

  override isValidAppId(appId: string): Promise<boolean> {
    return Promise.resolve(this.own !== null && appId === this.own.appId);
  }

  override isAuthenticationDisabled(): Promise<boolean> {
    return Promise.resolve(this.own === null);
  }

  override createCredentials(): Promise<ServiceClientCredentials> {
    const { hosts, own } = this;
    return Promise.resolve({
      async signRequest(request) {
        const problem = serviceUrlProblem(new URL(request.url).origin, hosts);
        if (problem !== null) throw new Error(`No call: ${problem}.`);
        if (own === null) return request;
        const token = await own.credential.getToken(own.scope);
        if (token === null) throw new Error('No token for the Bot Connector.');
        request.headers.set('authorization', `Bearer ${token.token}`);
        return request;
      },
    });
  }
}
