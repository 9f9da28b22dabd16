// Which typed fields of a command look like a credential. Such a command is not carried out until its words are changed, or until somebody
// says of exactly these words that they may be kept.
import { type CredentialKind, credentialLike } from './credential-like.ts';
import type { Command } from './command.ts';
import type { Sealed } from '../ledger/text.ts';

export interface Suspect {
  /** The field's name in the command. */
  readonly field: string;
  readonly kind: CredentialKind;
  /** The hash of the sealed text: it stands for exactly these words of this person in this field. */
  readonly hash: string;
}

/** The fields that look like a credential, without those whose hash is among `kept`. */
export function suspects(command: Command, kept: ReadonlySet<string>): readonly Suspect[] {
  return Object.entries(command).flatMap(([field, value]: readonly [string, unknown]) => {
    if (!isSealed(value) || kept.has(value.hash)) return [];
    const kind = credentialLike(field, value.text);
    return kind === null ? [] : [{ field, kind, hash: value.hash }];
  });
}

function isSealed(value: unknown): value is Sealed {
  return typeof value === 'object' && value !== null && 'text' in value;
}
