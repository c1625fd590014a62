/** Eyes, nose and mouth of every picture in a data folder, as the trainer's input; detected once and kept. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { geometryOf } from '../src/vision/geometry.ts';
import { decodeImage, readRecords } from './data-folder.ts';
import { createDetector, useWasmInNode } from './detector.ts';
import { locateFace } from './locate-face.ts';

const CACHE = path.join(import.meta.dirname, '../.cache/pad');
/** What the cached lines depend on besides the folder's manifest. */
const SOURCES = [
  'locate-face.ts',
  '../src/vision/geometry.ts',
  '../gateway/src/adapters/engine/blazeface/blazeface.ts',
];

/** The file with one JSON line for each picture in which a face was found: `path`, `by`, the points and their geometry. */
export const prepareLandmarks = async (folder: string): Promise<string> => {
  const hash = createHash('sha256').update(await readFile(path.join(folder, 'manifest.jsonl')));
  for (const source of SOURCES) {
    hash.update(await readFile(path.join(import.meta.dirname, source)));
  }
  const file = path.join(CACHE, `landmarks-${hash.digest('hex').slice(0, 12)}.jsonl`);
  const isThere = await stat(file).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    await mkdir(CACHE, { recursive: true });
    await writeFile(`${file}.part`, await detectAll(folder));
    await rename(`${file}.part`, file);
  }
  return file;
};

const detectAll = async (folder: string): Promise<string> => {
  await useWasmInNode();
  const detector = await createDetector();
  const lines: string[] = [];
  const counts = { frame: 0, region: 0, box: 0, missed: 0, unreadable: 0 };
  for (const record of await readRecords(folder)) {
    const pixels = await decodeImage(path.join(folder, record.path)).catch(() => null);
    const located = pixels === null ? null : await locateFace(detector, pixels, record.box);
    counts[pixels === null ? 'unreadable' : (located?.by ?? 'missed')] += 1;
    if (located !== null) {
      const { rightEye, leftEye, nose, mouth } = located.face;
      const geometry = geometryOf(located.face);
      lines.push(JSON.stringify({ path: record.path, by: located.by, rightEye, leftEye, nose, mouth, geometry }));
    }
  }
  detector.dispose();
  console.log(`Faces found: ${JSON.stringify(counts)}`);
  return `${lines.join('\n')}\n`;
};
