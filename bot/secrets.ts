// The keyed hashes of the product: the numbers that requesters read to approvers, and the salts of typed texts. Both come from its own key.
import { createHmac, createSecretKey, hash, type KeyObject, sign } from 'node:crypto';
import type { Circumstances } from '../dialogs/decision.ts';

export interface Secrets {
  readonly number: Circumstances['number'];
  /** The salt (32 hex digits) for a typed text: the same for the same words of the same person about the same thing. */
  readonly salt: (about: readonly string[]) => string;
}

/** Ed25519 signs deterministically (RFC 8032), so a signature over a fixed name is a secret that needs no place of its own. */
export function deriveSecrets(key: KeyObject): Secrets {
  const secret = (name: string) => createSecretKey(hash('sha256', sign(null, Buffer.from(`glassbreak/${name}/v1`), key), 'buffer'));
  const numbers = secret('number-match');
  const salts = secret('text-salt');
  return {
    number: (request, approver, attempt) =>
      createHmac('sha256', numbers).update(`${request} ${approver} ${attempt}`).digest().readUInt32BE() % 100,
    salt: (about) => createHmac('sha256', salts).update(JSON.stringify(about)).digest('hex').slice(0, 32),
  };
}
