import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { CipherError, createCipher } from './cipher.ts';

const KEY = randomBytes(32);
const CONTEXT = 'submission/1/SELFIE';
const IMAGE = randomBytes(5000);

describe('createCipher', () => {
  it('opens what it sealed', () => {
    const cipher = createCipher(KEY);
    const sealed = cipher.encrypt(IMAGE, CONTEXT);
    expect(Buffer.from(sealed).includes(IMAGE.subarray(0, 16))).toBe(false);
    expect(Buffer.from(cipher.decrypt(sealed, CONTEXT)).equals(IMAGE)).toBe(true);
    expect(cipher.decrypt(cipher.encrypt(new Uint8Array(0), CONTEXT), CONTEXT)).toHaveLength(0);
  });

  it('never gives the same bytes twice', () => {
    const cipher = createCipher(KEY);
    const sealed = new Set(
      Array.from({ length: 200 }, () => Buffer.from(cipher.encrypt(IMAGE, CONTEXT)).toString('hex')),
    );
    expect(sealed.size).toBe(200);
  });

  it.each([
    ['version', 0],
    ['key id', 2],
    ['nonce', 6],
    ['ciphertext', 40],
    ['tag', -1],
  ])('refuses a flipped bit in the %s', (_part, offset) => {
    const cipher = createCipher(KEY);
    const sealed = Buffer.from(cipher.encrypt(IMAGE, CONTEXT));
    const index = offset < 0 ? sealed.length + offset : offset;
    sealed.writeUInt8(sealed.readUInt8(index) ^ 1, index);
    expect(() => cipher.decrypt(sealed, CONTEXT)).toThrow(CipherError);
  });

  it('refuses another context, another key and a truncated blob', () => {
    const cipher = createCipher(KEY);
    const sealed = cipher.encrypt(IMAGE, CONTEXT);
    expect(() => cipher.decrypt(sealed, 'submission/2/SELFIE')).toThrow(CipherError);
    expect(() => createCipher(randomBytes(32)).decrypt(sealed, CONTEXT)).toThrow(/key that is not configured/);
    expect(() => cipher.decrypt(sealed.subarray(0, -1), CONTEXT)).toThrow(CipherError);
    expect(() => cipher.decrypt(new Uint8Array(0), CONTEXT)).toThrow(CipherError);
  });

  it('opens with a retired key, seals with the current one', () => {
    const old = createCipher(KEY);
    const newKey = randomBytes(32);
    const rotated = createCipher(newKey, [KEY]);
    expect(Buffer.from(rotated.decrypt(old.encrypt(IMAGE, CONTEXT), CONTEXT)).equals(IMAGE)).toBe(true);
    expect(() => old.decrypt(rotated.encrypt(IMAGE, CONTEXT), CONTEXT)).toThrow(CipherError);
    expect(createCipher(newKey).decrypt(rotated.encrypt(IMAGE, CONTEXT), CONTEXT)).toHaveLength(IMAGE.length);
  });

  it('refuses a master key of the wrong length', () => {
    expect(() => createCipher(randomBytes(16))).toThrow(TypeError);
  });
});
