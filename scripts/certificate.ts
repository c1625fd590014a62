/** A self-signed certificate for this machine's names and addresses, kept so that a phone has to accept it once only. */
import { X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';

export interface CertificateFiles {
  readonly cert: string;
  readonly key: string;
}

/** Longest validity of a server certificate that phones accept. */
const LIFE_DAYS = 397;
const DAY_MS = 86_400_000;

/** IPv4 addresses that other devices may reach this machine at. */
export const lanAddresses = (): readonly string[] =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);

const stillServes = (file: string, addresses: readonly string[]): boolean => {
  if (!existsSync(file)) {
    return false;
  }
  const certificate = new X509Certificate(readFileSync(file));
  const lastsAnotherDay = Date.parse(certificate.validTo) > Date.now() + DAY_MS;
  return lastsAnotherDay && addresses.every((address) => certificate.checkIP(address) !== undefined);
};

/** Creates one in `folder` when there is none, when it expires, or when this machine moved to another network. */
export const ensureCertificate = async (
  folder: string,
  addresses: readonly string[] = lanAddresses(),
): Promise<CertificateFiles> => {
  const files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
  const named = ['127.0.0.1', ...addresses];
  if (existsSync(files.key) && stillServes(files.cert, named)) {
    return files;
  }
  const made = await generate([{ name: 'commonName', value: 'Lifesign demo' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notAfterDate: new Date(Date.now() + LIFE_DAYS * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [{ type: 2, value: 'localhost' }, ...named.map((ip) => ({ type: 7 as const, ip }))],
      },
    ],
  });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(files.key, made.private, { mode: 0o600 });
  writeFileSync(files.cert, made.cert);
  return files;
};
