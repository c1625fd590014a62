import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import manifest from '../../models/manifest.json' with { type: 'json' };
import { ASSETS, servedName, verifyAsset, type AssetId } from './assets.ts';

const OWN = ['liveness-topology', 'liveness-weights'] as const satisfies readonly AssetId[];
const fileOf = (id: AssetId): URL => new URL(`../../models/${manifest.assets[id].file}`, import.meta.url);

describe('the manifest', () => {
  it.each(OWN)('has the hash and the size of %s in the repository', async (id) => {
    const bytes = await readFile(fileOf(id));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(ASSETS[id].sha256);
    expect(bytes.length).toBe(ASSETS[id].bytes);
  });

  it.each(Object.entries(manifest.assets))('names source and licence of %s', (_id, asset) => {
    expect(asset.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(asset.bytes).toBeGreaterThan(0);
    expect([asset.input, asset.licence, asset.credit, asset.source.path]).not.toContain('');
  });

  it('keeps the liveness nets below 700 kB', async () => {
    const sizes = await Promise.all(OWN.map(async (id) => (await stat(fileOf(id))).size));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(700_000);
  });
});

it('has part of the hash in each file name, so that a cache may keep the file forever', () => {
  expect(servedName({ file: 'a.b.wasm', sha256: '0123456789abcdef' })).toBe('a.b-01234567.wasm');
  // Parcel turns files named .json into scripts.
  expect(servedName({ file: 'a.json', sha256: '0123456789abcdef' })).toBe('a-01234567.txt');
  const files = Object.values(ASSETS).map(({ file }) => file);
  expect(new Set(files).size).toBe(files.length);
  expect(ASSETS['liveness-weights'].file).toContain(ASSETS['liveness-weights'].sha256.slice(0, 8));
});

describe('verifyAsset', () => {
  it('accepts the bytes of the release', async () => {
    await verifyAsset('liveness-weights', new Uint8Array(await readFile(fileOf('liveness-weights'))).buffer);
  });

  it.each([
    ['empty', ''],
    ['html', '<!doctype html>'],
    ['html', '\ufeff  <html lang="en">'],
    ['html', '<?xml version="1.0"?><Error>AccessDenied</Error>'],
    ['gzip', gzipSync('{}')],
    ['size', '{"branches":'],
  ])('distinguishes another file from a changed one: %s', async (kind, content) => {
    const bytes = new Uint8Array(Buffer.from(content));
    await expect(verifyAsset('liveness-topology', bytes.buffer)).rejects.toMatchObject({
      code: 'asset-load-failed',
      detail: kind,
      retryable: true,
    });
  });

  it('refuses one changed bit', async () => {
    const bytes = new Uint8Array(await readFile(fileOf('liveness-weights')));
    bytes[1000] = (bytes[1000] ?? 0) ^ 1;
    await expect(verifyAsset('liveness-weights', bytes.buffer)).rejects.toMatchObject({
      code: 'asset-mismatch',
      retryable: false,
    });
  });
});
