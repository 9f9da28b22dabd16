// The product's own signing key (Ed25519), in a small file of its own outside the ledger: whoever owns the database alone cannot sign.
import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { signerOf, type Signer } from '../../ledger/checkpoint.ts';
import { StoreFault } from './fault.ts';
import { reason, syncFolder } from './file.ts';

/** `create`: make the key when there is no file. `origin` and `mode` are the ledger's; a key of another one is refused. */
export interface KeyOptions {
  readonly create: boolean;
  readonly origin: string;
  readonly mode: string;
}

/** The key, ready for `signCheckpoint`. Its name in notes is the origin. */
export interface SigningKey {
  readonly origin: string;
  readonly mode: string;
  readonly vkey: string;
  readonly signer: Signer;
}

const KeyFile = z.strictObject({ glassbreakKey: z.literal(1), mode: z.string(), origin: z.string(), pkcs8: z.base64() });

/** Reads the key, or makes it. Throws StoreFault, one sentence naming the file, when it is missing, unsafe, damaged or of another ledger. */
export function openKey(file: string, { create, origin, mode }: KeyOptions): SigningKey {
  if (!existsSync(file)) {
    if (!create)
      throw new StoreFault(`${file} is missing: it holds the key that signs this ledger. Put it back from where it is kept safe.`);
    make(file, { origin, mode });
  }
  verifyMode(file);
  const kept = parseKey(file);
  if (kept.origin !== origin || kept.mode !== mode)
    throw new StoreFault(
      `${file} is the key of ${kept.origin} (${kept.mode}), and this ledger is ${origin} (${mode}): each ledger has a key of its own.`,
    );
  return kept;
}

function parseKey(file: string): SigningKey {
  try {
    const { origin, mode, pkcs8 } = KeyFile.parse(JSON.parse(readFileSync(file, 'utf8')));
    const signer = signerOf(origin, createPrivateKey({ key: Buffer.from(pkcs8, 'base64'), format: 'der', type: 'pkcs8' }));
    return { origin, mode, vkey: signer.vkey, signer };
  } catch (cause) {
    throw new StoreFault(
      `${file} is not a signing key that Glassbreak wrote, or it was damaged. Put the right one back from where it is kept safe.`,
      { cause },
    );
  }
}

function verifyMode(file: string): void {
  const others = statSync(file).mode & 0o077;
  if (others === 0 || process.platform === 'win32') return;
  throw new StoreFault(
    `${file} can be read by others on this machine: take their rights away (chmod 600), and think about who may have read it.`,
  );
}

/** Written whole or not at all: a file of another name, synced, then linked. Whoever links second uses the first one's key. */
function make(file: string, { origin, mode }: Omit<KeyOptions, 'create'>): void {
  const folder = dirname(file);
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    const { privateKey } = generateKeyPairSync('ed25519');
    signerOf(origin, privateKey);
    const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const handle = openSync(draft, 'wx', 0o600);
    writeFileSync(handle, `${JSON.stringify({ glassbreakKey: 1, origin, mode, pkcs8 })}\n`);
    fsyncSync(handle);
    closeSync(handle);
    chmodSync(draft, 0o600);
    link(draft, file);
    syncFolder(folder);
  } catch (cause) {
    throw new StoreFault(`${file} cannot be made: ${reason(cause)}.`, { cause });
  }
}

function link(draft: string, file: string): void {
  try {
    linkSync(draft, file);
  } catch (cause) {
    if (!existsSync(file)) throw cause;
  } finally {
    unlinkSync(draft);
  }
}
