/** An engine with the real detector and the real rules; who a face is and how live it looks are scripted. */
import { createBlazeFace, type Pixels } from 'lifesign/vision';
import { readNetFiles } from '../../src/engine/assets.ts';
import { startBackend } from '../../src/engine/backend.ts';
import { verify } from '../../src/engine/verify.ts';
import { createFakeEngine, type FakeEngine } from './fake-engine.ts';

export interface SeeingEngine extends FakeEngine {
  /** Liveness score of every face, 0..1. */
  liveness: number;
  /** The same by picture, where pictures differ in it. */
  livenessOf: ((pixels: Pixels) => number) | null;
  /** Whose face a picture shows: two numbers that are one apart are two people. */
  whose: (pixels: Pixels) => number;
}

const describeBy =
  ({ whose }: SeeingEngine) =>
  (pixels: Pixels): Promise<Float32Array> =>
    Promise.resolve(Float32Array.of(whose(pixels)));

export const createSeeingEngine = async (): Promise<SeeingEngine> => {
  await startBackend();
  const detector = await createBlazeFace(await readNetFiles('face-detector'));
  const engine: SeeingEngine = Object.assign(createFakeEngine(), {
    liveness: 0.97,
    livenessOf: null,
    whose: () => 0,
    answer: (input: Parameters<FakeEngine['answer']>[0]) =>
      verify(input, {
        detector,
        recogniser: { describe: describeBy(engine), glance: describeBy(engine) },
        liveness: {
          score: (pixels: Pixels) => Promise.resolve({ score: engine.livenessOf?.(pixels) ?? engine.liveness }),
        },
        livenessThreshold: 0.5,
        versions: { liveness: 'fake@000000000000', faceMatch: 'fake@000000000000' },
        models: {},
      }),
    close: () => {
      detector.dispose();
      return Promise.resolve();
    },
  });
  return engine;
};
