/** Pictures as cameras give them, in YUV: they are copied. Drawn ones are tested with the camera that delivers them. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchStream } from './stream-health.ts';

const [codedWidth, codedHeight] = [640, 480];
const { VideoFrame: RealFrame } = globalThis;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Every frame of the video has this luma, or the one that is given for each pixel. */
const showing = (luma: (pixel: number) => number): void => {
  const pixels = codedWidth * codedHeight;
  vi.stubGlobal(
    'VideoFrame',
    class extends RealFrame {
      constructor() {
        const data = new Uint8Array(pixels * 1.5).map((_value, index) => (index < pixels ? luma(index) : 128));
        super(data, { format: 'I420', codedWidth, codedHeight, timestamp: 0 });
      }
    },
  );
};

it.each([
  ['black', () => 16, 'black'],
  ['always the same', (pixel: number) => 60 + (pixel % 100), 'frozen'],
  ['noise', () => 60 + Math.random() * 100, undefined],
])('a picture that is %s', async (_name, luma, detail) => {
  showing(luma);
  const video = document.createElement('video');
  Object.defineProperty(video, 'videoWidth', { value: codedWidth });
  const onLost = vi.fn<Parameters<typeof watchStream>[2]>();
  const track = new EventTarget() as MediaStreamTrack;
  const health = watchStream(video, track, onLost);
  for (let second = 1; second <= 12; second += 1) {
    health.frameSeen(performance.now());
    vi.advanceTimersByTime(1000);
    await vi.waitFor(() => expect(onLost.mock.calls.length > 0 || health.looks === second).toBe(true));
  }
  health.stop();
  expect(onLost.mock.calls.map(([error]) => error.detail)).toEqual(detail === undefined ? [] : [detail]);
});
