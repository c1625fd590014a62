/**
 * Reads a data folder's `manifest.jsonl` from any tool. Unusable lines are reported, never fatal: a set that is
 * silently shorter would look better than it is, and one bad line must not stop the evaluation of all others.
 */
import { z } from 'zod';
import type { Box } from '../../src/vision/types.ts';

/** One picture. `time` is in seconds, `box` in pixels of the picture. */
export interface DataRecord {
  readonly path: string;
  readonly split: string;
  readonly source: string;
  readonly session: string | null;
  readonly person: string | null;
  readonly label: 'live' | 'spoof';
  readonly attack: string | null;
  readonly time: number | null;
  readonly box: Box | null;
}

export interface ManifestProblem {
  /** 1-based. */
  readonly line: number;
  readonly path: string | null;
  readonly problem: string;
  /** True: the whole line is skipped. False: only the named field. */
  readonly isSkipped: boolean;
}

export interface DataManifest {
  readonly records: readonly DataRecord[];
  readonly problems: readonly ManifestProblem[];
}

export const parseManifest = (text: string): DataManifest => {
  const records: DataRecord[] = [];
  const problems: ManifestProblem[] = [];
  const lineOf = new Map<string, number>();
  for (const [index, content] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (content.trim() === '') {
      continue;
    }
    const line = index + 1;
    const read = readLine(content);
    if (typeof read === 'string') {
      problems.push({ line, path: null, problem: read, isSkipped: true });
      continue;
    }
    const { record, path } = read;
    const first = path === null ? undefined : lineOf.get(path);
    if (record !== null && first !== undefined) {
      problems.push({ line, path, problem: `duplicate of line ${first}`, isSkipped: true });
      continue;
    }
    for (const problem of read.problems) {
      problems.push({ line, path, problem, isSkipped: record === null });
    }
    if (record !== null) {
      records.push(record);
      lineOf.set(record.path, line);
    }
  }
  return { records, problems };
};

interface LineRead {
  readonly record: DataRecord | null;
  readonly path: string | null;
  readonly problems: readonly string[];
}

/** A string: why the line is not a record. */
const readLine = (content: string): LineRead | string => {
  const parsed = z.record(z.string(), z.unknown()).safeParse(parseJson(content));
  if (!parsed.success) {
    return 'not a JSON object';
  }
  const fields = parsed.data;
  const path = name.safeParse(fields['path']).data ?? null;
  const label = fields['label'];
  if (path === null) {
    return 'no path';
  }
  if (label !== 'live' && label !== 'spoof') {
    return { record: null, path, problems: [`unknown label ${JSON.stringify(label) ?? 'undefined'}`] };
  }
  const problems: string[] = [];
  const optional = <T>(field: string, schema: z.ZodType<T>): T | null => {
    const value = fields[field] ?? null;
    const read = schema.safeParse(value);
    if (value !== null && !read.success) {
      problems.push(`${field} is not usable: ${JSON.stringify(value)}`);
    }
    return read.success ? read.data : null;
  };
  const record: DataRecord = {
    path,
    label,
    split: optional('split', name) ?? 'unknown',
    source: optional('source', name) ?? 'unknown',
    session: optional('session', name),
    person: optional('person', name),
    attack: optional('attack', name),
    time: optional('time', z.number()),
    box: optional('box', box),
  };
  return { record, path, problems };
};

const name = z.union([z.string().min(1), z.number().transform(String)]);

const box = z
  .tuple([z.number(), z.number(), z.number().positive(), z.number().positive()])
  .transform(([x, y, width, height]) => ({ x, y, width, height }));

/** Python writes NaN and Infinity as bare words, which are not JSON. */
const NOT_A_NUMBER = /([:[,]\s*)(?:NaN|-?Infinity)(?=\s*[,\]}])/g;

const parseJson = (content: string): unknown => {
  for (const text of [content, content.replace(NOT_A_NUMBER, '$1null')]) {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      // The second reading decides.
    }
  }
  return undefined;
};
