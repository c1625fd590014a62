/** The product end to end: real gateway, real SDK, real Chromium; only the camera is made up. */
import { defineConfig } from '@playwright/test';

const HOSTS = '**/hosts/**/*.spec.ts';

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  globalSetup: './e2e/harness/global-setup.ts',
  workers: 4,
  fullyParallel: true,
  // Frames come in real time, on a machine that other tests load. What passes only when repeated is named at the end of `npm test`.
  retries: 1,
  timeout: 90_000,
  // A button that is not there in this time is not there.
  use: { actionTimeout: 20_000 },
  expect: { timeout: 30_000 },
  projects: [
    // A launch fills a core for some of its seconds; in the others it shows something, or waits for frames. On a phone's screen,
    // which Chromium draws in software in two thirds of the time of a computer's.
    { name: 'journeys', testIgnore: HOSTS, workers: 2, use: { viewport: { width: 390, height: 844 } } },
    // Gateway, engine and camera are scripted: nearly all of the time is screens being shown. So beside the journeys.
    { name: 'hosts', testMatch: HOSTS, workers: 2 },
  ],
  forbidOnly: process.env['CI'] !== undefined,
  reporter: 'list',
});
