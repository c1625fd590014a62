/** `lifesign verify`: requests every static file as a browser does, and reports problems with a remedy. */
import { createHash } from 'node:crypto';
import { ASSETS, type AssetId } from '../../src/vision/assets.ts';
import { scriptHashes } from './package.ts';
import { inPackage } from './static-files.ts';

/** Bytes from which compression saves noticeable time. */
const LARGE_BYTES = 100_000;
const TIMEOUT_MS = 60_000;

interface Expected {
  readonly file: string;
  readonly sha256: string;
}

interface Finding {
  readonly isError: boolean;
  readonly text: string;
}

/** @param origin of the page, when it differs from that of the files; null when it is the same. */
export const verify = async (place: string, origin: string | null): Promise<number> => {
  const base = place.endsWith('/') ? place : `${place}/`;
  let errors = 0;
  for (const expected of files()) {
    const url = new URL(expected.file, base).href;
    const findings = await look(url, expected, origin);
    errors += findings.filter(({ isError }) => isError).length;
    console.log(`${findings.some(({ isError }) => isError) ? 'FAIL' : 'ok  '} ${url}`);
    for (const { isError, text } of findings) {
      console.log(`     ${isError ? 'fix' : 'note'}: ${text}`);
    }
  }
  console.log(errors === 0 ? 'All files are served correctly.' : `${errors} to fix.`);
  return errors === 0 ? 0 : 1;
};

const files = (): readonly Expected[] => [
  ...Object.entries(scriptHashes()).map(([file, { sha256 }]) => ({ file, sha256 })),
  ...(Object.keys(ASSETS) as AssetId[]).filter(inPackage).map((id) => ASSETS[id]),
];

const toFix = (text: string): Finding => ({ isError: true, text });
const note = (text: string): Finding => ({ isError: false, text });

const look = async (url: string, { file, sha256 }: Expected, origin: string | null): Promise<readonly Finding[]> => {
  let response: Response;
  let bytes: Buffer;
  try {
    const headers = { 'accept-encoding': 'gzip, br', ...(origin === null ? {} : { origin }) };
    response = await fetch(url, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
    bytes = Buffer.from(await response.arrayBuffer());
  } catch (error) {
    return [toFix(`it cannot be fetched: ${String(error instanceof Error ? (error.cause ?? error) : error)}`)];
  }
  const header = (name: string): string => response.headers.get(name) ?? '';
  const type = header('content-type');
  if (!response.ok) {
    return [toFix(`status ${response.status}: copy it there with npx lifesign copy-assets DIR`)];
  }
  const isScript = file.endsWith('.js');
  const got = createHash('sha256').update(bytes).digest('hex');
  const findings: Finding[] = [];
  if (got !== sha256) {
    findings.push(toFix(`${differenceOf(bytes, type)} (SHA-256 ${got}, expected ${sha256})`));
  } else if (isScript && !/\b(?:java|ecma)script\b/i.test(type)) {
    findings.push(toFix(`content type "${type}": browsers run it as text/javascript only`));
  }
  const allowed = header('access-control-allow-origin');
  if (origin !== null && allowed !== '*' && allowed !== origin) {
    findings.push(toFix(`Access-Control-Allow-Origin is "${allowed}": pages of ${origin} may not read it`));
  }
  if (got === sha256 && bytes.byteLength > LARGE_BYTES && header('content-encoding') === '' && !file.endsWith('.bin')) {
    findings.push(note('not compressed: gzip or br makes it about a third'));
  }
  if (got === sha256 && header('cache-control') === '' && header('etag') === '') {
    findings.push(note('neither Cache-Control nor ETag: it is downloaded again for each visit'));
  }
  return findings;
};

const differenceOf = (bytes: Buffer, type: string): string => {
  const start = bytes.subarray(0, 64).toString('latin1').trimStart();
  if (start.startsWith('<') || type.includes('text/html')) {
    return 'a web page came in its place: the server answers unknown paths with the page, so the file is not there';
  }
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    return 'it is compressed, and the header Content-Encoding does not say so';
  }
  return 'it is another file: copy those of this release there again';
};
