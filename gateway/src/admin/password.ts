/** Passwords of administrators: scrypt with its parameters in the hash, `scrypt$N$r$p$salt$hash`, both in base64. */
import { randomBytes, scrypt, type ScryptOptions, timingSafeEqual } from 'node:crypto';

const COST = 2 ** 15;
const BLOCK_SIZE = 8;
const PARALLELISM = 1;
const KEY_BYTES = 32;

const derive = (password: string, salt: Uint8Array, options: ScryptOptions): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    // Node's default memory limit is just below what these costs need.
    scrypt(password.normalize('NFC'), salt, KEY_BYTES, { ...options, maxmem: 256 * 1024 * 1024 }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });

/** `cost`: scrypt's N, a power of two; below the default for tests only. */
export const hashPassword = async (password: string, cost = COST): Promise<string> => {
  const salt = randomBytes(16);
  const key = await derive(password, salt, { N: cost, r: BLOCK_SIZE, p: PARALLELISM });
  return ['scrypt', cost, BLOCK_SIZE, PARALLELISM, salt.toString('base64'), key.toString('base64')].join('$');
};

/** The hash compared for an unknown name, so that response times do not reveal which names exist. Matches no password. */
const NOBODY = ['scrypt', COST, BLOCK_SIZE, PARALLELISM, 'AAAAAAAAAAAAAAAAAAAAAA==', ''].join('$');

export const verifyPassword = async (password: string, hash: string | undefined): Promise<boolean> => {
  const [, cost, blockSize, parallelism, salt = '', key = ''] = (hash ?? NOBODY).split('$');
  const options = { N: Number(cost), r: Number(blockSize), p: Number(parallelism) };
  const given = await derive(password, Buffer.from(salt, 'base64'), options);
  const wanted = Buffer.from(key, 'base64');
  return given.length === wanted.length && timingSafeEqual(given, wanted);
};
