// Changes that no test can notice, because the program does the same with them, each with its reason.

/** A change of Stryker's: on which line of which file, what became what, and why it makes no difference. */
export interface Equivalent {
  readonly file: string;
  readonly line: string;
  readonly from: string;
  readonly to: string;
  readonly why: string;
}

const TREE = 'ledger/tree.ts';
const HALVING = 'while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, half(last)];';
const NEVER_NOUGHT = 'here “at” is odd, or it is “last”, which is not 0: the line before has returned then';

export const EQUIVALENT: readonly Equivalent[] = [
  {
    file: 'dialogs/quorum.ts',
    line: 'if (id === undefined || excluded.has(id) || excluded.has(person)) return null;',
    from: 'id === undefined',
    to: 'false',
    why: 'no roster has a person without a key: the last line of the function then finds no role and answers null, too',
  },
  {
    file: 'dialogs/approve.ts',
    line: 'if (said.some((mark) => mark.seq > vote.seq)) return already(activation);',
    from: 'mark.seq > vote.seq',
    to: 'mark.seq >= vote.seq',
    why: 'a vote and the word that it was not its voter’s are two turns, so two records',
  },
  {
    file: 'dialogs/decide.ts',
    line: "case 'ratify':",
    from: "case 'ratify':",
    to: "case 'ratify':",
    why: 'without a body of its own it falls to the next case, reject, which calls the same function with the same command',
  },
  { file: TREE, line: HALVING, from: 'at !== 0', to: 'true', why: NEVER_NOUGHT },
  {
    file: TREE,
    line: 'if (first === undefined) return false;',
    from: 'first === undefined',
    to: 'false',
    why: 'without a first node “at” is not 0, so “last” is not 0 either, and the last line answers false without looking at a node',
  },
];
