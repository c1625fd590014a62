/** A data folder of drawn faces for tests, with the irregularities of real folders. */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { renderPicture } from '../../testkit/rendered-face.ts';

export interface RenderedFolder {
  readonly root: string;
  readonly data: string;
  readonly cache: string;
  /** Null bytes: a line without a file. */
  add(name: string, bytes: Uint8Array | null, fields?: object): Promise<void>;
  /** Adds a raw line. */
  addLine(line: string): void;
  write(): Promise<void>;
}

export const createRenderedFolder = async (): Promise<RenderedFolder> => {
  const root = await mkdtemp(path.join(tmpdir(), 'lifesign-pad-'));
  const data = path.join(root, 'data');
  const lines: string[] = [];
  await mkdir(data);
  return {
    root,
    data,
    cache: path.join(root, 'cache'),
    add: async (name, bytes, fields = {}) => {
      lines.push(JSON.stringify({ path: name, split: 'val', source: 's', label: 'live', ...fields }));
      if (bytes !== null) {
        await writeFile(path.join(data, name), bytes);
      }
    },
    addLine: (line) => {
      lines.push(line);
    },
    write: () => writeFile(path.join(data, 'manifest.jsonl'), `${lines.join('\n')}\n`),
  };
};

/** A face near the middle, at one of many positions. */
export const renderFace = (index: number, background?: string): Promise<Buffer> =>
  renderPicture({
    faces: [{ x: 290 + ((index * 7) % 40), y: 220 + ((index * 5) % 20), size: 210 + ((index * 3) % 30) }],
    ...(background === undefined ? {} : { background }),
  });
