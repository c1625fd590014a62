/**
 * Gives a TensorFlow Lite model the metadata that MediaPipe Tasks demands of float models: how inputs are normalised.
 * The schema's tables are few, so they are written here: field numbers are those of schema.fbs (model) and
 * metadata_schema.fbs, both of TensorFlow Lite.
 */
import { Builder } from 'flatbuffers';

/** The model is kept byte for byte after a new root table: its offsets are relative and stay valid. */
export const withNormalization = (model: Uint8Array, normalization: { mean: number; std: number }): Uint8Array => {
  const metadata = buildMetadata(normalization);
  const old = readRoot(model);
  const layout = layOut(old, metadata.length);
  const wrapped = new Uint8Array(layout.end + model.length);
  const view = new DataView(wrapped.buffer);
  wrapped.set(model, layout.end);
  wrapped.set(metadata, layout.data + 4);
  view.setUint32(layout.data, metadata.length, true);

  const point = (from: number, to: number): void => view.setUint32(from, to - from, true);
  const inModel = (position: number): number => layout.end + position;

  point(0, layout.root);
  wrapped.set(new TextEncoder().encode('TFL3'), 4);
  const fields = [4, 8, 12, 16, 20, 0, 24];
  writeVtable(view, layout.rootVtable, fields, 28);
  view.setInt32(layout.root, layout.root - layout.rootVtable, true);
  view.setUint32(layout.root + 4, old.version, true);
  point(layout.root + 8, inModel(old.operatorCodes));
  point(layout.root + 12, inModel(old.subgraphs));
  point(layout.root + 16, inModel(old.description));
  point(layout.root + 20, layout.buffers);
  point(layout.root + 24, layout.metadata);

  view.setUint32(layout.buffers, old.buffers.length + 1, true);
  for (const [index, position] of old.buffers.entries()) {
    point(layout.buffers + 4 + 4 * index, inModel(position));
  }
  point(layout.buffers + 4 + 4 * old.buffers.length, layout.buffer);
  writeVtable(view, layout.bufferVtable, [4], 8);
  view.setInt32(layout.buffer, layout.buffer - layout.bufferVtable, true);
  point(layout.buffer + 4, layout.data);

  view.setUint32(layout.metadata, 1, true);
  point(layout.metadata + 4, layout.entry);
  writeVtable(view, layout.entryVtable, [4, 8], 12);
  view.setInt32(layout.entry, layout.entry - layout.entryVtable, true);
  point(layout.entry + 4, layout.name);
  view.setUint32(layout.entry + 8, old.buffers.length, true);
  view.setUint32(layout.name, METADATA_NAME.length, true);
  wrapped.set(new TextEncoder().encode(METADATA_NAME), layout.name + 4);
  return wrapped;
};

const METADATA_NAME = 'TFLITE_METADATA';

/** Offsets of the new parts: every reference points forward, as the format requires; the model follows, aligned to 16 bytes. */
const layOut = (old: Root, metadataBytes: number) => {
  let next = 8;
  const place = (bytes: number, align = 4): number => {
    const at = Math.ceil(next / align) * align;
    next = at + bytes;
    return at;
  };
  return {
    rootVtable: place(18, 2),
    root: place(28),
    buffers: place(4 + 4 * (old.buffers.length + 1)),
    bufferVtable: place(6, 2),
    buffer: place(8),
    metadata: place(8),
    entryVtable: place(8, 2),
    entry: place(12),
    name: place(4 + METADATA_NAME.length + 1),
    // A byte vector: its length, then the bytes aligned to 16 bytes, as the schema requires of a buffer.
    data: place(16 + metadataBytes, 16) + 12,
    end: place(0, 16),
  };
};

const writeVtable = (view: DataView, at: number, fields: readonly number[], tableBytes: number): void => {
  view.setUint16(at, 4 + 2 * fields.length, true);
  view.setUint16(at + 2, tableBytes, true);
  for (const [index, offset] of fields.entries()) {
    view.setUint16(at + 4 + 2 * index, offset, true);
  }
};

/** Positions in the model's file. */
interface Root {
  readonly version: number;
  readonly operatorCodes: number;
  readonly subgraphs: number;
  readonly description: number;
  readonly buffers: readonly number[];
}

const readRoot = (model: Uint8Array): Root => {
  const view = new DataView(model.buffer, model.byteOffset, model.byteLength);
  if (new TextDecoder().decode(model.subarray(4, 8)) !== 'TFL3') {
    throw new Error('Not a TensorFlow Lite model');
  }
  const table = view.getUint32(0, true);
  const vtable = table - view.getInt32(table, true);
  const vtableBytes = view.getUint16(vtable, true);
  const field = (number: number): number => {
    const entry = 4 + 2 * number;
    const offset = entry < vtableBytes ? view.getUint16(vtable + entry, true) : 0;
    if (offset === 0) {
      throw new Error(`The model has no field ${number}`);
    }
    return table + offset;
  };
  const follow = (at: number): number => at + view.getUint32(at, true);
  const buffers = follow(field(4));
  return {
    version: view.getUint32(field(0), true),
    operatorCodes: follow(field(1)),
    subgraphs: follow(field(2)),
    description: follow(field(3)),
    buffers: Array.from({ length: view.getUint32(buffers, true) }, (_buffer, index) => follow(buffers + 4 + 4 * index)),
  };
};

/** A `ModelMetadata` with one subgraph whose only input is normalised. */
const buildMetadata = ({ mean, std }: { mean: number; std: number }): Uint8Array => {
  const NORMALIZATION_OPTIONS = 1;
  const builder = new Builder(256);
  const floats = (value: number): number => {
    builder.startVector(4, 1, 4);
    builder.addFloat32(value);
    return builder.endVector();
  };
  const table = (fields: number, fill: () => void): number => {
    builder.startObject(fields);
    fill();
    return builder.endObject();
  };
  const list = (offset: number): number => {
    builder.startVector(4, 1, 4);
    builder.addOffset(offset);
    return builder.endVector();
  };
  const means = floats(mean);
  const stds = floats(std);
  const options = table(2, () => {
    builder.addFieldOffset(0, means, 0);
    builder.addFieldOffset(1, stds, 0);
  });
  const unit = table(2, () => {
    builder.addFieldInt8(0, NORMALIZATION_OPTIONS, 0);
    builder.addFieldOffset(1, options, 0);
  });
  const units = list(unit);
  const input = table(7, () => builder.addFieldOffset(4, units, 0));
  const inputs = list(input);
  const subgraph = table(6, () => builder.addFieldOffset(2, inputs, 0));
  const subgraphs = list(subgraph);
  builder.finish(
    table(8, () => builder.addFieldOffset(3, subgraphs, 0)),
    'M001',
  );
  return builder.asUint8Array();
};
