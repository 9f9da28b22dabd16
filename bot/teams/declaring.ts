// The form of a declaration without quorum, opened by a button or a typed word, and opened again with what was entered.
import { drawDeclare } from '../../cards/declare.ts';
import type { Notice, Shown } from '../../cards/view.ts';
import { TYPED_FIELDS } from '../../dialogs/typed.ts';
import { view, type Visit } from './visit.ts';

type Data = Readonly<Record<string, unknown>>;

/** What a form carried, unchecked, as it may stand in its inputs again. */
export function enteredIn(data: Data): Readonly<Record<string, string>> {
  const texts = Object.entries(data).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(texts.map(([field, text]) => [field, TYPED_FIELDS.has(field) ? text : text.slice(0, 100)]));
}

/** What somebody typed before they were asked what is broken: the form of a request begins with it as the reason. */
export function saidBefore({ why }: Data): Readonly<Record<string, string>> {
  return typeof why === 'string' && why !== '' ? { why } : {};
}

/** The form; nothing is declared by it. */
export async function declaring(visit: Visit, data: Data, notice: Notice | null = null): Promise<Shown> {
  return drawDeclare(enteredIn(data), await view(visit, null, { notice }));
}
