import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { STREAMS } from '../streams.ts';
import { poseAt, projector } from './pose.ts';
import { renderFrame } from './stream.ts';

const rest = { x: 320, y: 225, scale: 100 };

const luma = async (frame: Buffer): Promise<number> =>
  (await sharp(frame).greyscale().stats()).channels[0]?.mean ?? Number.NaN;

describe('a stream', () => {
  test('is the same every time and differs from frame to frame', async () => {
    const [first, again, next] = await Promise.all([
      renderFrame(STREAMS.person, 7),
      renderFrame(STREAMS.person, 7),
      renderFrame(STREAMS.person, 8),
    ]);
    expect(first.equals(again)).toBe(true);
    expect(first.equals(next)).toBe(false);
  });

  test('has the size that the fake camera announces', async () => {
    const { format, width, height } = await sharp(await renderFrame(STREAMS.two, 0)).metadata();
    expect({ format, width, height }).toEqual({ format: 'jpeg', width: 640, height: 480 });
  });

  test('is dark where the stream is dark', async () => {
    expect(await luma(await renderFrame(STREAMS.person, 0))).toBeGreaterThan(90);
    expect(await luma(await renderFrame(STREAMS.dark, 0))).toBeLessThan(25);
  });
});

describe('a pose', () => {
  test('loops without a seam', () => {
    const [start, end] = [poseAt(0, rest), poseAt(1, rest)];
    expect(Math.abs(start.x - end.x)).toBeLessThan(1e-6);
    expect(Math.abs(start.yaw - end.yaw)).toBeLessThan(1e-6);
  });

  test('blinks', () => {
    expect(poseAt(0.3, rest).eyesOpen).toBe(0);
    expect(poseAt(0.6, rest).eyesOpen).toBe(1);
  });

  test('moves near points more than far ones when the head turns: parallax', () => {
    const straight = projector({ ...poseAt(0, rest), yaw: 0 });
    const turned = projector({ ...poseAt(0, rest), yaw: 0.1 });
    const travel = (z: number): number => turned([0, 0, z])[0] - straight([0, 0, z])[0];
    expect(travel(1)).toBeGreaterThan(travel(0.2) * 3);
  });
});
