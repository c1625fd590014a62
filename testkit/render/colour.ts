const channel = (hex: string, index: number): number => Number.parseInt(hex.slice(1 + index * 2, 3 + index * 2), 16);

/** Blends two `#rrggbb` colours; 0 gives the first, 1 the second. */
export const mix = (from: string, to: string, amount: number): string => {
  const blended = [0, 1, 2].map((index) => {
    const start = channel(from, index);
    return Math.round(start + (channel(to, index) - start) * amount);
  });
  return `#${blended.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
};
