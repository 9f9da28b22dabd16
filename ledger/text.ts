// Text that people typed, sealed: the hash of salt and text goes into a fact, the text lies beside and can be redacted.
import { textHash } from './export.ts';
import { Digest } from './ids.ts';
import type { Text } from './store.ts';

export type Sealed = Text & { readonly hash: Digest };

/** Seals a text: hash = SHA-256 over the salt's bytes (hex, may be empty for sources) followed by the text in UTF-8. */
export function sealText(text: string, salt: string): Sealed {
  return { hash: Digest.parse(textHash(salt, text)), salt, text };
}

/** Whether a text is the one that was sealed. */
export function verifyText(text: Text): boolean {
  return sealText(text.text, text.salt).hash === text.hash;
}
