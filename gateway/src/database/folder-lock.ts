/**
 * One owner at a time for a folder, whichever container or host it runs on. Two marks:
 *
 * - `gateway.lock`: a file lock of the operating system, by way of an SQLite transaction that stays open. It holds between
 *   containers on one host, and the kernel releases it with the process, however that ends.
 * - `gateway.owner`: who owns the folder, and a time on the file that is renewed every two seconds. It is for disks that
 *   several hosts mount and whose file locks do not reach from one to the other: an owner on another host has ended when
 *   that time has not changed for twenty seconds. Only changes count, so the hosts' clocks do not matter.
 */
import { randomUUID } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { Mistake } from '../mistake.ts';

const BEAT_MS = 2000;
const STALE_MS = 20_000;
/** A process that was just killed may still hold its lock while the kernel cleans up. */
const RELEASE_MS = 3000;
const POLL_MS = 250;

const SQLITE_BUSY = 5;

export interface FolderLock {
  release(): void;
}

/** The message is for the operator: which folder, whose it is, what to do. */
export class FolderInUse extends Mistake {
  constructor(path: string, owner: Owner | null) {
    const whose = owner === null ? '' : ` (host ${owner.host}, process ${owner.pid}, since ${owner.since})`;
    super(
      `The data folder ${path} is in use by another gateway${whose}. Stop that one, give this one a DATA_DIR of its own, ` +
        'or let several gateways share a PostgreSQL server (DATABASE_URL).',
    );
  }
}

const ownerSchema = z.object({
  id: z.string(),
  /** The same for every container on one running kernel. */
  kernel: z.string(),
  host: z.string(),
  pid: z.number(),
  since: z.string(),
});

type Owner = z.infer<typeof ownerSchema>;

/** Reads the owner file; `state` changes when it is renewed or replaced. */
interface Sighting {
  readonly owner: Owner | null;
  readonly state: string;
}

/**
 * Rejects with `FolderInUse` when another process has the folder. `onLost` is called once, with the reason, when the folder
 * is taken over by another process anyway; the process must then stop writing at once.
 */
export const lockFolder = async (path: string, onLost: (reason: string) => void): Promise<FolderLock> => {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const file = join(path, 'gateway.owner');
  const lock = await takeFileLock(join(path, 'gateway.lock'));
  if (lock === null) {
    throw new FolderInUse(path, look(file)?.owner ?? null);
  }
  try {
    const id = await takeOwnership(path, file);
    const stopBeating = beat(path, file, id, onLost);
    return {
      release() {
        stopBeating();
        if (look(file)?.owner?.id === id) {
          rmSync(file, { force: true });
        }
        lock.close();
      },
    };
  } catch (error) {
    lock.close();
    throw error;
  }
};

/** Null when another process holds it. */
const takeFileLock = async (file: string): Promise<DatabaseSync | null> => {
  for (let waited = 0; ; waited += POLL_MS) {
    const database = new DatabaseSync(file);
    try {
      database.exec('pragma journal_mode = memory; begin exclusive');
      return database;
    } catch (error) {
      database.close();
      if (!(error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY)) {
        throw error;
      }
    }
    if (waited >= RELEASE_MS) {
      return null;
    }
    await sleep(POLL_MS);
  }
};

/** With the file lock held, only an owner on another host is still possible. */
const takeOwnership = async (path: string, file: string): Promise<string> => {
  const kernel = kernelId();
  const own: Owner = { id: randomUUID(), kernel, host: hostname(), pid: process.pid, since: new Date().toISOString() };
  const text = `${JSON.stringify(own)}\n`;
  const found = look(file);
  if (found === null && createFile(file, text)) {
    return own.id;
  }
  const before = found ?? look(file);
  // Under the same kernel the file lock is enough: we hold it, so the former owner has ended.
  const isElsewhere = before !== null && before.owner?.kernel !== kernel;
  if (isElsewhere) {
    await requireStale(path, file, before);
  }
  const fresh = `${file}.${own.id}`;
  writeFileSync(fresh, text, { mode: 0o600 });
  renameSync(fresh, file);
  if (isElsewhere) {
    // Others may have waited for the same owner to end: the last writer becomes the owner.
    await sleep(BEAT_MS);
    const now = look(file);
    if (now?.owner?.id !== own.id) {
      throw new FolderInUse(path, now?.owner ?? null);
    }
  }
  return own.id;
};

const requireStale = async (path: string, file: string, before: Sighting): Promise<void> => {
  for (let waited = 0; waited < STALE_MS; waited += BEAT_MS) {
    await sleep(BEAT_MS);
    const now = look(file);
    if (now === null) {
      return;
    }
    if (now.state !== before.state) {
      throw new FolderInUse(path, now.owner);
    }
  }
};

const beat = (path: string, file: string, id: string, onLost: (reason: string) => void): (() => void) => {
  let renewedAt = performance.now();
  const lose = (reason: string): void => {
    clearInterval(timer);
    onLost(`The data folder ${path} ${reason}. This gateway has stopped, so that it does not destroy what is in it.`);
  };
  const timer = setInterval(() => {
    try {
      const owner = look(file)?.owner;
      if (owner?.id !== id) {
        const by = owner === undefined || owner === null ? '' : ` by host ${owner.host}, process ${owner.pid}`;
        lose(`has been taken over${by}`);
        return;
      }
      const now = new Date();
      utimesSync(file, now, now);
      renewedAt = performance.now();
    } catch (error) {
      // Before another process may treat it as abandoned.
      if (performance.now() - renewedAt > STALE_MS / 2) {
        lose(`cannot be written to: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }, BEAT_MS);
  timer.unref();
  return () => clearInterval(timer);
};

/** Null when there is no owner file. Opening the file makes a network disk ask its server. */
const look = (file: string): Sighting | null => {
  let handle: number;
  try {
    handle = openSync(file, 'r');
  } catch (error) {
    if (isCode(error, 'ENOENT')) {
      return null;
    }
    throw error;
  }
  try {
    const { mtimeMs } = fstatSync(handle);
    const text = readFileSync(handle, 'utf8');
    return { owner: ownerSchema.safeParse(parseJson(text)).data ?? null, state: `${mtimeMs} ${text}` };
  } finally {
    closeSync(handle);
  }
};

/** False when there is one already. */
const createFile = (file: string, text: string): boolean => {
  try {
    writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) {
      return false;
    }
    throw error;
  }
};

const kernelId = (): string => {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return hostname();
  }
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
