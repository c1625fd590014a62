/** Synthetic people who make one movement after a second of rest, as frames for a camera. */
import sharp from 'sharp';
import type { Picture } from './held-photo.ts';
import { createPerson } from './person.ts';
import { HEIGHT, WIDTH, drawRoom, drawSitter } from './portrait.ts';
import type { Pose } from './pose.ts';

export const MOVEMENTS = ['still', 'blink', 'turn-left', 'turn-right', 'nod'] as const;
export type Movement = (typeof MOVEMENTS)[number];

export const REST_S = 1;

/** Seconds that a whole movement takes, there and back. */
export const TAKES_S = { 'still': 1, 'blink': 0.35, 'turn-left': 1.6, 'turn-right': 1.6, 'nod': 1.1 } as const;

/** Radians. */
const TURN = 0.5;
const NOD = 0.32;

/** The pose of the head `seconds` after the start; after the movement it rests. Left is the person's own, the picture's right. */
export const poseOf = (movement: Movement, seconds: number): Pick<Pose, 'yaw' | 'pitch' | 'eyesOpen'> => {
  const share = (seconds - REST_S) / TAKES_S[movement];
  const swing = share > 0 && share < 1 ? Math.sin(Math.PI * share) ** 2 : 0;
  const sway = 0.012 * Math.sin(2 * Math.PI * 0.7 * seconds);
  return {
    yaw: sway + (movement === 'turn-left' ? TURN * swing : movement === 'turn-right' ? -TURN * swing : 0),
    pitch: 0.6 * sway + (movement === 'nod' ? NOD * swing : 0),
    eyesOpen: movement === 'blink' ? 1 - Math.min(1, 1.6 * swing) : 1,
  };
};

const RAW = { raw: { width: WIDTH, height: HEIGHT, channels: 3 } } as const;

export const paintBackground = (room: number): Promise<Buffer> =>
  sharp(Buffer.from(drawRoom(room)))
    .blur(2.2)
    .removeAlpha()
    .raw()
    .toBuffer();

export const drawMoment = async (
  background: Buffer,
  seed: number,
  pose: Pick<Pose, 'yaw' | 'pitch' | 'eyesOpen'>,
): Promise<Picture> => {
  const svg = drawSitter({
    person: createPerson(seed),
    pose: { x: 320, y: 230, scale: 95, roll: 0, mouthOpen: 0, ...pose },
  });
  const data = await sharp(background, RAW)
    .composite([{ input: Buffer.from(svg) }])
    .removeAlpha()
    .raw()
    .toBuffer();
  return { data, width: WIDTH, height: HEIGHT, channels: 3 };
};
