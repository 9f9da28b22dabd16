// The accounts of an activation in words: what was asked for, which one is used, and which were opened.
import type { Activation, Opening } from '../ledger/activation.ts';
import { accountsSpoken } from '../ledger/fallback.ts';
import { byWhom, clockTime, listed, typedPlain } from './text.ts';
import type { Viewing } from './view.ts';

/** What was asked for, for a TextBlock: “**a**”, or “**a**, or **b** if that one does not work”. */
export function eitherWords({ account, fallback }: Opening): string {
  return fallback === undefined ? `**${account}**` : `**${account}**, or **${fallback.account}** if that one does not work`;
}

/** The same without commas, for the middle of a sentence. For a TextBlock. */
export function bothWords({ account, fallback }: Opening): string {
  return fallback === undefined ? `**${account}**` : `**${account}** (fallback: **${fallback.account}**)`;
}

/** What is spoken of now. */
function accountIds(activation: Activation): readonly string[] {
  return accountsSpoken(activation).map(({ account }) => account);
}

/** The account that is asked for now, once something is used every one that was opened: “**a**”, or “**a** and **b**”. For a TextBlock. */
export function accountWords(activation: Activation): string {
  return listed(accountIds(activation).map((id) => `**${id}**`));
}

/** The same in plain words, for a summary. */
export function accountNames(activation: Activation): string {
  return listed(accountIds(activation));
}

/** The same with its verb: “**a** is”, or “**a** and **b** are”. For a TextBlock. */
export function accountIs(activation: Activation): string {
  return `${accountWords(activation)} ${accountIds(activation).length > 1 ? 'are' : 'is'}`;
}
export function accountWas(activation: Activation): string {
  return `${accountWords(activation)} ${accountIds(activation).length > 1 ? 'were' : 'was'}`;
}

/** “**a** is not finished”, or “**a** and **b** are not finished”. For a TextBlock. */
export function notFinished(activation: Activation): string {
  return `${accountIs(activation)} not finished`;
}

/** For a FactSet: the fallback account and what became of it; nothing where the request names none. */
export function fallbackFacts(activation: Activation, viewing: Viewing): readonly { readonly title: string; readonly value: string }[] {
  const { request, fallback } = activation;
  if (request.fallback === undefined) return [];
  const { account } = request.fallback;
  if (fallback.taken === null) return [{ title: 'Fallback', value: `${account}, only if ${request.account} does not work; not taken` }];
  const { taken } = fallback;
  const said = `${byWhom(taken.by, viewing)} took it at ${clockTime(taken.at, viewing)}, because ${request.account} does not work`;
  return [{ title: 'Fallback', value: `${account}. ${said}: “${typedPlain(taken.why, viewing)}”` }];
}
