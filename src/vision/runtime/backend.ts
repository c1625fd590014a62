/**
 * Sets up the TensorFlow.js backends. The binary comes in as bytes that the caller has verified: nothing is fetched here.
 * One backend is current for all of TensorFlow.js at a time, so switching belongs to the owner of the worker.
 */
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { backend, env, getBackend, setBackend, type KernelBackend } from '@tensorflow/tfjs-core';
import { LifesignError, toLifesignError } from '../../errors.ts';
import type { BackendName } from '../types.ts';

/** `simd` everywhere within the browser floor; `plain` on engines without SIMD, slower by several times. */
export type WasmVariant = 'simd' | 'plain';
export type LoadWasm = (variant: WasmVariant) => Promise<ArrayBuffer>;

const FILES: Readonly<Record<string, WasmVariant>> = {
  'tfjs-backend-wasm.wasm': 'plain',
  'tfjs-backend-wasm-simd.wasm': 'simd',
  // Not requested: threads are off. They need cross-origin isolation, and a net this small gains nothing from them.
  'tfjs-backend-wasm-threaded-simd.wasm': 'simd',
};

let wasm: Promise<void> | undefined;

/** Makes wasm the current backend; the first call sets it up, later ones do not load again. Rejects with `engine-failed`. */
export const useWasm = async (load: LoadWasm): Promise<void> => {
  wasm ??= startWasm(load).catch((cause: unknown) => {
    wasm = undefined;
    throw toLifesignError(cause, 'engine-failed');
  });
  await wasm;
  await makeCurrent('wasm');
};

const startWasm = async (load: LoadWasm): Promise<void> => {
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  const variant: WasmVariant = (await env().getAsync('WASM_HAS_SIMD_SUPPORT')) ? 'simd' : 'plain';
  const binary = await load(variant);
  setWasmPaths(Object.fromEntries(Object.keys(FILES).map((file) => [file, file])), true);
  // The backend fetches the binary through its platform; the verified bytes are returned for that one fetch.
  const { platform } = env();
  platform.fetch = (path) =>
    FILES[path] === variant
      ? Promise.resolve(new Response(binary))
      : Promise.reject(new LifesignError('engine-failed', `The wasm backend asked for ${path}`));
  try {
    await makeCurrent('wasm');
  } finally {
    // Only the instance was overridden: deleting this restores the platform's own method.
    Reflect.deleteProperty(platform, 'fetch');
  }
};

/** Registers the WebGL backend of TensorFlow.js with the instance of it that this code uses. */
export type LoadWebgl = () => Promise<unknown>;

/** Makes WebGL the current backend if this browser has it; resolves to whether it did. Its results still need `selfTest`. */
export const useWebgl = async (load: LoadWebgl): Promise<boolean> => {
  try {
    await load();
    return await setBackend('webgl');
  } catch {
    return false;
  }
};

/** Only meaningful while WebGL is current: a lost context computes nothing and reports no error. */
export const isWebglLost = (): boolean => {
  const current: KernelBackend & { gpgpu?: { gl?: WebGLRenderingContext } } = backend();
  return current.gpgpu?.gl?.isContextLost() ?? true;
};

export const makeCurrent = async (name: BackendName): Promise<void> => {
  if (getBackend() !== name && !(await setBackend(name))) {
    throw new LifesignError('engine-failed', `The ${name} backend did not start`);
  }
};
