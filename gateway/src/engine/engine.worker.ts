/** A thread of the engine: loads its models once, then runs one verification at a time. */
import { workerData } from 'piscina';
import type { ComparisonInput, ComparisonResult, EngineInput, EngineResult } from './types.ts';
import { compare as comparePictures } from './compare.ts';
import type { ThreadData } from './engine.ts';
import { type EngineParts, verify as verifyPictures } from './verify.ts';
import { loadParts } from './parts.ts';

let parts: Promise<EngineParts> | undefined;

const load = (): Promise<EngineParts> => {
  const { modelsDir, config } = workerData as ThreadData;
  const loading =
    parts ??
    loadParts(modelsDir, config).catch((error: unknown) => {
      parts = undefined;
      throw error;
    });
  parts = loading;
  return loading;
};

// Every thread loads at its start, so that no verification waits for it; the first call gets its failure.
load().catch(() => undefined);

/** Rejects when a model is missing, is not the one that the manifest or its entry names, or fails its self-test. */
export const ready = async (): Promise<void> => {
  await load();
};

export const verify = async (input: EngineInput): Promise<EngineResult> => verifyPictures(input, await load());

export const compare = async (input: ComparisonInput): Promise<ComparisonResult> =>
  comparePictures(input, await load());
