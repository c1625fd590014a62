/**
 * One engine for each page, counted and kept warm between launches: loading models twice would cost seconds, and
 * creating and closing graphics contexts repeatedly crashes some phones. It analyses the frames of one launch at a time,
 * so that a capture has frames of that launch only; a second concurrent launch gets its own engine.
 */
import type { DetectorName } from './vision/types.ts';
import { createModuleWorker } from './worker/create-worker.ts';
import { explainWorker } from './worker/explain-worker.ts';
import { assetUrls, workerUrl } from './worker/static-files.ts';
import { createVisionEngine } from './worker/vision-client.ts';
import type { VisionEngine } from './worker/vision-engine.ts';

export interface EngineSettings {
  /** Null: beside the module, or where a bundler has put them. */
  readonly staticUrl: string | null;
  readonly createWorker: (() => Worker) | null;
  readonly detector: DetectorName;
}

export interface EngineLease {
  readonly engine: VisionEngine;
  /** Resets the engine and keeps it warm unless the pool was emptied meanwhile. Idempotent. */
  release(): void;
}

interface Slot {
  readonly engine: VisionEngine;
  readonly settings: EngineSettings;
  users: number;
  /** Whether a launch uses it. */
  isTaken: boolean;
}

let current: Slot | null = null;

/** For a launch: until it is released, no other launch gets this engine. */
export const leaseEngine = (settings: EngineSettings, create: typeof createEngine = createEngine): EngineLease => {
  const slot = slotFor(settings, create);
  if (slot.isTaken) {
    const engine = create(settings);
    return { engine, release: () => engine.dispose() };
  }
  slot.isTaken = true;
  return use(slot, () => {
    slot.isTaken = false;
    // Drops the pictures of this launch. The next launch's calls come after this one: the engine works in order, and closes its
    // worker when a reset fails. An engine that is not loaded has nothing to drop.
    slot.engine.reset().catch(() => undefined);
  });
};

/** For preloading: the engine that a launch will get, or has. */
export const shareEngine = (settings: EngineSettings, create: typeof createEngine = createEngine): EngineLease =>
  use(slotFor(settings, create), () => undefined);

const use = (slot: Slot, onRelease: () => void): EngineLease => {
  slot.users += 1;
  let isReleased = false;
  return {
    engine: slot.engine,
    release() {
      if (!isReleased) {
        isReleased = true;
        onRelease();
        slot.users -= 1;
        disposeUnused(slot);
      }
    },
  };
};

/** Disposes the engine: at once when no launch uses it, otherwise after the last one. */
export const emptyPool = (): void => {
  const slot = current;
  current = null;
  if (slot !== null) {
    disposeUnused(slot);
  }
};

const slotFor = (settings: EngineSettings, create: typeof createEngine): Slot => {
  if (current !== null && isSame(current.settings, settings)) {
    return current;
  }
  emptyPool();
  current = { engine: create(settings), settings, users: 0, isTaken: false };
  return current;
};

const isSame = (one: EngineSettings, other: EngineSettings): boolean =>
  one.staticUrl === other.staticUrl && one.createWorker === other.createWorker && one.detector === other.detector;

const disposeUnused = (slot: Slot): void => {
  if (slot !== current && slot.users === 0) {
    slot.engine.dispose();
  }
};

const createEngine = ({ staticUrl, createWorker, detector }: EngineSettings): VisionEngine =>
  createVisionEngine({
    assets: () => assetUrls(staticUrl),
    detector,
    createWorker: createWorker ?? (() => createModuleWorker(workerUrl(staticUrl))),
    explainWorker: createWorker === null ? () => explainWorker(workerUrl(staticUrl)) : null,
  });
