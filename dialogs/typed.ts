// Text that people typed, as it may be kept: well-formed, without invisible steering or towers of marks, sealed with a salt of its own.
import { z } from 'zod';
import { sealText, type Sealed } from '../ledger/text.ts';

/** The fields of commands that hold typed text; an edge's value for one of them arrives here as {text, salt}. */
export const TYPED_FIELDS: ReadonlySet<string> = new Set(['why', 'ticket', 'seal', 'evidence', 'text', 'was', 'is', 'back', 'found', 'owed']);

const Typed = z.object({ text: z.string('this must be text'), salt: z.string() });
const OrNothing = z.object({ text: z.string('this must be text').nullish(), salt: z.string() });

/**
 * What of a typed text is kept: lone surrogates replaced, NFC, controls other than tab and line feed, bidirectional and zero-width marks
 * taken out, at most three combining marks on one character, trimmed.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\p{Cc}--[\t\n]]/gv, ' ')
    .replaceAll(/[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu, '')
    .replaceAll(/(\p{M}{3})\p{M}+/gu, '$1')
    .trim();
}

/** A typed text that must be there, at most `most` characters. */
export function typed(most: number) {
  return Typed.transform((raw, context): Sealed => {
    const text = cleanText(raw.text.slice(0, 20_000));
    if (text === '') context.addIssue({ code: 'custom', message: 'a few words are needed here' });
    if (text.length > most) context.addIssue({ code: 'custom', message: `at most ${most} characters fit here, these are ${text.length}` });
    return sealText(text, raw.salt);
  });
}

/** The same, but it may be left empty: then null. */
export function typedOrNothing(most: number) {
  return OrNothing.transform((raw, context): Sealed | null => {
    const text = cleanText((raw.text ?? '').slice(0, 20_000));
    if (text.length > most) context.addIssue({ code: 'custom', message: `at most ${most} characters fit here, these are ${text.length}` });
    return text === '' ? null : sealText(text, raw.salt);
  });
}
