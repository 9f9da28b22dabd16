// What doctor says of the configuration file against the ledger: in force, held, rejected, not read yet, or unreadable while another is in force.
import { holdWords } from '../../cards/policy-words.ts';
import { foldTenant, NO_TENANT, type Tenant } from '../../ledger/tenant.ts';
import type { ReadRecord } from '../../ledger/record.ts';
import type { Config, Misconfigured } from '../config.ts';

export interface Finding {
  readonly sign: 'ok' | 'warn' | 'bad';
  readonly what: string;
}

/** At most one finding; none while the ledger knows no configuration. The records are all of the ledger, in order. */
export function policyFindings(config: Config | Misconfigured, records: readonly ReadRecord[]): readonly Finding[] {
  // the fold of the tenant does not look at roots
  const tenant = records.reduce<Tenant>((before, record) => foldTenant(before, { ...record, root: '' }), NO_TENANT);
  const { policy, rules } = tenant;
  if (policy === null) return [];
  const since = at(rules.since);
  if (!config.ok)
    return [{ sign: 'warn', what: `Until the file is mended, the configuration of ${since} stays in force where Glassbreak runs.` }];
  const { digest } = config.policy;
  if (policy === digest) return [{ sign: 'ok', what: `The configuration is in force since ${since}.` }];
  if (rules.held?.digest === digest) {
    const what = `This configuration is held since ${at(rules.held.at)}, because ${holdWords(rules.held.why)}. A manager and one more person must look at it: they type “policy” to Glassbreak.`;
    return [{ sign: 'warn', what }];
  }
  if (rules.rejected?.digest === digest) {
    return [
      {
        sign: 'bad',
        what: `A manager rejected this configuration at ${at(rules.rejected.at)}. Put the file right; that of ${since} stays in force.`,
      },
    ];
  }
  const what = `The file has changed since ${since}: Glassbreak takes it within 15 seconds where it runs, else when it starts next.`;
  return [{ sign: 'warn', what }];
}

function at(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
