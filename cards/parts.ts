// The sealed parts of an activation as cards speak of them: what each is, who keeps it, where it is now. Places are only for its custodians.
import { keeps } from '../dialogs/custody.ts';
import type { Part } from '../dialogs/policy.ts';
import type { Activation, Mark, Release } from '../ledger/activation.ts';
import { accountNow, accountsNamed } from '../ledger/fallback.ts';
import type { AccountId, Digest, PartId, PersonId } from '../ledger/ids.ts';
import { actorName } from './teller.ts';
import { clockTime, listed, nameRun, run, typedText } from './text.ts';
import type { Viewing } from './view.ts';

export interface PartView {
  readonly id: PartId;
  readonly account: AccountId;
  /** What it is, in the configuration's words, without Markdown; its id where the configuration no longer has it. The account before it where a request names two. */
  readonly what: string;
  readonly custodians: readonly PersonId[];
  /** Where it lies, for its custodians; empty for everybody else. */
  readonly place: string;
  /** Whether the reader keeps it. */
  readonly own: boolean;
  readonly release: Release | null;
  readonly back: (Mark & { readonly seal: Digest }) | null;
}

/** The parts that the request was filed with. */
export function partsOf(activation: Activation, viewing: Viewing): readonly PartView[] {
  const { actor, policy } = viewing.circumstances;
  const two = activation.request.fallback !== undefined;
  return accountsNamed(activation.request).flatMap(({ account, credentials }) => {
    const all = policy.accounts.get(account)?.credentials.flatMap(({ parts }) => parts) ?? [];
    const known = new Map<PartId, Part>(all.map((part) => [part.id, part]));
    return credentials
      .flatMap(({ parts }) => parts)
      .map((id): PartView => {
        const part = known.get(id);
        const own = actor.kind === 'person' && keeps(activation, id, { person: actor.person, policy });
        return {
          id,
          account,
          what: `${two ? `${account}, ` : ''}${run(part?.what ?? id, 80)}`,
          custodians: part?.custodians ?? [],
          place: own && part !== undefined ? part.place : '',
          own,
          release: activation.released.get(id) ?? null,
          back: activation.returned.get(id) ?? null,
        };
      });
  });
}

/** The parts of the account that is used now, and what is out of the other. */
export function partsNow(activation: Activation, viewing: Viewing): readonly PartView[] {
  const { account } = accountNow(activation);
  return partsOf(activation, viewing).filter((part) => part.account === account || part.release !== null);
}

/** Parts that are out and not back. */
export function partsOut(parts: readonly PartView[]): readonly PartView[] {
  return parts.filter((part) => part.release !== null && part.back === null);
}

/** What stands after the phone number of somebody who is to be met; null: neither number nor whom to meet. */
export type AfterPhone = ((person: PersonId) => string) | null;

/** Sign and words for where a part is now, for TextRuns. */
export function partLine(
  part: PartView,
  viewing: Viewing,
  after: AfterPhone,
): { readonly sign: string; readonly what: string; readonly state: string } {
  const { what, release, back } = part;
  if (back !== null)
    return {
      sign: '✓',
      what,
      state: `back with ${markName(back, viewing)} since ${clockTime(back.at, viewing)}, new seal ${typedText(back.seal, viewing, 40)}`,
    };
  if (release !== null) {
    const how = `by ${markName(release, viewing)} at ${clockTime(release.at, viewing)}, seal ${typedText(release.seal, viewing, 40)}`;
    return { sign: '▶', what, state: `released to ${nameRun(release.to, viewing)} ${how}` };
  }
  return { sign: '○', what, state: `${after === null ? 'with' : 'meet'} ${keepers(part, viewing, after)}` };
}

/** The custodians of a part. For TextRuns. */
export function keepers(part: PartView, viewing: Viewing, after: AfterPhone): string {
  const numberOf = (id: PersonId) => (after === null ? '' : `, ${phoneRun(id, viewing)}${after(id)}`);
  const names = part.custodians.map((id) => `${nameRun(id, viewing)}${numberOf(id)}`);
  return names.length === 0 ? 'nobody: the configuration no longer has this part; ring the duty manager' : someOf(names);
}

/** So many custodians of one part are named. */
const MOST_NAMED = 6;

/** Any of these people, named as far as a card has room: “A or B”. */
export function someOf(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return listed(more > 0 ? [...names.slice(0, MOST_NAMED), `${more} more`] : names, 'or');
}

/** A phone number for a TextRun. */
export function phoneRun(person: PersonId, viewing: Viewing): string {
  const phone = viewing.circumstances.roster.people.get(person)?.phone.trim() ?? '';
  return phone === '' ? 'no number on the roster' : run(phone, 40);
}

/** Who left a mark, for a TextRun. */
export function markName({ by }: Mark, viewing: Viewing): string {
  return actorName(by, (id) => nameRun(id, viewing));
}
