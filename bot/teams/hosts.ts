// The service addresses the bot may talk to. The bot's token goes to whatever address stands in an activity or in our own store,
// so each address is held against this list when it comes in and again before every call that goes out.

export type Cloud = 'public' | 'us-government';

/** Local mode allows plain HTTP to this machine, and there only to the ports named (the Playground's). */
export type ServiceHosts =
  { readonly kind: 'teams'; readonly cloud: Cloud } | { readonly kind: 'local'; readonly ports: readonly number[] };

const EXACT: Readonly<Record<Cloud, readonly string[]>> = {
  public: ['smba.trafficmanager.net', 'smba.infra.gcc.teams.microsoft.com'],
  'us-government': ['smba.infra.gov.teams.microsoft.us', 'smba.infra.dod.teams.microsoft.us'],
};
const UNDER: Readonly<Record<Cloud, RegExp>> = {
  public: /^([a-z0-9-]+\.)+botframework\.com$/,
  'us-government': /^([a-z0-9-]+\.)+botframework\.(azure\.)?us$/,
};
const LONGEST = 2_048;

/** null when the address may be used; otherwise what is wrong with it, without repeating it. */
export function serviceUrlProblem(serviceUrl: unknown, allowed: ServiceHosts): string | null {
  if (typeof serviceUrl !== 'string' || serviceUrl === '') return 'no service address';
  if (serviceUrl.length > LONGEST) return 'the service address is too long';
  const url = URL.parse(serviceUrl);
  if (url === null) return 'the service address is not a URL';
  if (url.search !== '' || url.hash !== '') return 'the service address has a query or a fragment';
  // What was written must be what the parser read: no userinfo, port trick, IDN, upper case, escape, tab or backslash in the host.
  const origin = allowed.kind === 'local' ? `http://${url.hostname}:${url.port}` : `https://${url.hostname}`;
  if (serviceUrl !== origin && !serviceUrl.startsWith(`${origin}/`)) return 'the service address is not written plainly';
  return allowed.kind === 'local' ? localProblem(url, allowed.ports) : teamsProblem(url.hostname, allowed.cloud);
}

function localProblem(url: URL, ports: readonly number[]): string | null {
  if (url.hostname !== '127.0.0.1' && url.hostname !== 'localhost') return 'the service address is not on this machine';
  return ports.includes(Number(url.port)) ? null : 'the service address has a port that local mode does not use';
}

function teamsProblem(host: string, cloud: Cloud): string | null {
  return EXACT[cloud].includes(host) || UNDER[cloud].test(host) ? null : 'the service address is not one of Teams';
}
