// Text that people typed, as it may be kept: well-formed, without invisible steering or towers of marks, sealed with a salt of its own.
import { z } from 'zod';
import { sealText, type Sealed } from '../ledger/text.ts';

/** The fields of commands that hold typed text; an edge's value for one of them arrives here as {text, salt}. */
export const TYPED_FIELDS: ReadonlySet<string> = new Set([
  'why',
  'ticket',
  'seal',
  'evidence',
  'text',
  'was',
  'is',
  'back',
  'found',
  'what1',
  'what2',
  'what3',
  'cause',
  'fault',
  'need',
  'whyNot',
  'action',
  'saw',
  'right',
]);

const Typed = z.object({ text: z.string('this must be text'), salt: z.string() });
const OrNothing = z.object({ text: z.string('this must be text').nullish(), salt: z.string() });

/** Nobody types more than this; what is longer is refused unread. */
const LONGEST = 20_000;

/**
 * What of a typed text is kept: lone surrogates replaced, line ends as line feeds, other controls but tab as blanks, whatever is invisible
 * or steers the direction of writing taken out, NFC, at most three combining marks on one character, trimmed.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?|[\u0085\u2028\u2029]/gu, '\n')
    .replaceAll(/[\p{Cc}--[\t\n]]/gv, ' ')
    .replaceAll(/[\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/gu, '')
    .normalize('NFC')
    .replaceAll(/(\p{M}{3})\p{M}+/gu, '$1')
    .trim();
}

/** A typed text that must be there, at most `most` characters. */
export function typed(most: number) {
  return Typed.transform((raw, context): Sealed => {
    const text = fitting(raw.text, most, context);
    if (text === '') context.addIssue({ code: 'custom', message: 'a few words are needed here' });
    return sealText(text, raw.salt);
  });
}

/** The same, but it may be left empty: then null. */
export function typedOrNothing(most: number) {
  return OrNothing.transform((raw, context): Sealed | null => {
    const text = fitting(raw.text ?? '', most, context);
    return text === '' ? null : sealText(text, raw.salt);
  });
}

function fitting(raw: string, most: number, context: z.RefinementCtx): string {
  const text = raw.length > LONGEST ? raw : cleanText(raw);
  if (text.length > most) context.addIssue({ code: 'custom', message: `at most ${most} characters fit here, these are ${text.length}` });
  return text;
}
