// Where the files of the stores may lie and who may read them: a local disk, this account only.
import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, realpathSync, statfsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { StoreFault } from './fault.ts';

const NETWORK: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS (SMB)'],
  [0xfe534d42, 'SMB2'],
  [0x01021997, '9p'],
  [0x00c36400, 'Ceph'],
  [0x0bd00bd0, 'Lustre'],
  [0x5346414f, 'AFS'],
]);

/** The network file system that a type number of Linux's statfs stands for, or null: SQLite loses data on those. */
export function networkFileSystem(type: number): string | null {
  return NETWORK.get(type >>> 0) ?? null;
}

/** Makes the file and its folder if they are missing, for this account only (0600, 0700), and answers its true path. Throws StoreFault. */
export function ownFile(file: string, typeOf: (folder: string) => number = statfsType): string {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const folder = realpathSync(dirname(file));
    const network = networkFileSystem(typeOf(folder));
    if (network !== null)
      throw new StoreFault(
        `${file} lies on a network file system (${network}), where SQLite can lose data: choose a folder on a local disk.`,
      );
    // One that is there is never opened here: closing it again would drop this process's locks of SQLite on it.
    if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
    syncFolder(folder);
    return realpathSync(join(folder, basename(file)));
  } catch (cause) {
    if (cause instanceof StoreFault) throw cause;
    throw new StoreFault(`${file} cannot be opened for writing: ${reason(cause)}.`, { cause });
  }
}

/** Makes a new, renamed or linked entry of a folder durable; where folders cannot be opened (Windows) there is nothing to do. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

export function reason(cause: unknown): string {
  return Error.isError(cause) ? cause.message : String(cause);
}

function statfsType(folder: string): number {
  return process.platform === 'linux' ? statfsSync(folder).type : 0;
}
