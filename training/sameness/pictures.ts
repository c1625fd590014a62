/**
 * Drawn faces on which every runtime must give the same score. Integers and divisions only, no sine and no blending by
 * a canvas, so that each runtime gets exactly the same pixels and only the net's arithmetic can differ.
 */
import type { FaceGeometry, Pixels } from '../../src/vision/types.ts';

type Rgb = readonly [number, number, number];

/** A right triangle of whole sides: turns by an angle whose sine and cosine are exact. */
interface Turn {
  readonly cos: number;
  readonly sin: number;
  readonly of: number;
}

interface PictureSpec {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  /** The face's centre and scale, pixels. */
  readonly face: { readonly x: number; readonly y: number; readonly scale: number };
  readonly turn: Turn;
  readonly skin: Rgb;
  readonly room: Rgb;
  /** Percent. */
  readonly light: number;
  /** Largest noise, of 255. */
  readonly grain: number;
  /** Pixels from stripe to stripe of a screen that shows the face; 0 where there is none. */
  readonly stripes: number;
  /** The face is shown on a phone with a dark edge. */
  readonly phone: boolean;
  readonly gray: boolean;
}

export interface Picture {
  readonly name: string;
  readonly pixels: Pixels;
  readonly geometry: FaceGeometry;
}

const UPRIGHT: Turn = { cos: 1, sin: 0, of: 1 };
const CLOCKWISE_16: Turn = { cos: 24, sin: 7, of: 25 };
const CLOCKWISE_37: Turn = { cos: 4, sin: 3, of: 5 };
const COUNTER_13: Turn = { cos: 40, sin: -9, of: 41 };

const PLAIN: PictureSpec = {
  name: '',
  width: 640,
  height: 480,
  channels: 4,
  face: { x: 320, y: 240, scale: 75 },
  turn: UPRIGHT,
  skin: [214, 164, 136],
  room: [150, 156, 160],
  light: 100,
  grain: 10,
  stripes: 0,
  phone: false,
  gray: false,
};

const SPECS: readonly PictureSpec[] = [
  { ...PLAIN, name: 'webcam' },
  { ...PLAIN, name: 'webcam, RGB', channels: 3, skin: [120, 82, 62] },
  { ...PLAIN, name: 'webcam, leaning', turn: CLOCKWISE_16, room: [90, 70, 60] },
  { ...PLAIN, name: 'webcam, far and at the edge', face: { x: 70, y: 90, scale: 31 }, turn: COUNTER_13 },
  { ...PLAIN, name: 'webcam, close', face: { x: 330, y: 250, scale: 140 }, grain: 4 },
  { ...PLAIN, name: 'dark room', light: 30, grain: 24, skin: [96, 64, 50] },
  { ...PLAIN, name: 'bright room', light: 150, room: [230, 228, 220] },
  { ...PLAIN, name: 'gray camera', gray: true, grain: 14 },
  { ...PLAIN, name: 'screen, stripes', stripes: 3, grain: 6 },
  { ...PLAIN, name: 'phone in a hand', phone: true, stripes: 5, turn: COUNTER_13, light: 110 },
  {
    ...PLAIN,
    name: 'portrait 480x640',
    width: 480,
    height: 640,
    face: { x: 236, y: 300, scale: 92 },
    turn: CLOCKWISE_37,
  },
  {
    ...PLAIN,
    name: 'portrait 1080x1920',
    width: 1080,
    height: 1920,
    face: { x: 540, y: 880, scale: 260 },
    room: [60, 80, 110],
  },
  {
    ...PLAIN,
    name: '1080p',
    width: 1920,
    height: 1080,
    face: { x: 1010, y: 520, scale: 190 },
    turn: CLOCKWISE_16,
    skin: [150, 108, 84],
  },
  {
    ...PLAIN,
    name: '720p, RGB, phone',
    width: 1280,
    height: 720,
    channels: 3,
    face: { x: 700, y: 350, scale: 128 },
    phone: true,
  },
  { ...PLAIN, name: 'tiny 160x120', width: 160, height: 120, face: { x: 82, y: 58, scale: 22 }, grain: 16 },
  { ...PLAIN, name: 'larger than the frame', width: 320, height: 240, face: { x: 150, y: 130, scale: 130 } },
];

export const PICTURE_NAMES: readonly string[] = SPECS.map(({ name }) => name);

/** One at a time: the largest takes eight megabytes. */
export const drawPicture = (name: string): Picture => {
  const spec = SPECS.find((candidate) => candidate.name === name);
  if (spec === undefined) {
    throw new RangeError(`No picture is called ${name}`);
  }
  const { face, turn } = spec;
  const geometry = { center: face, scale: face.scale, roll: Math.atan2(turn.sin, turn.cos), yaw: 0, pitch: 0 };
  return { name, pixels: draw(spec), geometry };
};

const draw = (spec: PictureSpec): Pixels => {
  const { width, height, channels } = spec;
  const data = new Uint8ClampedArray(width * height * channels);
  let index = 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [red, green, blue] = expose(spec, x, y, colourAt(spec, x, y));
      data[index] = red;
      data[index + 1] = green;
      data[index + 2] = blue;
      if (channels === 4) {
        data[index + 3] = 255;
      }
      index += channels;
    }
  }
  return { data, width, height, channels };
};

const divide = (value: number, by: number): number => Math.floor(value / by);
const shade = ([red, green, blue]: Rgb, percent: number): Rgb => [
  divide(red * percent, 100),
  divide(green * percent, 100),
  divide(blue * percent, 100),
];

/** `across` and `down` are thousandths of the face's scale from its centre, along its own axes. */
const colourAt = (spec: PictureSpec, x: number, y: number): Rgb => {
  const { face, turn } = spec;
  const [right, below] = [x - face.x, y - face.y];
  const unit = face.scale * turn.of;
  const across = divide((right * turn.cos + below * turn.sin) * 1000, unit);
  const down = divide((below * turn.cos - right * turn.sin) * 1000, unit);
  if (spec.phone && isPhoneEdge(across, down)) {
    return [22, 22, 26];
  }
  return personAt(spec, across, down) ?? roomAt(spec, x, y);
};

const isPhoneEdge = (across: number, down: number): boolean => {
  const [side, end] = [Math.abs(across), Math.abs(down)];
  return side < 1700 && end < 2400 && (side > 1560 || end > 2150);
};

const isWithin = (across: number, down: number, width: number, height: number): boolean =>
  across * across * height * height + down * down * width * width < width * width * height * height;

const HAIR: Rgb = [46, 36, 32];
const SHIRT: Rgb = [62, 92, 128];

const personAt = ({ skin }: PictureSpec, across: number, down: number): Rgb | null => {
  if (!isWithin(across, down + 50, 1000, 1400)) {
    const isNeck = Math.abs(across) < 430 && down > 900 && down < 1700;
    const isBody = down > 1700 - divide(1500 * 1500 - across * across, 6000) && Math.abs(across) < 2100;
    return isBody && down > 1500 ? SHIRT : isNeck ? shade(skin, 72) : null;
  }
  const side = Math.abs(across) - 467;
  if (down < -850 || (down < -350 && Math.abs(across) > 880)) {
    return shade(HAIR, 90 + (Math.abs(across + down) % 90 < 45 ? 0 : 20));
  }
  if (isWithin(side, down + 500, 70, 70)) {
    return [34, 26, 24];
  }
  if (isWithin(side, down + 500, 170, 80)) {
    return [236, 234, 230];
  }
  if (Math.abs(side) < 210 && down > -720 && down < -650) {
    return HAIR;
  }
  if (isWithin(across, down - 500, 300, 90)) {
    return [168, 74, 78];
  }
  // Light falls from the upper left; the nose stands out.
  const nose = Math.abs(across) < 90 && down > -350 && down < 180 ? 8 : 0;
  return shade(
    skin,
    104 + nose - divide(across + 1000, 60) - divide(across * across, 60_000) - divide(down + 1400, 200),
  );
};

const roomAt = ({ room, width, height }: PictureSpec, x: number, y: number): Rgb => {
  const tile = divide(x * 9, width) + divide(y * 7, height);
  return shade(room, 80 + divide(30 * x, width) + (tile % 3) * 9 - divide(20 * y, height));
};

const expose = (spec: PictureSpec, x: number, y: number, colour: Rgb): Rgb => {
  const gap = spec.stripes === 0 ? 100 : (x + 2 * y) % spec.stripes === 0 ? 78 : 106;
  const [red, green, blue] = shade(shade(colour, spec.light), gap);
  const noise = (channel: number): number =>
    spec.grain === 0 ? 0 : (scatter(x, y, spec.gray ? 0 : channel) % (2 * spec.grain + 1)) - spec.grain;
  const gray = divide(red * 3 + green * 6 + blue, 10);
  return spec.gray
    ? [gray + noise(0), gray + noise(0), gray + noise(0)]
    : [red + noise(0), green + noise(1), blue + noise(2)];
};

/** A pseudo-random number that is the same on every machine. */
const scatter = (x: number, y: number, channel: number): number => {
  let mixed = Math.imul(x + 1, 0x9e3779b1) ^ Math.imul(y + 1, 0x85ebca6b) ^ Math.imul(channel + 1, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> 0;
};
