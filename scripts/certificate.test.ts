import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:https';
import { connect } from 'node:tls';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ensureCertificate } from './certificate.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'certificate-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('names this machine, is valid as long as phones accept, and protects its key file', async () => {
  const { cert, key } = await ensureCertificate(join(folder, 'tls'), ['192.0.2.7']);
  const certificate = new X509Certificate(readFileSync(cert));
  expect(certificate.checkHost('localhost')).toBe('localhost');
  expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(certificate.checkIP('192.0.2.7')).toBe('192.0.2.7');
  const days = (Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)) / 86_400_000;
  expect(days).toBeGreaterThan(300);
  expect(days).toBeLessThanOrEqual(398);
  expect(statSync(key).mode & 0o077).toBe(0);
});

it('is kept while it is valid, and created again on another network', async () => {
  const first = readFileSync((await ensureCertificate(folder, ['192.0.2.7'])).cert, 'utf8');
  expect(readFileSync((await ensureCertificate(folder, ['192.0.2.7'])).cert, 'utf8')).toBe(first);
  expect(readFileSync((await ensureCertificate(folder, ['192.0.2.8'])).cert, 'utf8')).not.toBe(first);
});

it('can be trusted by a client explicitly', async () => {
  const files = await ensureCertificate(folder, []);
  const [cert, key] = [readFileSync(files.cert, 'utf8'), readFileSync(files.key, 'utf8')];
  const server = createServer({ cert, key });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const authorized = await new Promise<boolean>((done, fail) => {
    const socket = connect({ port, host: '127.0.0.1', ca: cert, servername: 'localhost' }, () => {
      done(socket.authorized);
      socket.end();
    });
    socket.once('error', fail);
  });
  server.close();
  expect(authorized).toBe(true);
});
