/** An X server without a physical screen, for browsers that cannot run headless. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { XVFB } from '../../scripts/other-browsers.ts';

export interface Screen extends AsyncDisposable {
  /** For the environment variable DISPLAY. */
  readonly display: string;
}

export const startScreen = async (): Promise<Screen> => {
  const server = spawn(
    XVFB.find() ?? '',
    ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp', '-noreset'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const ended = once(server, 'exit');
  const [chosen] = (await Promise.race([
    once(server.stdio[3] as Readable, 'data'),
    ended.then(() => {
      throw new Error('Xvfb did not start');
    }),
  ])) as [Buffer];
  return {
    display: `:${chosen.toString('utf8').trim()}`,
    [Symbol.asyncDispose]: async () => {
      server.kill();
      await ended;
    },
  };
};
