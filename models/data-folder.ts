/** A folder of labelled pictures with a `manifest.jsonl`; see models/README.md for its fields. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { z } from 'zod';
import type { Pixels } from '../src/vision/types.ts';

const recordSchema = z.object({
  path: z.string(),
  split: z.string(),
  source: z.string(),
  session: z.string().nullish().default(null),
  person: z.string().nullish().default(null),
  label: z.enum(['live', 'spoof']),
  attack: z.string().nullish().default(null),
  time: z.number().nullish().default(null),
  box: z
    .tuple([z.number(), z.number(), z.number(), z.number()])
    .nullish()
    .transform((box) => (box ? { x: box[0], y: box[1], width: box[2], height: box[3] } : null)),
});

/** One picture. `time` is in seconds, `box` in pixels of the picture. */
export type DataRecord = z.infer<typeof recordSchema>;

/** Throws with the line's number when a line is not a record: a silently shorter set would look better than it is. */
export const readRecords = async (folder: string): Promise<readonly DataRecord[]> => {
  const text = await readFile(path.join(folder, 'manifest.jsonl'), 'utf8');
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') {
      return [];
    }
    const parsed = recordSchema.safeParse(JSON.parse(line));
    if (!parsed.success) {
      throw new Error(`manifest.jsonl, line ${index + 1}: ${z.prettifyError(parsed.error)}`);
    }
    return [parsed.data];
  });
};

/** Upright RGB. Rejects when the bytes are no picture. */
export const decodeImage = async (input: string | Uint8Array): Promise<Pixels> => {
  const { data, info } = await sharp(input)
    .rotate()
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: 3 };
};
