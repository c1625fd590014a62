/** `v128.const`-like body of one function; validates only where SIMD is understood. */
const SIMD_MODULE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
]);

export const hasWasmSimd = (): boolean => {
  try {
    return WebAssembly.validate(SIMD_MODULE);
  } catch {
    return false;
  }
};
