/** TCP ports of this machine, checked by listening on them for a moment. */
import { createServer } from 'node:net';

/** Resolves with the port that was used; port 0 lets the system choose. Rejects with the system's error. */
const tryPort = (host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(port, host, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : port));
    });
  });

export const freePort = (): Promise<number> => tryPort('127.0.0.1', 0);

/** Returns why nothing can listen there; null when it is free. */
export const whyNot = async (host: string, port: number): Promise<string | null> => {
  try {
    await tryPort(host, port);
    return null;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return WORDS[code] ?? `cannot be used (${code})`;
  }
};

const WORDS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use by another program',
  EACCES: 'needs more rights than this user has',
};
