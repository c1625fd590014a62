/**
 * What colour the light on a face has in several frames of one stream, compared with the light on what is behind it. Exposure
 * and white balance multiply both alike, so they cancel out; what shines on the face more than on the rest, as a screen in
 * front of it does, stays.
 */
import type { FaceGeometry, Pixels } from 'lifesign/vision';

/** Logarithms of red over green and of blue over green, of the face less those of the background. */
export interface Chroma {
  readonly redGreen: number;
  readonly blueGreen: number;
}

const REFLECTION = {
  /** Half axes of the skin that is measured, in units of the face's scale: brows to mouth, cheek to cheek. */
  skinAcross: 0.75,
  skinDown: 0.85,
  /** Farther to the side than this is neither hair nor neck, where it is not below the shoulders. */
  backAcross: 1.8,
  backDown: 0.6,
  /** Higher than this is no hair. */
  backUp: 2.2,
  /** The lowest and highest value of a colour that is neither noise nor clipped. */
  darkest: 10,
  brightest: 250,
  /** Fewer pixels of skin or background are no measurement. */
  minPixels: 300,
} as const;

/** sRGB to linear light. */
const LINEAR = Float64Array.from({ length: 256 }, (_, value) => {
  const part = value / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
});

interface Shot {
  readonly pixels: Pixels;
  readonly geometry: FaceGeometry;
}

/** Null where a frame shows too little skin or background, or the frames differ in size. */
export const reflectionsOf = (shots: readonly Shot[]): readonly Chroma[] | null => {
  const [first] = shots;
  if (first === undefined || shots.some(({ pixels }) => !isOfSize(pixels, first.pixels))) {
    return null;
  }
  const background = backgroundOf(shots, first.pixels);
  const measured = shots.flatMap(({ pixels, geometry }) => {
    const face = skinOf(pixels, geometry);
    const behind = meanOf(pixels, background);
    return face === null || behind === null
      ? []
      : [{ redGreen: face.redGreen - behind.redGreen, blueGreen: face.blueGreen - behind.blueGreen }];
  });
  return measured.length === shots.length ? measured : null;
};

const isOfSize = (one: Pixels, other: Pixels): boolean => one.width === other.width && one.height === other.height;

/** Numbers of the pixels that are background in every frame: another part of a room has another colour. */
const backgroundOf = (shots: readonly Shot[], { width, height }: Pixels): readonly number[] => {
  const { backAcross, backDown, backUp } = REFLECTION;
  const numbers: number[] = [];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const isBehind = shots.every(({ geometry: { center, scale } }) => {
        const down = (y - center.y) / scale;
        return down < -backUp || (down < backDown && Math.abs(x - center.x) > backAcross * scale);
      });
      if (isBehind) {
        numbers.push(y * width + x);
      }
    }
  }
  return numbers;
};

/** Of the median pixel: glasses, hair and hands in front of a face move it little. */
const skinOf = (pixels: Pixels, { center, scale }: FaceGeometry): Chroma | null => {
  const { skinAcross, skinDown, minPixels } = REFLECTION;
  const redGreen: number[] = [];
  const blueGreen: number[] = [];
  const [reachX, reachY] = [skinAcross * scale, skinDown * scale];
  for (let y = Math.max(0, Math.ceil(center.y - reachY)); y <= center.y + reachY && y < pixels.height; y += 1) {
    for (let x = Math.max(0, Math.ceil(center.x - reachX)); x <= center.x + reachX && x < pixels.width; x += 1) {
      const isSkin = ((x - center.x) / reachX) ** 2 + ((y - center.y) / reachY) ** 2 <= 1;
      const colour = isSkin ? linearAt(pixels, y * pixels.width + x) : null;
      if (colour !== null) {
        redGreen.push(Math.log(colour.red / colour.green));
        blueGreen.push(Math.log(colour.blue / colour.green));
      }
    }
  }
  return redGreen.length < minPixels ? null : { redGreen: median(redGreen), blueGreen: median(blueGreen) };
};

const meanOf = (pixels: Pixels, numbers: readonly number[]): Chroma | null => {
  const sum = { red: 0, green: 0, blue: 0 };
  let count = 0;
  for (const number of numbers) {
    const colour = linearAt(pixels, number);
    if (colour !== null) {
      sum.red += colour.red;
      sum.green += colour.green;
      sum.blue += colour.blue;
      count += 1;
    }
  }
  return count < REFLECTION.minPixels
    ? null
    : { redGreen: Math.log(sum.red / sum.green), blueGreen: Math.log(sum.blue / sum.green) };
};

/** Null where it is clipped or hardly more than noise. */
const linearAt = (
  { data, channels }: Pixels,
  number: number,
): { readonly red: number; readonly green: number; readonly blue: number } | null => {
  const at = number * channels;
  const [red = 0, green = 0, blue = 0] = [data[at], data[at + 1], data[at + 2]];
  return Math.min(red, green, blue) < REFLECTION.darkest || Math.max(red, green, blue) > REFLECTION.brightest
    ? null
    : { red: LINEAR[red] ?? 0, green: LINEAR[green] ?? 0, blue: LINEAR[blue] ?? 0 };
};

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};
