import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodeImage } from './decode.ts';

/** Left half red, right half blue. */
const twoHalves = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: 'red' } }).composite([
    {
      input: { create: { width: width / 2, height, channels: 3, background: 'blue' } },
      left: width / 2,
      top: 0,
    },
  ]);

const pixelAt = async (bytes: Uint8Array, x: number, y: number): Promise<number[]> => {
  const pixels = await decodeImage(bytes);
  const at = (y * (pixels?.width ?? 0) + x) * 3;
  return [...(pixels?.data.subarray(at, at + 3) ?? [])];
};

describe('decodeImage', () => {
  it('gives RGB of JPEG and PNG', async () => {
    const png = await twoHalves(100, 60).png().toBuffer();
    expect(await decodeImage(png)).toMatchObject({ width: 100, height: 60, channels: 3 });
    expect(await pixelAt(png, 10, 30)).toEqual([255, 0, 0]);
    expect(await pixelAt(png, 90, 30)).toEqual([0, 0, 255]);
    const [red = 0, , blue = 255] = await pixelAt(await twoHalves(100, 60).jpeg().toBuffer(), 10, 30);
    expect(red).toBeGreaterThan(240);
    expect(blue).toBeLessThan(15);
  });

  it('applies the EXIF orientation', async () => {
    const turned = await twoHalves(100, 60).withMetadata({ orientation: 6 }).png().toBuffer();
    expect(await decodeImage(turned)).toMatchObject({ width: 60, height: 100 });
    expect(await pixelAt(turned, 30, 10)).toEqual([255, 0, 0]);
    expect(await pixelAt(turned, 30, 90)).toEqual([0, 0, 255]);
  });

  it('converts grey and transparent pictures to three channels', async () => {
    const grey = await twoHalves(100, 60).greyscale().jpeg().toBuffer();
    expect(await decodeImage(grey)).toMatchObject({ channels: 3 });
    const clear = await sharp({ create: { width: 8, height: 8, channels: 4, background: '#0000' } })
      .png()
      .toBuffer();
    expect(await pixelAt(clear, 4, 4)).toEqual([255, 255, 255]);
  });

  it('scales down pictures larger than needed', async () => {
    expect(await decodeImage(await twoHalves(4000, 2000).jpeg().toBuffer())).toMatchObject({
      width: 1600,
      height: 800,
    });
  });

  it('is null for broken, truncated and other files', async () => {
    const jpeg = await twoHalves(400, 300).jpeg().toBuffer();
    const png = await twoHalves(400, 300).png().toBuffer();
    expect(await decodeImage(jpeg.subarray(0, jpeg.length / 2))).toBeNull();
    expect(await decodeImage(png.subarray(0, png.length / 2))).toBeNull();
    expect(await decodeImage(Buffer.from('not a picture'))).toBeNull();
    expect(await decodeImage(new Uint8Array(0))).toBeNull();
    expect(await decodeImage(await twoHalves(64, 64).webp().toBuffer())).toBeNull();
  });
});
