import { describe, expect, test } from 'vitest';
import type { TrackFacts } from './injection.ts';
import { intervalStatistics, isIncoherent, isVirtualCameraLabel } from './injection.ts';

test.each([
  ['OBS Virtual Camera', true],
  ['ManyCam Virtual Webcam', true],
  ['Dummy video device (0x0000)', true],
  ['fake_device_0', true],
  ['Integrated Webcam (0bda:5634)', false],
  ['FaceTime HD Camera', false],
  ['camera2 1, facing front', false],
  ['Logitech BRIO', false],
])('the label %s', (label, expected) => {
  expect(isVirtualCameraLabel(label)).toBe(expected);
});

describe('a track that contradicts itself', () => {
  const facts: TrackFacts = {
    settings: { width: 1280, height: 720, frameRate: 30, deviceId: 'd-1' },
    capabilities: { width: { min: 1, max: 1920 }, height: { min: 1, max: 1080 }, frameRate: { min: 0, max: 30 } },
    videoWidth: 1280,
    videoHeight: 720,
    knownIds: ['d-1', 'd-2'],
  };

  test.each<readonly [string, Partial<TrackFacts>, boolean]>([
    ['a consistent track', {}, false],
    ['a phone that rotated the frame', { videoWidth: 720, videoHeight: 1280 }, false],
    ['a size that differs from the settings', { videoWidth: 640, videoHeight: 480 }, true],
    ['a device that is not listed', { knownIds: ['d-2'] }, true],
    ['no list at all', { knownIds: [] }, false],
    ['faster than its capabilities', { settings: { frameRate: 60 } }, true],
    ['rounded', { settings: { frameRate: 30.003 } }, false],
    ['larger than its capabilities', { capabilities: { width: { max: 640 } } }, true],
    ['a browser without capabilities', { capabilities: null }, false],
    ['a browser without settings', { settings: {} }, false],
  ])('%s', (_, changes, expected) => {
    expect(isIncoherent({ ...facts, ...changes })).toBe(expected);
  });
});

const read = (times: readonly number[]) => {
  const statistics = intervalStatistics();
  times.forEach((at) => statistics.add(at));
  return statistics.read();
};

describe('the time between frames', () => {
  test('even frames have no spread', () => {
    expect(read([0, 40, 80, 120])).toEqual({ count: 3, mean: 40, std: 0, jitter: 0 });
  });

  test('uneven ones do', () => {
    const { count, mean, std, jitter } = read([0, 30, 80, 110, 160]);
    expect({ count, mean, jitter }).toEqual({ count: 4, mean: 40, jitter: 20 });
    expect(std).toBeCloseTo(Math.sqrt(400 / 3), 9);
  });

  test('a pause of the page does not count', () => {
    expect(read([0, 40, 5000, 5040])).toEqual({ count: 2, mean: 40, std: 0, jitter: 0 });
  });

  test('too few frames give 0', () => {
    expect(read([])).toEqual({ count: 0, mean: 0, std: 0, jitter: 0 });
    expect(read([7])).toEqual({ count: 0, mean: 0, std: 0, jitter: 0 });
  });
});
