/** A frame as if a screen in front of the person shone on them: the face takes the screen's colour, the room hardly any. */
import { MOMENTS, TINTS, type Tint } from 'lifesign/contract';
import sharp from 'sharp';

export interface LitFace {
  /** Centre of the face and half its width, shares of the frame's width (y of its height). */
  readonly x: number;
  readonly y: number;
  readonly halfWidth: number;
}

/** How much of the screen's light on the face falls on what is behind the person. */
const SPILL = 0.15;

const STEPS = 4096;

const toLinear = (part: number): number => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
const toEncoded = (part: number): number => (part <= 0.0031308 ? 12.92 * part : 1.055 * part ** (1 / 2.4) - 0.055);

const LINEAR = Float64Array.from({ length: 256 }, (_, value) => toLinear(value / 255));
const ENCODED = Uint8Array.from({ length: STEPS + 1 }, (_, index) => Math.round(255 * toEncoded(index / STEPS)));

/** Linear red, green and blue of a tint, at a luminance of 1. */
const lightOf = (tint: Tint): readonly number[] => {
  const parts = [1, 3, 5].map((at) => LINEAR[Number.parseInt(TINTS[tint].slice(at, at + 2), 16)] ?? 0);
  const [red = 0, green = 0, blue = 0] = parts;
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return parts.map((part) => part / luminance);
};

/**
 * A small JPEG of the frame, as the SDK sends it.
 * @param tint null: the screen shows what it did before.
 * @param strength the screen's light on the face, 1 = as strong as the room's.
 */
export const relit = async (
  frame: Uint8Array,
  face: LitFace,
  { tint, strength }: { readonly tint: Tint | null; readonly strength: number },
): Promise<Buffer> => {
  const { data, info } = await sharp(frame)
    .resize({ width: MOMENTS.side, height: MOMENTS.side, fit: 'inside' })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const light = tint === null ? [1, 1, 1] : lightOf(tint);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const share = shareAt((x / width - face.x) * width, (y / height - face.y) * height, face.halfWidth * width);
      for (let colour = 0; colour < 3; colour += 1) {
        const at = 3 * (y * width + x) + colour;
        const gain = (1 + strength * share * (light[colour] ?? 1)) / (1 + strength);
        const linear = Math.min(1, (LINEAR[data[at] ?? 0] ?? 0) * gain);
        data[at] = ENCODED[Math.round(STEPS * linear)] ?? 0;
      }
    }
  }
  return sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 100 * MOMENTS.jpegQuality })
    .toBuffer();
};

/** Of the screen's light: all of it on head and shoulders, with a soft border. */
const shareAt = (across: number, down: number, halfWidth: number): number => {
  const head = Math.hypot(across / (1.3 * halfWidth), down / (1.9 * halfWidth));
  const shoulders = down > 1.3 * halfWidth && Math.abs(across) < 2.5 * halfWidth ? 0.8 : 0;
  const lit = Math.max(shoulders, Math.min(1, Math.max(0, (1.3 - head) / 0.3)));
  return SPILL + (1 - SPILL) * lit;
};
