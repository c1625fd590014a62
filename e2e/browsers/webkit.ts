/** WebKitGTK by its WebDriver: four commands of the protocol, which is plain JSON over HTTP. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { WEBKIT_DRIVER } from '../../scripts/other-browsers.ts';
import { freePort } from '../../testkit/free-port.ts';
import type { Screen } from './screen.ts';
import type { Visitor } from './visitor.ts';

const SCRIPT_MS = 120_000;
const START_MS = 20_000;

export const openWebKit = async ({ display }: Screen): Promise<Visitor> => {
  const port = await freePort();
  const driver = spawn(WEBKIT_DRIVER.find() ?? '', [`--port=${port}`, '--host=127.0.0.1'], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: display },
  });
  const ended = once(driver, 'exit');
  const command = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const { value } = (await response.json()) as { value: unknown };
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${JSON.stringify(value)}`);
    }
    return value;
  };

  const deadline = Date.now() + START_MS;
  while (
    !(await command('GET', '/status').then(
      () => true,
      () => false,
    ))
  ) {
    if (Date.now() > deadline) {
      throw new Error('WebKitWebDriver did not start');
    }
    await pause(100);
  }
  const { sessionId, capabilities } = (await command('POST', '/session', {
    capabilities: { alwaysMatch: { timeouts: { script: SCRIPT_MS } } },
  })) as { sessionId: string; capabilities: { browserVersion: string } };
  const session = `/session/${sessionId}`;

  return {
    name: `WebKitGTK ${capabilities.browserVersion}`,
    goto: async (url) => {
      await command('POST', `${session}/url`, { url });
    },
    run: async (work, argument) => {
      const script = `
        const [argument, done] = arguments;
        Promise.resolve(argument).then(${work.toString()}).then(
          (value) => done({ value }),
          (error) => done({ error: String(error) }),
        );`;
      const answer = (await command('POST', `${session}/execute/async`, {
        script,
        args: [argument ?? null],
      })) as { value?: never; error?: string };
      if (answer.error !== undefined) {
        throw new Error(answer.error);
      }
      return answer.value as never;
    },
    [Symbol.asyncDispose]: async () => {
      await command('DELETE', session);
      driver.kill();
      await ended;
    },
  };
};
