/* oxlint-disable eslint/no-underscore-dangle -- flatbuffers names its reading methods so */
import type { ByteBuffer } from 'flatbuffers';

/** One flatbuffer table; fields by number, the schema's defaults (0) when absent. */
export class FlatTable {
  readonly #buffer: ByteBuffer;
  readonly #position: number;

  constructor(buffer: ByteBuffer, position: number) {
    this.#buffer = buffer;
    this.#position = position;
  }

  int8(field: number): number {
    const at = this.#field(field);
    return at === null ? 0 : this.#buffer.readInt8(at);
  }

  int32(field: number): number {
    const at = this.#field(field);
    return at === null ? 0 : this.#buffer.readInt32(at);
  }

  table(field: number): FlatTable | null {
    const at = this.#field(field);
    return at === null ? null : new FlatTable(this.#buffer, this.#buffer.__indirect(at));
  }

  tables(field: number): readonly FlatTable[] {
    return this.#vector(field, 4).map((at) => new FlatTable(this.#buffer, this.#buffer.__indirect(at)));
  }

  int32s(field: number): readonly number[] {
    return this.#vector(field, 4).map((at) => this.#buffer.readInt32(at));
  }

  bytes(field: number): Uint8Array {
    const at = this.#field(field);
    if (at === null) {
      return new Uint8Array(0);
    }
    const start = this.#buffer.__vector(at);
    return this.#buffer.bytes().subarray(start, start + this.#buffer.__vector_len(at));
  }

  #vector(field: number, itemBytes: number): readonly number[] {
    const at = this.#field(field);
    if (at === null) {
      return [];
    }
    const start = this.#buffer.__vector(at);
    return Array.from({ length: this.#buffer.__vector_len(at) }, (_item, index) => start + index * itemBytes);
  }

  #field(field: number): number | null {
    const offset = this.#buffer.__offset(this.#position, 4 + field * 2);
    return offset === 0 ? null : this.#position + offset;
  }
}
