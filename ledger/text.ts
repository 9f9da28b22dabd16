// Text that people typed, sealed: the hash of salt and text goes into a fact, the text lies beside and can be redacted.
import { hash } from 'node:crypto';
import { Digest } from './ids.ts';
import type { Text } from './store.ts';

export type Sealed = Text & { readonly hash: Digest };

/** Seals a text: hash = SHA-256 over the salt's bytes (hex, may be empty for sources) followed by the text in UTF-8. */
export function sealText(text: string, salt: string): Sealed {
  const bytes = Buffer.concat([Buffer.from(salt, 'hex'), Buffer.from(text, 'utf8')]);
  return { hash: Digest.parse(hash('sha256', bytes, 'hex')), salt, text };
}

/** Whether a text is the one that was sealed. */
export function verifyText(text: Text): boolean {
  return sealText(text.text, text.salt).hash === text.hash;
}
