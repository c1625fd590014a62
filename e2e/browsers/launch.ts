/** A launch in any browser: the built SDK and its engine, the drawn person as camera, a scripted gateway. */
import { setTimeout as pause } from 'node:timers/promises';
import type * as Sdk from 'lifesign';
import type { SupportReport } from 'lifesign';
import type * as Kit from 'lifesign/testing';
import type { DocumentVerificationResult } from 'lifesign/contract';
import type { Site } from './site.ts';
import type { Visitor } from './visitor.ts';

interface PageGlobals {
  readonly sdk: typeof Sdk;
  readonly kit: typeof Kit;
  readonly launch: {
    result: DocumentVerificationResult | null;
    readonly phases: string[];
    readonly images: () => number;
  };
}

export interface Ended {
  readonly result: DocumentVerificationResult;
  readonly phases: readonly string[];
  /** Titles of the shown sheets, in order. */
  readonly titles: readonly string[];
  /** The steps on the last sheet. */
  readonly steps: readonly string[];
  readonly images: number;
}

export const openSite = async (visitor: Visitor, { address }: Site): Promise<void> => {
  await visitor.goto(address);
  await until(() => visitor.run(() => 'sdk' in globalThis, null));
};

/** @param worker the path of another worker's script. */
export const supportIn = (visitor: Visitor, worker: string | null = null): Promise<SupportReport> =>
  visitor.run(
    (script) =>
      (globalThis as unknown as PageGlobals).sdk.checkSupport(
        script === null ? {} : { createWorker: () => new Worker(script, { type: 'module' }) },
      ),
    worker,
  );

/** Begins, presses the primary button of each screen, and closes screens without one. */
export const launchIn = async (visitor: Visitor, { frames }: Site, worker: string | null = null): Promise<Ended> => {
  await visitor.run(startInPage, { frames, worker });
  const titles: string[] = [];
  let steps: readonly string[] = [];
  await until(async () => {
    const now = await visitor.run(lookInPage, null);
    if (now.title !== null && now.title !== titles.at(-1)) {
      titles.push(now.title);
      steps = now.steps;
    }
    return now.hasEnded;
  });
  const ended = await visitor.run(() => {
    const { result, phases, images } = (globalThis as unknown as PageGlobals).launch;
    return { result, phases, images: images() };
  }, null);
  return { ...ended, result: ended.result as DocumentVerificationResult, titles, steps };
};

const startInPage = async ({ frames, worker }: { frames: number; worker: string | null }): Promise<void> => {
  const globals = globalThis as unknown as PageGlobals;
  const pictures = await Promise.all(
    Array.from({ length: frames }, async (_, index) =>
      createImageBitmap(await (await fetch(`/frame/${index}`)).blob()),
    ),
  );
  const getStream = async (): Promise<MediaStream> => {
    const canvas = document.createElement('canvas');
    canvas.width = 640;
    canvas.height = 480;
    const context = canvas.getContext('2d');
    const startedAt = performance.now();
    const draw = (): void => {
      const picture = pictures[Math.floor(((performance.now() - startedAt) * 30) / 1000) % pictures.length];
      if (picture !== undefined) {
        context?.drawImage(picture, 0, 0);
      }
    };
    draw();
    setInterval(draw, 1000 / 30);
    return canvas.captureStream();
  };
  const backend = globals.kit.scriptedGateway();
  const launch: PageGlobals['launch'] = {
    result: null,
    phases: [],
    images: () => backend.submitted.at(-1)?.images.length ?? 0,
  };
  Object.assign(globalThis, { launch });
  const begun = globals.sdk.launchSelfieLiveness({
    correlationId: 'browsers',
    backend,
    language: 'en',
    camera: { getStream },
    onEvent: (event) => {
      if (event.type === 'phase') {
        launch.phases.push(event.phase);
      }
    },
    ...(worker === null ? {} : { createWorker: () => new Worker(worker, { type: 'module' }) }),
  });
  const finish = async (): Promise<void> => {
    launch.result = await begun;
  };
  void finish();
};

const lookInPage = (): { title: string | null; steps: string[]; hasEnded: boolean } => {
  const { launch } = globalThis as unknown as PageGlobals;
  const root = document.querySelector('lifesign-selfie')?.shadowRoot ?? null;
  const texts = (selector: string): string[] =>
    [...(root?.querySelectorAll(selector) ?? [])].map((element) => element.textContent?.trim() ?? '');
  const seen = { title: texts('h2')[0] ?? null, steps: texts('li'), hasEnded: launch.result !== null };
  const phase = launch.phases.at(-1);
  const button =
    phase === 'intro' ? '.button.primary' : phase === 'blocked' || phase === 'exhausted' ? '[part=close-button]' : null;
  if (button !== null) {
    root?.querySelector<HTMLButtonElement>(button)?.click();
  }
  return seen;
};

const DEADLINE_MS = 90_000;

const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + DEADLINE_MS;
  while (!(await isSo())) {
    if (Date.now() > deadline) {
      throw new Error('The launch did not end in time');
    }
    await pause(100);
  }
};
