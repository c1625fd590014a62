/** IEEE 754 half precision, little-endian. By hand because the oldest supported browsers lack `Float16Array`. */
export const decodeFloat16 = (bytes: ArrayBuffer): Float32Array => {
  const halves = new DataView(bytes);
  return Float32Array.from({ length: bytes.byteLength >> 1 }, (_value, index) =>
    toNumber(halves.getUint16(index * 2, true)),
  );
};

const toNumber = (half: number): number => {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) {
    return sign * fraction * 2 ** -24;
  }
  if (exponent === 0x1f) {
    return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  }
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
};
