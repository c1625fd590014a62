/** Tests of the harness: with a guard that finds nothing, or a wrong camera, no journey would prove anything. */
/* oxlint-disable no-console -- the console's output is tested */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext, Page } from '@playwright/test';
import { expect, test as base } from '@playwright/test';
import type { Camera } from './camera.ts';
import { openBrowser } from './camera.ts';
import { watch } from './guard.ts';
import { countTracks, tracksOf } from './tracks.ts';
import { whileStill } from './while-still.ts';

const POLICY = "default-src 'self'; connect-src 'self' http://127.0.0.1:9; img-src *";

const test = base.extend<{ camera: Camera; address: string }>({
  camera: ['none', { option: true }],
  address: async ({ browserName: _browserName }, use) => {
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': POLICY });
      response.end('<!doctype html><title>Harness</title><main></main>');
    });
    await new Promise<void>((done) => {
      server.listen(0, '127.0.0.1', done);
    });
    await use(`http://localhost:${(server.address() as AddressInfo).port}`);
    server.close();
  },
  context: async ({ camera }, use) => {
    const browser = await openBrowser(camera);
    await use(await browser.newContext());
    await browser.close();
  },
});

const misdeeds: readonly {
  readonly name: string;
  readonly found: RegExp;
  readonly commit: (page: Page) => Promise<void>;
}[] = [
  {
    name: 'a request to another origin',
    found: /^request to another origin: GET http:\/\/127\.0\.0\.1:9/,
    commit: (page) =>
      page.evaluate(async () => {
        await fetch('http://127.0.0.1:9/', { mode: 'no-cors' }).catch(() => undefined);
      }),
  },
  {
    name: 'a token in an address',
    found: /^token in an address/,
    commit: (page) =>
      page.evaluate(async () => {
        await fetch('/?token=eyJhbGciOiJIUzI1NiJ9abc.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N');
      }),
  },
  {
    name: 'a token on the console',
    found: /^token on the console/,
    commit: (page) =>
      page.evaluate(() => {
        console.log('eyJhbGciOiJIUzI1NiJ9abc.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N');
      }),
  },
  {
    name: 'pixels sent to a place for something else',
    found: /^pixels sent by POST/,
    commit: (page) =>
      page.evaluate(async () => {
        await fetch('/log', { method: 'POST', headers: { 'content-type': 'image/jpeg' }, body: 'x' });
      }),
  },
  {
    name: 'a script that the policy does not allow',
    found: /^content policy: script-src/,
    commit: (page) =>
      page.evaluate(() => {
        const script = document.createElement('script');
        script.textContent = 'void 0';
        document.body.append(script);
      }),
  },
  {
    name: 'an uncaught error',
    found: /^uncaught: Error: oops/,
    commit: (page) =>
      page.evaluate(() => {
        setTimeout(() => {
          throw new Error('oops');
        });
      }),
  },
  {
    name: 'what native code logs',
    found: /^native log on the console: W1121/,
    commit: (page) => page.evaluate(() => console.warn('W1121 08:00:00.000000 1 gl_context.cc:1] checking is off')),
  },
  {
    name: 'an error on the console',
    found: /^console error: bad/,
    commit: (page) => page.evaluate(() => console.error('bad')),
  },
];

const watched = async (context: BrowserContext, address: string) => {
  const guard = await watch(context, { origins: [address] });
  const page = await context.newPage();
  await page.goto(address);
  return { guard, page };
};

test('the guard finds every violation', async ({ context, address }) => {
  const { guard, page } = await watched(context, address);
  expect(guard.findings).toEqual([]);
  for (const { name, found, commit } of misdeeds) {
    await commit(page);
    await expect.poll(() => guard.findings.some((finding) => found.test(finding)), { message: name }).toBe(true);
  }
  expect(guard.findings.join(), 'a finding must not itself hold a token').not.toContain('eyJhbGciOiJIUzI1NiJ9');
});

const openCamera = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ video: true });
      const { width, height } = stream.getVideoTracks()[0]?.getSettings() ?? {};
      return `${width}x${height}`;
    } catch (error) {
      return error instanceof DOMException ? error.name : String(error);
    }
  });

for (const [camera, outcome, live] of [
  [{ stream: 'person' }, '640x480', 1],
  ['refused', 'NotAllowedError', 0],
  ['none', 'NotFoundError', 0],
] as const) {
  test.describe(`camera ${JSON.stringify(camera)}`, () => {
    test.use({ camera });

    test(`gives ${outcome}`, async ({ context, address }) => {
      await countTracks(context);
      const { page } = await watched(context, address);
      expect(await openCamera(page)).toBe(outcome);
      expect(await tracksOf(page)).toEqual({ opened: live, live });
    });
  });
}

test('whileStill waits for running animations in shadow trees, and holds back later ones', async ({
  context,
  address,
}) => {
  const page = await context.newPage();
  await page.goto(address);
  await page.evaluate(() => {
    const outer = document.body.appendChild(document.createElement('div')).attachShadow({ mode: 'open' });
    const inner = outer.appendChild(document.createElement('div')).attachShadow({ mode: 'open' });
    const [fading, later, spinning] = ['Fading', 'Later', 'Spinning'].map((text) => {
      const element = inner.appendChild(document.createElement('p'));
      element.textContent = text;
      return element;
    });
    fading?.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 500 });
    later?.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 500, delay: 20_000, fill: 'both' });
    spinning?.animate([{ rotate: '0deg' }, { rotate: '360deg' }], { duration: 500, iterations: Infinity });
  });
  const opacity = (text: string): Promise<string> =>
    page.getByText(text).evaluate((element) => getComputedStyle(element).opacity);
  const state = (text: string): Promise<string | undefined> =>
    page.getByText(text).evaluate((element) => element.getAnimations()[0]?.playState);
  const seen = await whileStill(page, async () => ({
    fading: await opacity('Fading'),
    later: [await opacity('Later'), await state('Later')],
    spinning: await state('Spinning'),
  }));
  expect(seen).toEqual({ fading: '1', later: ['0', 'paused'], spinning: 'running' });
  await page.getByText('Later').evaluate((element) => {
    for (const animation of element.getAnimations()) {
      animation.currentTime = 20_000;
    }
  });
  await expect.poll(() => opacity('Later')).toBe('1');
});
