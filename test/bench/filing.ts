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

/** `from`: the first responder who asks; those before are taken to have asked already. */
export function filing({ desk, spine }: Pick<Glassbreak, 'desk' | 'spine'>, config: Config, from = 0): Handlers {
  const people = [...config.roster.people.values()];
  const responders = people.filter(({ roles }) => roles.includes('responder')).slice(from);
  let filings = 0;
  /** Each responder in turn asks three times, which is all that an hour allows. */
  const asking = () => {
    const account = responders[Math.floor(filings / 3)]?.accounts[0];
    const actor = account === undefined ? null : desk.who({ tenant: config.tenant, account });
    if (actor === null) throw new Error('the bench has no responder left who may ask in this hour');
    return actor;
  };
  const account = [...config.policy.accounts.keys()][0] ?? '';
  const turn = async (raw: Readonly<Record<string, unknown>>) => {
    const requester = asking();
    const command = desk.read(raw, requester);
    if (!('verb' in command)) throw new Error(JSON.stringify(command));
    const turn = await desk.turn(command, requester);
    if (isFault(turn) || turn.kind !== 'happened' || turn.activation === null) throw new Error(JSON.stringify(turn));
    return turn.activation;
  };
  const file = async (): Promise<Filed> => {
    const requester = asking();
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
      filings += 1;
    },
    phase: async (id) => {
      const found = await spine.find(ActivationId.parse(id));
      return found === null || isFault(found) ? null : found.phase;
    },
  };
}
