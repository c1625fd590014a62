/** `lifesign copy-assets`: the static files, and on request those of MediaPipe's own package. */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import manifest from '../../models/manifest.json' with { type: 'json' };
import { ASSETS, type AssetId } from '../../src/vision/assets.ts';
import { ASSETS_FOLDER, scriptHashes } from './package.ts';
import { inPackage, SCRIPT_FILE } from './static-files.ts';

export const copyAssets = (place: string, withMediaPipe: boolean): number => {
  const folder = resolve(place);
  mkdirSync(folder, { recursive: true });
  const names = readdirSync(ASSETS_FOLDER).filter((name) => !name.endsWith('.map'));
  for (const name of names) {
    cpSync(join(ASSETS_FOLDER, name), join(folder, name));
  }
  console.log(`${names.length} files in ${place}. Set staticUrl to the address at which your site serves this folder.`);
  console.log(
    `For a page without modules:\n  <script src="…/${SCRIPT_FILE}" integrity="${scriptHashes()[SCRIPT_FILE]?.integrity}" crossorigin="anonymous"></script>`,
  );
  return withMediaPipe ? copyMediaPipe(folder) : 0;
};

const copyMediaPipe = (folder: string): number => {
  const ids = (Object.keys(ASSETS) as AssetId[]).filter((id) => !inPackage(id));
  return ids.map((id) => copyOne(id, folder)).every(Boolean) ? 0 : 1;
};

/** From the page's own installation; only files with the hash of this release. */
const copyOne = (id: AssetId, folder: string): boolean => {
  const { file, sha256 } = ASSETS[id];
  const { source } = manifest.assets[id];
  const wanted = 'package' in source ? source : null;
  const from = wanted === null ? null : join(packageFolder(wanted.package) ?? '', wanted.path);
  if (wanted === null || from === null || !existsSync(from)) {
    console.error(`${file}: install ${wanted?.package ?? 'its package'}@${wanted?.version ?? ''} first`);
    return false;
  }
  const bytes = readFileSync(from);
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) {
    console.error(`${file}: ${wanted.package} is of another version than ${wanted.version}`);
    return false;
  }
  writeFileSync(join(folder, file), bytes);
  console.log(`${file} from ${wanted.package}`);
  return true;
};

const packageFolder = (name: string): string | null => {
  let folder = process.cwd();
  while (!existsSync(join(folder, 'node_modules', name))) {
    if (dirname(folder) === folder) {
      return null;
    }
    folder = dirname(folder);
  }
  return dirname(
    createRequire(join(folder, 'package.json')).resolve(`${join(folder, 'node_modules', name)}/package.json`),
  );
};
