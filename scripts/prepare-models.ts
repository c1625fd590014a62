/**
 * Puts what the engine downloads into dist/assets and checks every file against models/manifest.json, whose hashes are
 * compiled into the bundle. A mismatch fails the build: a dependency or a weight changed, and either must be
 * reviewed. `--update` then rewrites the manifest, the answers of the prepared nets (models/known-answers.json), and those
 * of the liveness net on the drawn pictures (training/sameness).
 */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { servedName } from '../src/vision/assets.ts';
import { recordAnswers } from '../training/sameness/record.ts';
import { recordKnownAnswers } from './known-answers.ts';
import { PREPARED_NETS, prepareNet } from './prepared-nets.ts';
import { withNormalization } from './tflite-metadata.ts';

const sourceSchema = z.union([
  z.strictObject({
    package: z.string(),
    version: z.string(),
    path: z.string(),
    /** Mean and standard deviation of the model's input, written into it as TensorFlow Lite metadata. */
    normalization: z.strictObject({ mean: z.number(), std: z.number() }).optional(),
    /** A published net converted for our runtime; this asset is that part of it. See prepared-nets.ts. */
    net: z.strictObject({ name: z.enum(PREPARED_NETS), part: z.enum(['topology', 'weights']) }).optional(),
  }),
  z.strictObject({ path: z.string() }),
]);
const assetSchema = z.strictObject({
  file: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  input: z.string(),
  source: sourceSchema,
  licence: z.enum(['Apache-2.0', 'MIT']),
  credit: z.string(),
});
const manifestSchema = z.strictObject({ assets: z.record(z.string(), assetSchema) });
type Asset = z.infer<typeof assetSchema>;

const root = fileURLToPath(new URL('..', import.meta.url));
const manifestFile = path.join(root, 'models/manifest.json');
const LICENCE_FILES = {
  'Apache-2.0': 'LICENSE-Apache-2.0.txt',
  'MIT': 'LICENSE-MIT.txt',
} as const satisfies Record<Asset['licence'], string>;

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: { update: { type: 'boolean', default: false }, out: { type: 'string', default: 'dist/assets' } },
  });
  const out = path.resolve(root, values.out);
  const { assets } = manifestSchema.parse(JSON.parse(await readFile(manifestFile, 'utf8')));
  const problems: string[] = [];
  await mkdir(out, { recursive: true });
  await removeOld(out, Object.values(assets));
  if (values.update) {
    await recordKnownAnswers();
  }
  for (const asset of Object.values(assets)) {
    const bytes = await produce(asset, values.update);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (values.update) {
      Object.assign(asset, { bytes: bytes.length, sha256 });
    } else if (sha256 !== asset.sha256 || bytes.length !== asset.bytes) {
      problems.push(
        `${asset.file}: ${sha256}, ${bytes.length} bytes, is not the ${asset.sha256}, ${asset.bytes} bytes, of the manifest`,
      );
      continue;
    }
    await writeFile(path.join(out, servedName(asset)), bytes);
  }
  if (problems.length > 0) {
    throw new Error(`${problems.join('\n')}\nIf the change is wanted: npm run build:assets -- --update`);
  }
  if (values.update) {
    await writeFile(manifestFile, `${JSON.stringify({ assets }, null, 2)}\n`);
    await recordAnswers();
  }
  await writeFile(path.join(out, 'NOTICE.txt'), noticeOf(Object.values(assets)));
  for (const file of Object.values(LICENCE_FILES)) {
    await copyFile(path.join(root, 'models', file), path.join(out, file));
  }
  console.log(`${Object.keys(assets).length} assets in ${path.relative(root, out)}, all as in the manifest`);
};

/** Files of an earlier build with another hash in their name. */
const removeOld = async (out: string, assets: readonly Asset[]): Promise<void> => {
  const stems = new Set(assets.map(({ file }) => path.parse(file).name));
  const old = (await readdir(out)).filter((name) => {
    const [, stem = ''] = /^(.+)-[0-9a-f]{8}\.[a-z]+$/.exec(name) ?? [];
    return stems.has(stem);
  });
  await Promise.all(old.map((name) => rm(path.join(out, name))));
};

const produce = async ({ source }: Asset, isUpdate: boolean): Promise<Uint8Array> => {
  if (!('package' in source)) {
    return readFile(path.join(root, source.path));
  }
  // Not by module resolution: some packages do not export their package.json.
  const folder = path.join(root, 'node_modules', source.package);
  const { version } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as { version: string };
  if (isUpdate) {
    source.version = version;
  } else if (version !== source.version) {
    throw new Error(`${source.package} ${version} is installed, the manifest is for ${source.version}`);
  }
  if (source.net !== undefined) {
    return new Uint8Array((await prepareNet(source.net.name))[source.net.part]);
  }
  const bytes = await readFile(path.join(folder, source.path));
  return source.normalization === undefined ? bytes : withNormalization(bytes, source.normalization);
};

const noticeOf = (assets: readonly Asset[]): string =>
  [
    'Files in this folder, where they come from and under which licence they are passed on.',
    ...assets.map(({ file, sha256, source, licence, credit }) => {
      const origin = 'package' in source ? `${source.package} ${source.version}, ${source.path}` : 'Lifesign';
      return `${servedName({ file, sha256 })}\n${origin}\n${credit}\n${changeOf(source)}Licence: ${licence} (${LICENCE_FILES[licence]})`;
    }),
  ].join('\n\n') + '\n';

const changeOf = (source: Asset['source']): string => {
  if ('normalization' in source) {
    return 'Changed: input normalisation metadata added.\n';
  }
  return 'net' in source ? 'Changed: converted into a format of ours, without what is not run.\n' : '';
};

await main();
