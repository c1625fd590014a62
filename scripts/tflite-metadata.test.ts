/* oxlint-disable no-underscore-dangle -- the reader's public methods are called so */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ByteBuffer } from 'flatbuffers';
import { beforeAll, describe, expect, it } from 'vitest';
import { readGraph } from './tflite.ts';
import { withNormalization } from './tflite-metadata.ts';

let model = new Uint8Array();

beforeAll(async () => {
  const folder = path.dirname(fileURLToPath(import.meta.resolve('@mediapipe/face_detection/package.json')));
  model = new Uint8Array(await readFile(path.join(folder, 'face_detection_short_range.tflite')));
});

/** Position of a table's field; throws when it is missing. */
const field = (buffer: ByteBuffer, table: number, number: number): number => {
  const offset = buffer.__offset(table, 4 + 2 * number);
  if (offset === 0) {
    throw new Error(`No field ${number}`);
  }
  return table + offset;
};
const follow = (buffer: ByteBuffer, position: number): number => buffer.__indirect(position);
const element = (buffer: ByteBuffer, vector: number, index: number): number =>
  follow(buffer, buffer.__vector(vector) + 4 * index);

describe('withNormalization', () => {
  it('keeps the network as it is', () => {
    const [before, after] = [readGraph(model), readGraph(withNormalization(model, { mean: 127.5, std: 127.5 }))];
    expect(after).toEqual(before);
    expect(after.nodes.length).toBeGreaterThan(50);
  });

  it('adds metadata that says how the input is normalised', () => {
    const wrapped = withNormalization(model, { mean: 127.5, std: 64 });
    const buffer = new ByteBuffer(wrapped);
    const root = follow(buffer, 0);
    expect(buffer.__has_identifier('TFL3')).toBe(true);

    const entries = field(buffer, root, 6);
    expect(buffer.__vector_len(entries)).toBe(1);
    const entry = element(buffer, entries, 0);
    expect(buffer.__string(field(buffer, entry, 0))).toBe('TFLITE_METADATA');

    const index = buffer.readUint32(field(buffer, entry, 1));
    const buffers = field(buffer, root, 4);
    expect(index).toBe(buffer.__vector_len(buffers) - 1);
    const data = field(buffer, element(buffer, buffers, index), 0);
    const start = buffer.__vector(data);
    expect(start % 16).toBe(0);

    const metadata = new ByteBuffer(wrapped.slice(start, start + buffer.__vector_len(data)));
    expect(metadata.__has_identifier('M001')).toBe(true);
    const subgraph = element(metadata, field(metadata, follow(metadata, 0), 3), 0);
    const input = element(metadata, field(metadata, subgraph, 2), 0);
    const unit = element(metadata, field(metadata, input, 4), 0);
    expect(metadata.readUint8(field(metadata, unit, 0))).toBe(1);
    const options = follow(metadata, field(metadata, unit, 1));
    const first = (number: number): number => metadata.readFloat32(metadata.__vector(field(metadata, options, number)));
    expect([first(0), first(1)]).toEqual([127.5, 64]);
  });

  it('keeps the alignment of the weights', () => {
    expect((withNormalization(model, { mean: 0, std: 1 }).length - model.length) % 16).toBe(0);
  });

  it('refuses bytes that are not a model', () => {
    expect(() => withNormalization(new TextEncoder().encode('<!doctype html>'), { mean: 0, std: 1 })).toThrow(
      'Not a TensorFlow Lite model',
    );
  });
});
