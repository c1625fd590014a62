/** The gateway's face detector on the wasm backend, for the tools of this folder. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createBlazeFace, type BlazeFace } from '../gateway/src/engine/blazeface/blazeface.ts';
import { useWasm, type WasmVariant } from '../src/vision/runtime/backend.ts';

export const inPackage = (name: string, file: string): string =>
  path.join(path.dirname(fileURLToPath(import.meta.resolve(`${name}/package.json`))), file);

export const useWasmInNode = (): Promise<void> => useWasm(readWasm);

export const readWasm = async (variant: WasmVariant): Promise<ArrayBuffer> => {
  const file = `dist/tfjs-backend-wasm${variant === 'simd' ? '-simd' : ''}.wasm`;
  return new Uint8Array(await readFile(inPackage('@tensorflow/tfjs-backend-wasm', file))).buffer;
};

/** Needs a backend: call `useWasmInNode` first. */
export const createDetector = async (): Promise<BlazeFace> =>
  createBlazeFace(await readFile(inPackage('@mediapipe/face_detection', 'face_detection_short_range.tflite')));
