/**
 * Sites that serve the SDK wrongly, in Chromium: the messages for the page's developer, and how soon they come. Also the
 * same files from another origin, served correctly.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import type * as Sdk from 'lifesign';
import { ensureBuild } from '../../scripts/build.ts';
import { WORKER_FILE } from '../../scripts/cli/static-files.ts';
import { ASSETS } from 'lifesign/vision';
import { openChromium } from './chromium.ts';
import { openSite } from './launch.ts';
import { startSite, type Faults, type Site } from './site.ts';

const SLOW = 120_000;
const { file, sha256 } = ASSETS['liveness-weights'];
const NET = new RegExp(`/assets/${file}$`);
const WORKER = new RegExp(`/assets/${WORKER_FILE}$`);
/** Paths that are sent with Cross-Origin-Embedder-Policy; docs/integrate/README.md says which need it. */
const PAGE_ALONE = /^\/$/;
const PAGE_AND_WORKER = new RegExp(`^/$|${WORKER.source}`);

interface Told {
  /** Null: it loaded. */
  readonly error: { readonly code: string; readonly detail?: string } | null;
  readonly console: readonly string[];
  readonly ms: number;
}

/** Runs in the page: loads the engine, like a preload before a launch. */
const load = async (staticUrl: string | null): Promise<Told> => {
  const { sdk } = globalThis as unknown as { readonly sdk: typeof Sdk };
  const told: string[] = [];
  Object.assign(console, { error: (text: unknown) => told.push(String(text)) });
  const began = performance.now();
  const error = await sdk.initialise(staticUrl === null ? {} : { staticUrl }).then(
    () => null,
    (cause: InstanceType<typeof Sdk.LifesignError>) => cause.toJSON(),
  );
  return { error, console: told, ms: performance.now() - began };
};

const visit = async (faults: Faults, staticUrl: string | null = null): Promise<Told> => {
  await using site = await startSite({}, faults);
  await using visitor = await openChromium();
  await openSite(visitor, site);
  return await visitor.run(load, staticUrl);
};

/** The policy of docs/integrate/other-origin.md. */
const allowing = ({ address }: Site): ((policy: string) => string) => {
  const { origin } = new URL(address);
  return (policy) =>
    policy
      .replace("worker-src 'self'", `worker-src 'self' blob: ${origin}`)
      .replace("connect-src 'self'", `connect-src 'self' ${origin}`)
      .replace("script-src 'self'", `script-src 'self' ${origin}`);
};

beforeAll(() => ensureBuild(), 300_000);

const expectTold = ({ error, console, ms }: Told, detail: string, words: readonly (string | RegExp)[]): void => {
  expect(error).toMatchObject({ code: 'asset-load-failed', detail });
  expect(console).toHaveLength(1);
  expect(console[0]).toMatch(/^lifesign: asset-load-failed: .*\nWhat to do: /);
  for (const word of words) {
    expect(console[0]).toMatch(word);
  }
  expect(ms).toBeLessThan(10_000);
};

describe('within 10 s the console names address, answer and remedy', () => {
  test('a missing asset', { timeout: SLOW }, async () => {
    const told = await visit({ missing: NET });
    expectTold(told, '404', [`/assets/${file} answered 404 (`, `SHA-256 ${sha256}`, 'npx lifesign copy-assets DIR']);
  });

  test('the page instead of an asset', { timeout: SLOW }, async () => {
    const told = await visit({ fallback: NET });
    expectTold(told, 'html', [/status 200, content type text\/html/, `SHA-256 ${sha256}`, 'staticUrl']);
  });

  test('the page instead of the worker', { timeout: SLOW }, async () => {
    const told = await visit({ fallback: WORKER });
    expectTold(told, 'worker', [
      `/assets/${WORKER_FILE}, status 200`,
      /not served as JavaScript/,
      /content type text\/html/,
    ]);
  });

  test('the worker as plain text', { timeout: SLOW }, async () => {
    const told = await visit({ plain: WORKER });
    expectTold(told, 'worker', [/not served as JavaScript/, /content type text\/plain; expected text\/javascript/]);
  });

  test('a policy that forbids the worker', { timeout: SLOW }, async () => {
    const told = await visit({ policy: (policy) => policy.replace("worker-src 'self'", "worker-src 'none'") });
    expectTold(told, 'worker', [/served well, so the page's Content-Security-Policy/, /status 200/, /worker-src/]);
  });

  test('a page with Cross-Origin-Embedder-Policy, and a worker without it', { timeout: SLOW }, async () => {
    const told = await visit({ embedder: PAGE_ALONE });
    expectTold(told, 'worker', [/What to do: .*Cross-Origin-Embedder-Policy/s, /status 200/]);
  });

  test('another origin without CORS headers', { timeout: SLOW }, async () => {
    await using other = await startSite();
    const told = await visit({ policy: allowing(other) }, `${other.address}sdk/assets/?signature=hidden`);
    expectTold(told, 'worker', [/cannot be fetched/, 'Access-Control-Allow-Origin']);
    expect(told.console[0]).not.toContain('hidden');
  });
});

test('with Cross-Origin-Embedder-Policy, only the worker needs that header', { timeout: SLOW }, async () => {
  expect(await visit({ embedder: PAGE_AND_WORKER })).toMatchObject({ error: null, console: [] });
});

test('with Cross-Origin-Embedder-Policy, another origin needs only CORS', { timeout: SLOW }, async () => {
  await using other = await startSite({}, { isShared: true });
  const told = await visit({ policy: allowing(other), embedder: PAGE_ALONE }, `${other.address}sdk/assets/`);
  expect(told).toMatchObject({ error: null, console: [] });
});

test('worker and assets of another origin load with the documented policy', { timeout: SLOW }, async () => {
  await using other = await startSite({}, { isShared: true });
  const told = await visit({ policy: allowing(other) }, `${other.address}sdk/assets/`);
  expect(told).toMatchObject({ error: null, console: [] });
});
