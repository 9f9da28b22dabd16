// What the parent of the product asks between turns: a request filed, what its approvers would type, and the request taken back.
import type { Config } from '../../bot/config.ts';
import type { Glassbreak } from '../../bot/main.ts';
import { isFault } from '../../dialogs/handle.ts';
import { ActivationId } from '../../ledger/ids.ts';
import type { Handlers } from './meter.ts';

/** A vote as its voter's card would send it. */
export interface Ballot {
  readonly account: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A request that waits for its votes. */
export interface Filed {
  readonly activation: string;
  readonly ballots: readonly Ballot[];
}

export function filing({ desk, spine }: Pick<Glassbreak, 'desk' | 'spine'>, config: Config): Handlers {
  const people = [...config.roster.people.values()];
  const requester = desk.who({
    tenant: config.tenant,
    account: people.find(({ roles }) => roles.includes('responder'))?.accounts[0] ?? '',
  });
  if (requester === null) throw new Error('the example has no responder');
  const account = [...config.policy.accounts.keys()][0] ?? '';
  const turn = async (raw: Readonly<Record<string, unknown>>) => {
    const command = desk.read(raw, requester);
    if (!('verb' in command)) throw new Error(JSON.stringify(command));
    const turn = await desk.turn(command, requester);
    if (isFault(turn) || turn.kind !== 'happened' || turn.activation === null) throw new Error(JSON.stringify(turn));
    return turn.activation;
  };
  const file = async (): Promise<Filed> => {
    const asked = { verb: 'request', kind: 'real', domain: 'conditional-access', account, operator: requester.person.id };
    const filed = await turn({
      ...asked,
      minutes: 60,
      otherAdmin: 'no',
      why: 'The new sign-in policy blocks every administrator since 02:10.',
    });
    const { number } = desk.circumstances(0, requester);
    const ballot = (id: Parameters<typeof number>[1], account: string): Ballot => {
      const typed = String(number(filed.digest, id, 0)).padStart(2, '0');
      return { account, data: { card: 'approval', activation: filed.id, request: filed.digest, attempt: 0, number: typed } };
    };
    const approvers = people.filter(({ roles }) => roles.includes('approver'));
    return { activation: filed.id, ballots: approvers.slice(0, 2).map(({ id, accounts }) => ballot(id, accounts[0] ?? '')) };
  };
  return {
    file,
    withdraw: async (id) => {
      await turn({ verb: 'withdraw', activation: String(id), why: null });
    },
    phase: async (id) => {
      const found = await spine.find(ActivationId.parse(id));
      return found === null || isFault(found) ? null : found.phase;
    },
  };
}
