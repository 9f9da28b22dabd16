import { describe, expect, test } from '@jest/globals';
import { serviceUrlProblem } from '../../../bot/teams/hosts.ts';

const teams = { kind: 'teams', cloud: 'public' } as const;
const government = { kind: 'teams', cloud: 'us-government' } as const;
const local = { kind: 'local', ports: [56_150, 56_151] } as const;

describe("Teams' own addresses", () => {
  test.each([
    'https://smba.trafficmanager.net/emea/',
    'https://smba.trafficmanager.net',
    'https://smba.infra.gcc.teams.microsoft.com/teams',
    'https://europe.api.botframework.com/x/',
  ])('%s may be called', (url) => expect(serviceUrlProblem(url, teams)).toBeNull());
  test.each([
    'https://smba.infra.gov.teams.microsoft.us/teams',
    'https://smba.infra.dod.teams.microsoft.us/teams',
    'https://api.botframework.us/',
    'https://x.botframework.azure.us/',
  ])('%s may be called in the Government cloud, and only there', (url) => {
    expect(serviceUrlProblem(url, government)).toBeNull();
    expect(serviceUrlProblem(url, teams)).toBe('the service address is not one of Teams');
  });
});

describe('everything else is refused', () => {
  test.each<unknown>([
    '',
    undefined,
    5,
    null,
    ['https://smba.trafficmanager.net/'],
    'smba.trafficmanager.net',
    'http://smba.trafficmanager.net/emea/',
    'ftp://smba.trafficmanager.net/',
    'https://smba.trafficmanager.net.evil.example/',
    'https://evil.example/smba.trafficmanager.net/',
    'https://smba.trafficmanager.net@evil.example/',
    'https://smba.trafficmanager.net:443@evil.example/',
    'https://user@smba.trafficmanager.net/',
    'https://user:pass@smba.trafficmanager.net/',
    'https://smba.trafficmanager.net./',
    'https://smba.trafficmanager.net:8443/',
    'https://smba.trafficmanager.net:443/',
    'https://SMBA.trafficmanager.net/',
    'https://smba%2etrafficmanager.net/',
    'https://smba。trafficmanager.net/',
    'https://ѕmba.trafficmanager.net/',
    'https://xn--mba-gmc.trafficmanager.net/',
    'https:\\\\smba.trafficmanager.net\\emea',
    'https:/smba.trafficmanager.net/',
    ' https://smba.trafficmanager.net/',
    'https://smba.traffic\tmanager.net/',
    'https://smba.trafficmanager.net/?to=https://evil.example',
    'https://smba.trafficmanager.net/#x',
    'https://trafficmanager.net/',
    'https://evil.trafficmanager.net/',
    'https://botframework.com/',
    'https://evilbotframework.com/',
    'https://x.botframework.com.evil.example/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://169.254.169.254/',
    `https://smba.trafficmanager.net/${'x'.repeat(2_048)}`,
  ])('%p', (url) => {
    expect(serviceUrlProblem(url, teams)).toEqual(expect.any(String));
  });
});

describe('in local mode', () => {
  test.each(['http://localhost:56150/_connector', 'http://127.0.0.1:56151/_connector'])('%s may be called', (url) =>
    expect(serviceUrlProblem(url, local)).toBeNull(),
  );
  test.each([
    'http://localhost:56152/',
    'http://localhost/',
    'https://localhost:56150/',
    'http://localhost.evil.example:56150/',
    'http://user@localhost:56150/',
    'http://0.0.0.0:56150/',
    'http://127.1:56150/',
    'http://[::1]:56150/',
    'http://192.168.0.5:56150/',
    'https://smba.trafficmanager.net/emea/',
  ])('%s is refused', (url) => expect(serviceUrlProblem(url, local)).toEqual(expect.any(String)));
});
