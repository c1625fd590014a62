import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareNet } from '../../../scripts/prepared-nets.ts';
import { drawMoment, paintBackground } from '../../../testkit/render/movement.ts';
import { createDetector, useWasmInNode } from '../../../training/data/detector.ts';
import { geometryOf } from '../geometry.ts';
import { LANDMARK_COUNT, locateLandmarks } from './landmarks.ts';
import { createMeshNet, type MeshNet } from './mesh-net.ts';

let net: MeshNet;

beforeAll(async () => {
  await useWasmInNode();
  net = await createMeshNet(await prepareNet('face-mesh'));
});

afterAll(() => net.dispose());

describe('face mesh', () => {
  it('puts its points where the face is, in pixels of the frame', async () => {
    const pixels = await drawMoment(await paintBackground(2), 5, { yaw: 0, pitch: 0, eyesOpen: 1 });
    const detector = await createDetector();
    const [face] = await detector.detect(pixels, 0.5);
    if (face === undefined) {
      throw new Error('the drawn face was not found');
    }
    const landmarks = await locateLandmarks(net, pixels, geometryOf(face));
    expect(landmarks).toHaveLength(3 * LANDMARK_COUNT);
    const distance = (index: number, x: number, y: number): number =>
      Math.hypot((landmarks?.[3 * index] ?? 0) - x, (landmarks?.[3 * index + 1] ?? 0) - y);
    // Tip of the nose and the middle of each eye, by corners; the detector has them within a few pixels.
    expect(distance(1, face.nose.x, face.nose.y)).toBeLessThan(20);
    const middle = (one: number, other: number, axis: 0 | 1): number =>
      ((landmarks?.[3 * one + axis] ?? 0) + (landmarks?.[3 * other + axis] ?? 0)) / 2;
    expect(middle(33, 133, 0)).toBeCloseTo(face.rightEye.x, -1.2);
    expect(middle(362, 263, 1)).toBeCloseTo(face.leftEye.y, -1.2);
    // Left and right are the person's own.
    expect(landmarks?.[3 * 33]).toBeLessThan(landmarks?.[3 * 263] ?? 0);
  });

  it('finds no face on a wall', async () => {
    const size = 192;
    const { presence } = await net.run(new Float32Array(size * size * 3).fill(0.5));
    expect(presence).toBeLessThan(0.5);
    const wall = { data: new Uint8Array(200 * 200 * 3).fill(120), width: 200, height: 200, channels: 3 } as const;
    const geometry = { center: { x: 100, y: 100 }, scale: 40, roll: 0, yaw: 0, pitch: 0 };
    await expect(locateLandmarks(net, wall, geometry)).resolves.toBeNull();
  });
});
