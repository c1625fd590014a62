import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { imageTypeOf, sniffImage } from './sniff.ts';

const canvas = (width: number, height: number): Sharp =>
  sharp({ create: { width, height, channels: 3, background: { r: 90, g: 120, b: 60 } } });

/** A PNG header for `width` x `height` pixels, without pixel data. */
const pngHeader = async (width: number, height: number): Promise<Buffer> => {
  const png = await canvas(1, 1).png().toBuffer();
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  return png;
};

describe('sniffImage', () => {
  it('reads type and size of JPEG and PNG', async () => {
    expect(await sniffImage(await canvas(640, 480).jpeg().toBuffer())).toEqual({
      contentType: 'image/jpeg',
      width: 640,
      height: 480,
    });
    expect(await sniffImage(await canvas(20, 30).png().toBuffer())).toEqual({
      contentType: 'image/png',
      width: 20,
      height: 30,
    });
  });

  it('reports the upright size of a turned picture', async () => {
    const turned = await canvas(640, 480).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    expect(await sniffImage(turned)).toMatchObject({ width: 480, height: 640 });
  });

  it.each(['webp', 'gif', 'tiff'] as const)('refuses %s', async (format) => {
    expect(await sniffImage(await canvas(64, 64).toFormat(format).toBuffer())).toBeNull();
  });

  it('refuses text, markup, nothing and a bare signature', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/hosts"/></svg>';
    for (const bytes of [svg, 'hello', '', '\u00ff']) {
      expect(await sniffImage(Buffer.from(bytes))).toBeNull();
    }
    expect(await sniffImage(Uint8Array.of(0xff, 0xd8, 0xff))).toBeNull();
    expect(await sniffImage(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a))).toBeNull();
  });

  it('refuses a picture that would decode to too many pixels', async () => {
    const bomb = await canvas(8000, 6000).png({ compressionLevel: 9 }).toBuffer();
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(await sniffImage(bomb)).toBeNull();
    expect(await sniffImage(await pngHeader(2_000_000_000, 2_000_000_000))).toBeNull();
  });
});

describe('imageTypeOf', () => {
  it('does not accept a prefix of a signature', () => {
    expect(imageTypeOf(Uint8Array.of(0xff, 0xd8))).toBeNull();
  });
});
