/**
 * Failures while the SDK loads, for the developer of the page: one console message for each failure, with
 * a remedy. Never contains a token, a frame or a device name.
 */
import type { ErrorData } from './errors.ts';

export const tellTrouble = (error: ErrorData): void => {
  const remedy = remedyFor(error);
  // oxlint-disable-next-line no-console -- where a developer looks
  console.error(`lifesign: ${error.code}: ${error.message}${remedy === null ? '' : `\nWhat to do: ${remedy}`}`);
};

const COPY =
  "copy the package's static files to your site (npx lifesign copy-assets DIR) and set staticUrl to the address of that folder. Check it with: npx lifesign verify URL";

const REMEDIES: Readonly<Record<string, string>> = {
  html: `The file is not there, and the server sends its page for unknown paths: ${COPY}`,
  gzip: 'Send the header Content-Encoding with files that are stored compressed.',
  empty: `The server sends nothing: ${COPY}`,
  size: `The file was changed, or is of another release: ${COPY} Leave the files out of minifiers.`,
  fetch:
    'See the Network panel. From another origin the file needs the header Access-Control-Allow-Origin, and the Content-Security-Policy must allow that origin in connect-src.',
  worker: `If it is not there, ${COPY} The Content-Security-Policy must allow it in worker-src, from another origin that origin and blob: there, and that origin in script-src. On a page with Cross-Origin-Embedder-Policy the file needs that header too.`,
  import: 'The Content-Security-Policy must allow the script in script-src, and it must be served as text/javascript.',
  address: `The bundler does not keep track of files: ${COPY}`,
};

const remedyFor = ({ code, detail = '' }: ErrorData): string | null => {
  if (code === 'asset-mismatch') {
    return `The file was changed on its way, or is of another release: ${COPY}`;
  }
  if (code !== 'asset-load-failed') {
    return null;
  }
  return /^\d{3}$/.test(detail)
    ? `The file is not there: ${COPY}`
    : (REMEDIES[detail] ?? 'See the Network panel. After a new release, pages that are still open must be reloaded.');
};
