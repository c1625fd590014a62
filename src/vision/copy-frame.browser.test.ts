import { expect, it } from 'vitest';
import { createFrameCopier } from './copy-frame.ts';
import { createPixelReader } from './draw-frame.ts';

const [WIDTH, HEIGHT] = [640, 480];

/** Planes of luma and colours, as cameras give them. */
const yuvFrame = (format: 'I420' | 'NV12', more: Partial<VideoFrameBufferInit> = {}): VideoFrame => {
  const pixels = WIDTH * HEIGHT;
  const data = new Uint8Array(pixels * 1.5).map((_value, index) =>
    index < pixels ? (index * 7 + (index >> 9) * 3) % 256 : 60 + ((index * 5) % 130),
  );
  return new VideoFrame(data, { format, codedWidth: WIDTH, codedHeight: HEIGHT, timestamp: 0, ...more });
};

const BT709 = { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false } as const;
const JPEG = { primaries: 'smpte170m', transfer: 'smpte170m', matrix: 'smpte170m', fullRange: true } as const;

it.each([
  ['I420', undefined],
  ['NV12', undefined],
  ['I420', BT709],
  ['NV12', BT709],
  ['I420', JPEG],
] as const)('copies the pixels of %s that a canvas would show, whole and smaller (%o)', async (format, colorSpace) => {
  const frame = yuvFrame(format, colorSpace === undefined ? {} : { colorSpace });
  const copy = await createFrameCopier()(frame);
  expect(copy).toBeInstanceOf(OffscreenCanvas);
  for (const side of [WIDTH, 320]) {
    const [copied, drawn] = [createPixelReader(side)(copy), createPixelReader(side)(frame)];
    expect([copied.width, copied.height]).toEqual([drawn.width, drawn.height]);
    expect(new Set(drawn.data).size, 'a picture that shows differences').toBeGreaterThan(100);
    expect(copied.data).toEqual(drawn.data);
  }
  frame.close();
});

it('copies frame after frame, of any size', async () => {
  const copyFrame = createFrameCopier();
  for (const visibleRect of [undefined, { x: 0, y: 0, width: 320, height: 240 }]) {
    const frame = yuvFrame('I420', visibleRect === undefined ? {} : { visibleRect });
    const copy = await copyFrame(frame);
    expect(copy).toMatchObject({ width: frame.displayWidth, height: frame.displayHeight });
    expect(createPixelReader(WIDTH)(copy).data).toEqual(createPixelReader(WIDTH)(frame).data);
    frame.close();
  }
});

it('does not copy frames that are stored differently from how they are shown', async () => {
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  canvas.getContext('2d')?.fillRect(0, 0, 9, 9);
  const frames = {
    'in RGB': new VideoFrame(canvas, { timestamp: 0 }),
    'a picture': await createImageBitmap(canvas),
    'with other proportions': yuvFrame('I420', { displayWidth: WIDTH, displayHeight: 360 }),
    'turned': yuvFrame('I420', { rotation: 90 } as Partial<VideoFrameBufferInit>),
  };
  for (const [what, frame] of Object.entries(frames)) {
    expect(await createFrameCopier()(frame), what).toBe(frame);
    frame.close();
  }
});
