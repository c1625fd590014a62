/** Starts Vite's development server as an integrator does. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { freePort } from '../../testkit/free-port.ts';

const READY_MS = 60_000;

export interface DevServer extends AsyncDisposable {
  readonly address: URL;
}

export const startVite = async (folder: string): Promise<DevServer> => {
  const port = await freePort();
  const address = new URL(`http://127.0.0.1:${port}`);
  const args = [
    join(folder, 'node_modules/vite/bin/vite.js'),
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    '--strictPort',
  ];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: 'ignore' });
  const deadline = Date.now() + READY_MS;
  while (
    !(await fetch(address).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill();
      throw new Error('the development server did not start');
    }
    await new Promise((done) => setTimeout(done, 200));
  }
  return {
    address,
    [Symbol.asyncDispose]: async () => {
      child.kill();
    },
  };
};
