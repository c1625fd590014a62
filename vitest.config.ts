/**
 * Unit tests beside the code: `browser` (real Chromium) for what needs a browser; for the rest `node`, whose files share the
 * modules of a few processes, and `isolated`, where each file has a process of its own because it replaces modules.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { CHROMIUM_FLAGS, findChromium } from './scripts/browser.ts';

/** Recorded clips, where the machine has them; a page of tests may read them then. */
const clips = resolve(import.meta.dirname, process.env['LIFESIGN_DATA'] ?? '../shared', 'clips');
const hasClips = existsSync(clips);

declare module 'vitest' {
  interface ProvidedContext {
    /** Absolute path of the folder; null where there is none. */
    clips: string | null;
  }
}

const conditions = ['lifesign-source', 'module', 'import', 'default'];

/** Processes, frames and limits of time on a loaded machine: what passes only when repeated is named at the end of `npm test`. */
const RETRIES = 1;

const FOLDERS = ['src', 'gateway', 'training', 'testkit', 'scripts', 'demo', 'e2e'];
const ISOLATED = '*.isolated.test.ts';

/** `own`: what sets the project apart. */
const inNode = (own: NonNullable<TestProjectInlineConfiguration['test']>): TestProjectInlineConfiguration => ({
  resolve: { conditions: ['node', ...conditions] },
  // These reach Node itself: `import` among them would give CommonJS packages ES modules to `require`.
  ssr: { resolve: { conditions: ['node', 'lifesign-source'] } },
  test: {
    environment: 'node',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    retry: RETRIES,
    // Some wait for processes, some for limits of time to pass: fewer would leave a core idle then.
    maxWorkers: 4,
    ...own,
  },
});

export default defineConfig({
  test: {
    // Once for all projects.
    globalSetup: ['gateway/test/support/database-server.ts'],
    projects: [
      inNode({
        name: 'node',
        include: FOLDERS.map((folder) => `${folder}/**/*.test.ts`),
        exclude: ['**/*.browser.test.ts', `**/${ISOLATED}`, '**/node_modules/**'],
        // A process for each file would spend as long on starting and on compiling its modules as on its tests.
        isolate: false,
      }),
      inNode({
        name: 'isolated',
        include: FOLDERS.map((folder) => `${folder}/**/${ISOLATED}`),
      }),
      {
        resolve: { conditions: ['browser', ...conditions] },
        // Found late, in the net's runtime: bundling them up front spares a reload in the middle of the tests.
        optimizeDeps: {
          include: [
            '@mediapipe/tasks-vision',
            '@tensorflow/tfjs-core',
            '@tensorflow/tfjs-backend-wasm',
            '@tensorflow/tfjs-backend-webgl',
          ],
        },
        server: { fs: { allow: [import.meta.dirname, ...(hasClips ? [clips] : [])] } },
        test: {
          name: 'browser',
          // Most of the time is spent waiting for frames and screens.
          maxWorkers: 2,
          provide: { clips: hasClips ? clips : null },
          include: ['src/**/*.browser.test.ts', 'demo/**/*.browser.test.ts'],
          testTimeout: 60_000,
          retry: RETRIES,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                executablePath: findChromium(),
                args: [...CHROMIUM_FLAGS, '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
