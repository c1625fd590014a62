/**
 * Scripts that the worker imports when it needs them, so that the other launches do not download them: WebGL, and
 * MediaPipe where the page chose it. Each sets its exports on the global scope, because a bundler may wrap a script that it
 * emits and drop its exports.
 */
import type { createMediaPipeDetector } from '../vision/mediapipe/detect-mediapipe.ts';
import { LifesignError } from '../errors.ts';
import type { AssetUrls } from './fetch-asset.ts';
import { loadPart } from './load-part.ts';

/** Globals that the scripts set. */
export interface PartGlobals {
  lifesignWebgl?: object;
  lifesignMediaPipe?: { readonly createMediaPipeDetector: typeof createMediaPipeDetector };
}

export const importPart = async (urls: AssetUrls, file: string): Promise<PartGlobals> => {
  const url = urls[file];
  if (url === undefined) {
    throw new LifesignError('asset-load-failed', `The page gave no address for ${file}`, { detail: 'address' });
  }
  await loadPart(import(/* @vite-ignore */ /* webpackIgnore: true */ /* turbopackIgnore: true */ url));
  return globalThis as PartGlobals;
};
