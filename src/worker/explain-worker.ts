/** Why a worker does not start: browsers do not report it, so the page fetches the script again. */
const WAIT_MS = 4_000;

/** Describes for a developer what is served at this address. Never rejects. */
export const explainWorker = async (url: string): Promise<string> => {
  // The query may hold a signature.
  const shown = url.replace(/[?#].*$/s, '');
  try {
    const response = await fetch(url, { credentials: 'same-origin', signal: AbortSignal.timeout(WAIT_MS) });
    await response.body?.cancel();
    const type = response.headers.get('content-type') ?? 'not named';
    const answer = `${shown}, status ${response.status}, content type ${type}`;
    if (!response.ok) {
      return `it is not there (${answer})`;
    }
    if (!JAVASCRIPT.test(type)) {
      return `it is not served as JavaScript (${answer}; expected text/javascript)`;
    }
    const policies = "the page's Content-Security-Policy (worker-src, script-src)";
    return new URL(url).origin === location.origin
      ? `it is served well, so ${policies} forbids it, or the file has no header Cross-Origin-Embedder-Policy as the page has (${answer})`
      : `it is served well, so ${policies} forbids it or lacks blob: or its origin in worker-src, which scripts of another origin need (${answer})`;
  } catch (cause) {
    return `it cannot be fetched: ${String(cause)} (${shown}; from another origin it needs the header Access-Control-Allow-Origin)`;
  }
};

const JAVASCRIPT = /\b(?:java|ecma)script\b/i;
