/** TCP ports of this machine, asked by taking them for a moment. */
import { createServer } from 'node:net';

/** Resolves with the port that was taken, 0 for one of the system's choice; rejects with the system's error. */
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

/** Why nothing can listen there, in words; null when something can. */
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
