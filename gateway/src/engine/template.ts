/** Several descriptors of one person as one: noise averages out, the person stays. */
export const meanDescriptor = (descriptors: readonly Float32Array[]): Float32Array =>
  Float32Array.from(
    descriptors[0] ?? [],
    (_value, index) => descriptors.reduce((sum, descriptor) => sum + (descriptor[index] ?? 0), 0) / descriptors.length,
  );
