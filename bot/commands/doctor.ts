// The command doctor: what this installation lacks, each line with its sign, before the night shows it.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { verdictOf } from '../../dialogs/readiness.ts';
import { sleepers } from '../../dialogs/sleepers.ts';
import { type Config, type Misconfigured, sayProblems } from '../config.ts';
import { readConfig } from '../config-file.ts';
import { pagingProblem, parseEnvironment } from '../environment.ts';
import { KEY_FILE, RUNBOOKS } from '../files.ts';
import { openLibrary } from '../library.ts';
import { lookAtNight } from '../night-look.ts';
import { memoryStore } from '../store/memory.ts';
import { verifyLedger } from '../verify-ledger.ts';
import { ledgerFile, type Out, reading, recordsOf } from './ledger.ts';
import { type Finding, policyFindings } from './policy-findings.ts';

const SIGNS = { ok: '✓', warn: '!', bad: '✗' } as const;

/** Looks at configuration, runbooks, ledger, key and environment; 1 when something is wrong, 0 when at most warnings remain. */
export async function doctorCommand(env: NodeJS.ProcessEnv, out: Out): Promise<number> {
  const config = readConfig(env['GLASSBREAK_CONFIG'] ?? 'glassbreak.yaml');
  const findings = [
    ...(config.ok
      ? [...people(config), ...room(config), ...paging(config, env)]
      : sayProblems(config).map((what): Finding => ({ sign: 'bad', what }))),
    runbooks(),
    ...(await ledger(env)),
    ...(await policy(env, config)),
    ...(config.ok ? await night(env, config) : []),
    ...production(env),
  ];
  for (const { sign, what } of findings) out.line(`${SIGNS[sign]} ${what}`);
  return findings.some(({ sign }) => sign === 'bad') ? 1 : 0;
}

function people({ policy, roster: read }: Config): readonly Finding[] {
  const roster = { ...read, readAt: 0 };
  const thin = sleepers(roster);
  const one: Finding = { sign: 'warn', what: 'One emergency account: have at least two, in case one of them is locked out as well.' };
  const found: Finding = { sign: 'ok', what: `Configuration: ${roster.people.size} people, ${policy.accounts.size} emergency accounts.` };
  return [found, ...(thin === null ? [] : [{ sign: 'warn' as const, what: thin }]), ...(policy.accounts.size < 2 ? [one] : [])];
}

function room({ room }: Config): readonly Finding[] {
  if (room.conversation !== null) return [];
  return [
    {
      sign: 'warn',
      what: 'room.conversation is not set: in production the shared card hangs nowhere. Install the bot in the room and write to it there: it answers with the id.',
    },
  ];
}

/** Only the host is shown: the path of a webhook is often as good as a password. */
function paging(config: Config, env: NodeJS.ProcessEnv): readonly Finding[] {
  if (config.paging === null) return [{ sign: 'warn', what: 'Paging is not set: whoever does not look at Teams must be rung by hand.' }];
  const drills = config.policy.paging?.drills === true ? 'drills too' : 'drills are not paged';
  const secret = env['GLASSBREAK_PAGING_SECRET']?.trim() ?? '';
  const missing = pagingProblem({ pagingSecret: secret === '' ? null : secret }, config);
  const found: Finding = { sign: 'ok', what: `Paging: signed pages go to ${new URL(config.paging.url).host}; ${drills}.` };
  return missing === null ? [found] : [found, { sign: 'warn', what: `For production: ${missing}` }];
}

function runbooks(): Finding {
  try {
    const { offered } = openLibrary(RUNBOOKS, memoryStore({ clock: () => 0 }));
    return { sign: 'ok', what: `Runbooks: ${offered.map(({ runbook }) => `${runbook.id} (reviewed ${runbook.reviewed})`).join(', ')}.` };
  } catch (error) {
    return { sign: 'bad', what: Error.isError(error) ? error.message : String(error) };
  }
}

async function ledger(env: NodeJS.ProcessEnv): Promise<readonly Finding[]> {
  const file = ledgerFile(undefined, env);
  if (!existsSync(file)) return [{ sign: 'warn', what: `There is no ledger at ${file} yet; the first start makes it.` }];
  const key = join(file, '..', KEY_FILE);
  const verdict = await verifyLedger(file, []).catch((error: unknown) => ({
    sound: false as const,
    why: Error.isError(error) ? error.message : String(error),
  }));
  const open = existsSync(key) && process.platform !== 'win32' && (statSync(key).mode & 0o077) !== 0;
  return [
    verdict.sound
      ? { sign: 'ok', what: `Ledger: ${verdict.size} records of ${verdict.opened.origin}, sound.` }
      : { sign: 'bad', what: verdict.why },
    !existsSync(key)
      ? { sign: 'bad', what: `${key} is missing: nothing can be signed until it is put back.` }
      : { sign: 'ok', what: 'The signing key is there.' },
    ...(open ? [{ sign: 'bad' as const, what: `${key} can be read by others: chmod 600.` }] : []),
  ];
}

/** What the ledger says of this file; nothing when there is no ledger that can be read: that is a finding of its own. */
async function policy(env: NodeJS.ProcessEnv, config: Config | Misconfigured): Promise<readonly Finding[]> {
  const file = ledgerFile(undefined, env);
  if (!existsSync(file)) return [];
  return reading(file, async (reader) => policyFindings(config, await recordsOf(reader))).catch(() => []);
}

/** What readiness adds to all this, with its verdict. */
async function night(env: NodeJS.ProcessEnv, config: Config): Promise<readonly Finding[]> {
  const findings = await lookAtNight(ledgerFile(undefined, env), config).catch(() => null);
  if (findings === null) return [];
  const verdict = verdictOf(findings);
  const more = findings.filter(({ topic }) => ['people', 'custody', 'drills', 'work', 'runbooks', 'entra'].includes(topic));
  const last: Finding = { sign: SIGN_OF[verdict], what: `Readiness of a night: ${verdict}.` };
  return [...more.map(({ sign, what }): Finding => ({ sign: sign === 'good' ? 'ok' : sign === 'bad' ? 'bad' : 'warn', what })), last];
}

const SIGN_OF = { Ready: 'ok', 'Ready with warnings': 'warn', 'Not ready': 'bad' } as const;

function production(env: NodeJS.ProcessEnv): readonly Finding[] {
  const read = parseEnvironment(env, 'production');
  if (read.ok) return [{ sign: 'ok', what: 'The environment has all that production needs.' }];
  return read.problems.map((what) => ({ sign: 'warn', what: `For production: ${what}` }));
}
