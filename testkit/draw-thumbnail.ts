/** Thumbnails (64 x 48 samples of a 640 x 480 frame) of a drawn face in a drawn room, each with its own movement. */

interface Place {
  readonly x: number;
  readonly y: number;
}

export interface DrawnMoment {
  /** How far face and room have moved, pixels of the frame. */
  readonly face?: Place;
  readonly room?: Place;
  /** Amplitude of a sensor's noise, grey levels; `frame` changes the noise. */
  readonly noise?: number;
  readonly frame?: number;
  /** Multiplies the light of a row (0..47). */
  readonly light?: (row: number) => number;
  /** A plain wall. */
  readonly isPlain?: boolean;
}

/** Where the unmoved face is, pixels. */
export const DRAWN_FACE = { center: { x: 320, y: 240 }, scale: 80, frame: { width: 640, height: 480 } } as const;

const STILL: Place = { x: 0, y: 0 };

/** Aperiodic patterns, so that a search finds one shift only. */
const skin = (x: number, y: number): number => 130 + 35 * Math.sin(x / 17 + Math.sin(y / 29)) + 25 * Math.cos(y / 14);
const room = (x: number, y: number): number =>
  110 + 40 * Math.sin(x / 31 + 1.7 * Math.sin(y / 53)) + 30 * Math.sin(y / 26 + Math.cos(x / 71));

const noiseOf = (frame: number, index: number): number => {
  const mixed = Math.imul(Math.imul(frame + 1, 2_654_435_761) ^ Math.imul(index + 1, 2_246_822_519), 3_266_489_917);
  return (((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296) * 2 - 1;
};

export const drawThumbnail = (moment: DrawnMoment): Uint8Array => {
  const { face = STILL, room: background = STILL, noise = 0, frame = 0, light = () => 1, isPlain = false } = moment;
  return Uint8Array.from({ length: 64 * 48 }, (_, index) => {
    const x = ((index % 64) + 0.5) * 10;
    const y = (Math.floor(index / 64) + 0.5) * 10;
    const across = (x - DRAWN_FACE.center.x - face.x) / (1.1 * DRAWN_FACE.scale);
    const down = (y - DRAWN_FACE.center.y - face.y) / (1.6 * DRAWN_FACE.scale);
    const isFace = across ** 2 + down ** 2 < 1;
    const wall = isPlain ? 150 : room(x - background.x, y - background.y);
    const value = isFace ? skin(x - face.x, y - face.y) : wall;
    return Math.min(
      255,
      Math.max(0, Math.round(value * light(Math.floor(index / 64)) + noise * noiseOf(frame, index))),
    );
  });
};
