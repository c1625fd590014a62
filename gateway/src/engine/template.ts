/** The mean of several descriptors of one person, which has less noise. */
export const meanDescriptor = (descriptors: readonly Float32Array[]): Float32Array =>
  Float32Array.from(
    descriptors[0] ?? [],
    (_value, index) => descriptors.reduce((sum, descriptor) => sum + (descriptor[index] ?? 0), 0) / descriptors.length,
  );
