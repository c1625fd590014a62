/** A store that speaks S3, as a process of its own that can be killed: s3rver, which keeps objects as files. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../../testkit/free-port.ts';

const BUCKET = 'pictures';
const PREFIX = 'lifesign/';
/** The only account that it knows; it refuses requests that are not signed by it. */
const KEY = 'S3RVER';
const OBJECT = '._S3rver_object';

const SCRIPT = `
const S3rver = require('@20minutes/s3rver');
const [directory, port] = process.argv.slice(1);
new S3rver({ directory, port: Number(port), address: '127.0.0.1', silent: true, allowMismatchedSignatures: true, configureBuckets: [{ name: '${BUCKET}' }] })
  .run().then(() => console.log('ready'));
// It ends with the process that started it.
process.stdin.on('end', () => process.exit()).resume();`;

export interface TestS3 {
  /** `pictures` of a configuration that keeps new ones there. */
  readonly pictures: {
    readonly keptIn: 's3' | 'database';
    readonly s3: Readonly<Record<string, unknown>>;
  };
  /** Names of the objects, as rows have them, in order. */
  names(): readonly string[];
  read(name: string): Buffer;
  /** Replaces or adds an object in its folder, without a request. */
  write(name: string, bytes: Uint8Array): void;
  lose(name: string): void;
  /** Makes it look as if the object had been written hours ago. */
  age(name: string, hours: number): void;
  /** SIGKILL; what it acknowledged is in its folder. */
  kill(): Promise<void>;
  /** At the same address, on the same folder. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export const startS3 = async (): Promise<TestS3> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lifesign-s3-'));
  const root = path.join(folder, BUCKET, PREFIX);
  const port = await freePort();
  const fileOf = (name: string): string => path.join(root, `${name}${OBJECT}`);
  let child: ChildProcess | null = null;

  const start = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const started = spawn(process.execPath, ['--openssl-legacy-provider', '-e', SCRIPT, folder, String(port)], {
        cwd: fileURLToPath(new URL('../..', import.meta.url)),
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      child = started;
      started.stdout.once('data', () => resolve());
      started.once('exit', (code) => reject(new Error(`The S3 server ended with ${code}`)));
    });

  const kill = (): Promise<void> =>
    new Promise((resolve) => {
      if (child === null) {
        resolve();
        return;
      }
      child.once('exit', () => resolve());
      child.kill('SIGKILL');
      child = null;
    });

  await start();
  return {
    pictures: {
      keptIn: 's3',
      s3: {
        bucket: BUCKET,
        prefix: PREFIX,
        endpoint: `http://127.0.0.1:${port}`,
        accessKeyId: KEY,
        secretAccessKey: KEY,
        timeoutMs: 20_000,
      },
    },
    names: () =>
      globSync(`**/*${OBJECT}`, { cwd: root })
        .map((file) => file.slice(0, -OBJECT.length))
        .toSorted(),
    read: (name) => readFileSync(fileOf(name)),
    write(name, bytes) {
      mkdirSync(path.dirname(fileOf(name)), { recursive: true });
      writeFileSync(fileOf(name), bytes);
      // Otherwise the next listing would compute it.
      writeFileSync(`${fileOf(name)}.md5`, createHash('md5').update(bytes).digest('hex'));
    },
    lose: (name) => rmSync(fileOf(name)),
    age(name, hours) {
      const then = new Date(Date.now() - hours * 3_600_000);
      utimesSync(fileOf(name), then, then);
    },
    kill,
    restart: start,
    async close() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
