/**
 * How light the skin of a face is in a picture: the individual typology angle (ITA), which dermatology derives from CIELAB
 * (Chardon, Cretois and Hourseau 1991). It is measured in the camera's picture, so dim or coloured light changes it: compare
 * its bins with those of the light.
 */
import type { FaceGeometry, Pixels, Point } from '../../src/vision/types.ts';

/** Middles of the cheeks along the face's own axes, in units of its scale, from the middle between eyes and mouth. */
const CHEEKS: readonly Point[] = [
  { x: -0.45, y: 0.15 },
  { x: 0.45, y: 0.15 },
];
/** Half of a cheek's square, in the same units, and readings along its side. */
const REACH = 0.15;
const STEPS = 9;

/** Code values at which a channel is clipped. */
const BLACK = 5;
const WHITE = 250;

/** ITA in degrees, -90..90, higher is lighter: arctangent of (L* - 50) over b*. Null where no cheek has usable pixels. */
export const skinTone = (pixels: Pixels, geometry: FaceGeometry): number | null => {
  const found = CHEEKS.flatMap((cheek) => readings(pixels, geometry, cheek)).filter(isUsable);
  if (found.length === 0) {
    return null;
  }
  const lab = found.map(toLab);
  const lightness = median(lab.map(([value]) => value));
  const yellow = median(lab.map(([, , value]) => value));
  // Skin is yellow; where light has made it blue or grey, its lightness alone decides.
  return (Math.atan2(lightness - 50, Math.max(yellow, 1e-6)) * 180) / Math.PI;
};

type Triple = readonly [number, number, number];

/** Pixels inside the picture, RGB 0..255. */
const readings = (
  { data, width, height, channels }: Pixels,
  geometry: FaceGeometry,
  cheek: Point,
): readonly Triple[] => {
  const { center, scale, roll } = geometry;
  const [cos, sin] = [Math.cos(roll) * scale, Math.sin(roll) * scale];
  const found: Triple[] = [];
  for (let index = 0; index < STEPS * STEPS; index += 1) {
    const across = cheek.x + REACH * ((2 * (index % STEPS)) / (STEPS - 1) - 1);
    const down = cheek.y + REACH * ((2 * Math.floor(index / STEPS)) / (STEPS - 1) - 1);
    const x = Math.round(center.x + across * cos - down * sin);
    const y = Math.round(center.y + across * sin + down * cos);
    if (x >= 0 && y >= 0 && x < width && y < height) {
      const at = (y * width + x) * channels;
      found.push([data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0]);
    }
  }
  return found;
};

const isUsable = (rgb: Triple): boolean => Math.max(...rgb) > BLACK && Math.max(...rgb) < WHITE;

/** CIELAB of an sRGB colour (IEC 61966-2-1) under D65. */
export const toLab = (rgb: Triple): Triple => {
  const [red, green, blue] = rgb.map((code) => linear(code / 255)) as [number, number, number];
  const x = root((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047);
  const y = root(0.2126729 * red + 0.7151522 * green + 0.072175 * blue);
  const z = root((0.0193339 * red + 0.119192 * green + 0.9503041 * blue) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
};

const linear = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

/** The cube root of CIELAB, linear near black. */
const root = (value: number): number => (value > 216 / 24389 ? Math.cbrt(value) : ((24389 / 27) * value + 16) / 116);

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};
