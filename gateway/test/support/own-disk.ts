/** A small disk that only one process and its children see, so that it can be filled. */
import { spawnSync } from 'node:child_process';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const MOUNTING = ['unshare', ...(process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']), '--mount'];
const MIB = 1024 * 1024;
const PIECE = 16 * MIB;

export const CAN_MOUNT =
  spawnSync(MOUNTING[0] ?? '', [...MOUNTING.slice(1), 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;

/** A command that runs the rest of its arguments where `folder` is an empty disk of this size, writable for all users. */
export const withOwnDisk = (folder: string, mib: number): readonly string[] => [
  ...MOUNTING,
  'sh',
  '-c',
  `mount -t tmpfs -o size=${mib}m,mode=1777 none ${folder} && exec "$@"`,
  'sh',
];

/** Fills the disk of a folder but for `leave` bytes. Returns a function that frees it again. */
export const fillDisk = (folder: string, leave: number): (() => void) => {
  const filler = path.join(folder, 'filler');
  writeFileSync(filler, '');
  try {
    for (let left = bytesLeft(folder) - leave; left > 0; left = bytesLeft(folder) - leave) {
      writeFileSync(filler, new Uint8Array(Math.min(left, PIECE)), { flag: 'a' });
    }
  } catch (error) {
    // Others write to the disk at the same time.
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') {
      throw error;
    }
  }
  return () => rmSync(filler);
};

const bytesLeft = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};
