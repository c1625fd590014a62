/** Command line of the clip command. */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';

export interface ClipOptions {
  readonly file: string;
  readonly flow: 'liveness' | 'verification';
  /** The partner's reference picture; verification only. */
  readonly reference: string | null;
  readonly partner: 'demo' | 'sandbox';
  /** File for the JSON; default: standard output. */
  readonly json: string | null;
  readonly screenshots: string | null;
}

export const USAGE = `Usage: npm run clip -- FILE.mjpeg [options]

One real launch of the demo in headless Chromium with the clip as its camera.

  --flow liveness|verification   default liveness
  --reference IMAGE              JPEG or PNG that the partner compares with (verification)
  --partner demo|sandbox         demo: the real engine (default); sandbox: fixed outcomes
  --json OUT                     writes the report there instead of printing it
  --screenshots DIR              a picture of every screen on the way

Ends with 0 when the launch was run, whatever its verdict.`;

const oneOf = <T extends string>(value: string, allowed: readonly T[], name: string): T => {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) {
    throw new TypeError(`--${name} must be ${allowed.join(' or ')}`);
  }
  return found;
};

const existing = (file: string, name: string): string => {
  if (!existsSync(file)) {
    throw new TypeError(`${name} does not exist: ${file}`);
  }
  return file;
};

/** Throws a `TypeError` that names the wrong option. */
export const parseClipOptions = (args: readonly string[]): ClipOptions => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      flow: { type: 'string', default: 'liveness' },
      reference: { type: 'string' },
      partner: { type: 'string', default: 'demo' },
      json: { type: 'string' },
      screenshots: { type: 'string' },
    },
  });
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) {
    throw new TypeError('exactly one clip is needed');
  }
  const flow = oneOf(values.flow, ['liveness', 'verification'], 'flow');
  if (values.reference !== undefined && flow !== 'verification') {
    throw new TypeError('--reference needs --flow verification');
  }
  return {
    file: existing(file, 'the clip'),
    flow,
    reference: values.reference === undefined ? null : existing(values.reference, '--reference'),
    partner: oneOf(values.partner, ['demo', 'sandbox'], 'partner'),
    json: values.json ?? null,
    screenshots: values.screenshots ?? null,
  };
};
