/**
 * `npm run screenshots`: every screen of a launch at phone and desktop size into docs/screenshots, from real launches
 * with drawn people.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import sharp from 'sharp';
import type { Camera } from '../e2e/harness/camera.ts';
import { openBrowser } from '../e2e/harness/camera.ts';
import { goThrough } from '../e2e/harness/go-through.ts';
import type { Stack } from '../e2e/harness/stack.ts';
import { startStack } from '../e2e/harness/stack.ts';
import { startLaunch } from '../e2e/harness/start-launch.ts';
import { ensureChromium } from './browser.ts';
import { ensureBuild } from './build.ts';

const FOLDER = resolve(import.meta.dirname, '../docs/screenshots');

const SIZES = {
  phone: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  desktop: { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1, isMobile: false, hasTouch: false },
} as const;

interface Scene {
  readonly name: string;
  readonly camera: Camera;
  readonly outcome: string;
  readonly colorScheme?: 'dark';
  readonly language?: string;
  /** Phases to capture; after the last one the launch is cancelled. */
  readonly shots: readonly string[];
}

const SCENES: readonly Scene[] = [
  {
    name: '',
    camera: { stream: 'person' },
    outcome: 'sandbox-slow',
    shots: ['intro', 'holding', 'processing', 'done'],
  },
  { name: 'again-', camera: { stream: 'scarf' }, outcome: 'sandbox-not-live', shots: ['retry', 'exhausted'] },
  { name: 'nobody-', camera: { stream: 'nobody' }, outcome: 'sandbox-valid', shots: ['framing'] },
  { name: 'refused-', camera: 'refused', outcome: 'sandbox-valid', shots: ['blocked'] },
  {
    name: 'dark-',
    camera: { stream: 'deep' },
    outcome: 'sandbox-valid',
    colorScheme: 'dark',
    shots: ['intro', 'holding', 'done'],
  },
  {
    name: 'arabic-',
    camera: { stream: 'glasses' },
    outcome: 'sandbox-valid',
    language: 'ar',
    shots: ['intro'],
  },
];

/** Long enough for a screen to fade in and a hint to settle, shorter than a hold. */
const SETTLE_MS = 700;

const picture = async (stack: Stack, scene: Scene, size: keyof typeof SIZES): Promise<void> => {
  const browser = await openBrowser(scene.camera);
  try {
    const context = await browser.newContext({
      ...SIZES[size],
      baseURL: stack.address,
      colorScheme: scene.colorScheme ?? 'light',
      locale: 'en-GB',
    });
    const page = await context.newPage();
    const launch = await startLaunch(page, {
      flow: 'liveness',
      partner: 'sandbox',
      outcome: scene.outcome,
      ...(scene.language === undefined ? {} : { language: scene.language }),
    });
    const missing = new Set(scene.shots);
    await goThrough(launch, async (phase) => {
      if (missing.delete(phase)) {
        await pause(SETTLE_MS);
        const file = resolve(FOLDER, `${size}-${scene.name}${phase}.png`);
        await sharp(await page.screenshot())
          .png({ palette: true, colours: 256, effort: 10 })
          .toFile(file);
      }
      if (missing.size === 0 && phase !== 'done' && phase !== 'cancelled') {
        await launch.abort();
      }
    });
    if (missing.size > 0) {
      throw new Error(`Never seen: ${[...missing].join(', ')}`);
    }
  } finally {
    await browser.close();
  }
};

process.env['LIFESIGN_CHROMIUM'] = ensureChromium();
ensureBuild();
rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
const stack = await startStack();
try {
  for (const size of ['phone', 'desktop'] as const) {
    for (const scene of SCENES) {
      await picture(stack, scene, size);
      console.log(`${size} ${scene.name}${scene.shots.join(' ')}`);
    }
  }
} finally {
  await stack.stop();
}
