import { describe, expect, test } from 'vitest';
import { betterCamera, constraintsFor } from './choose.ts';

const camera = (deviceId: string, label: string) => ({ deviceId, label });

describe('the camera to ask for', () => {
  test('the front one, as an ideal constraint', () => {
    const constraints = constraintsFor('user', null);
    expect(constraints).toMatchObject({ audio: false, video: { facingMode: { ideal: 'user' } } });
    expect(JSON.stringify(constraints)).not.toContain('exact');
  });

  test('a known device replaces the facing mode', () => {
    const { video } = constraintsFor('user', 'd-1');
    expect(video).toMatchObject({ deviceId: { ideal: 'd-1' } });
    expect(video).not.toHaveProperty('facingMode');
  });
});

describe('a better camera', () => {
  const front = camera('f', 'camera2 1, facing front');
  const rear = camera('r', 'camera2 0, facing back');
  const infrared = camera('i', 'Integrated IR Camera');
  const webcam = camera('w', 'HD Webcam');

  test.each([
    ['the front camera is kept', front, [front, rear], 'user', null],
    ['the rear camera is replaced', rear, [rear, front], 'user', 'f'],
    ['the rear camera stays when asked for', rear, [rear, front], 'environment', null],
    ['infrared is replaced', infrared, [infrared, webcam], 'user', 'w'],
    ['infrared is replaced whatever was asked for', infrared, [infrared, webcam], 'environment', 'w'],
    ['in Chinese too', camera('c', '红外摄像头'), [webcam], 'user', 'w'],
    ['null without a better one', infrared, [infrared, camera('i2', 'IR depth')], 'user', null],
    ['a device without an id is not chosen', rear, [rear, camera('', 'front')], 'user', null],
    ['whole words only', camera('x', 'FaceTime mirrored'), [webcam], 'user', null],
  ] as const)('%s', (_, active, devices, facing, expected) => {
    expect(betterCamera(active, devices, facing)).toBe(expected);
  });
});
