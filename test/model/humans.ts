// Who is one human being, for the second reading of the behaviour: sets of voices, joined by whatever roster knew them as one.

/** Somebody of the roster of this moment, with the account that they act with. */
export interface Human {
  readonly id: string;
  readonly roles: readonly string[];
  readonly accounts: readonly string[];
}
export interface Acting extends Human {
  readonly account: string;
}

export interface Voice {
  readonly id: string;
  readonly account: string;
  /** All accounts that the roster of that moment gave them. */
  readonly had: readonly string[];
}
export const voiceOf = ({ id, account, accounts }: Acting): Voice => ({ id, account, had: accounts });

/** Whose request it is: who asked, who operates, and every account that they had then. */
export interface Owned {
  readonly asker: string;
  readonly operator: string;
  readonly owners: readonly string[];
}

const within = (one: readonly string[], other: readonly string[]) => one.some((account) => other.includes(account));
export const has = ({ roles }: Human, ...some: readonly string[]) => roles.some((role) => some.includes(role));
export function holder<T extends Human>(roster: readonly T[], account: string): T | undefined {
  return roster.find(({ accounts }) => accounts.includes(account));
}

/** Whether this human asked or operates: under their key, or by any account that these had. */
export function concerned(use: Owned, { id, accounts }: Human): boolean {
  return id === use.asker || id === use.operator || within(accounts, use.owners);
}

/** Those human beings who may be counted: sets of voices, none of whom asks or operates, all of them approvers today. */
export function humans(use: Owned, voices: readonly Voice[], roster: readonly Human[]): readonly (readonly Voice[])[] {
  const sound = voices.filter(({ id, account, had }) => {
    const today = holder(roster, account);
    if (today === undefined || !has(today, 'approver') || concerned(use, today)) return false;
    const then = roster.find((one) => one.id === id);
    return id !== use.asker && id !== use.operator && !within(had, use.owners) && (then === undefined || !concerned(use, then));
  });
  const same = (one: Voice, two: Voice) =>
    one.id === two.id ||
    one.had.includes(two.account) ||
    two.had.includes(one.account) ||
    holder(roster, one.account) === holder(roster, two.account);
  let groups: (readonly Voice[])[] = [];
  for (const voice of sound) {
    const theirs = groups.filter((group) => group.some((one) => same(one, voice)));
    groups = [...groups.filter((group) => !theirs.includes(group)), [voice, ...theirs.flat()]];
  }
  return groups;
}
