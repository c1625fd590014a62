/** Third-party nets from the configuration file to a verdict: the shipped gateway as a process behind a port. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BARE_ENVIRONMENT } from '../../testkit/bare-environment.ts';
import { renderPicture } from '../../testkit/rendered-face.ts';
import { hashPassword } from '../src/admin/password.ts';
import type { ExpertConfig } from '../src/engine/config.ts';
import { ADMIN, admin, signIn } from './support/admin.ts';
import {
  begin,
  CLIENT_ID,
  confirm,
  evidenceFor,
  finished,
  launch,
  MODEL_HASH,
  ONBOARDING,
  PASS_KEY,
  sha256,
  upload,
} from './support/harness.ts';
import { type GatewayProcess, MAIN, startMain } from './support/processes.ts';
import { fillDataFolder } from './support/shared-databases.ts';
import { tinyEntry, tinyNet } from './support/tiny-onnx.ts';
import { withShippedModels } from './support/shipped-models.ts';

const folder = mkdtempSync(join(tmpdir(), 'lifesign-experts-'));
const started: GatewayProcess[] = [];
let passwordHash: string;
let face: Uint8Array;

/** Scores every picture as an attack. */
const DOUBTER = tinyNet({ size: 8, bias: [5, -5] });
const NET = { file: 'doubter.onnx', sha256: sha256(DOUBTER) };

beforeAll(async () => {
  mkdirSync(join(folder, 'nets'));
  writeFileSync(join(folder, 'nets', NET.file), DOUBTER);
  writeFileSync(join(folder, 'nets', 'text.onnx'), 'no net');
  passwordHash = await hashPassword(ADMIN.password, 2 ** 10);
  face = await renderPicture({ faces: [{ x: 320, y: 240, size: 280 }] });
});

afterAll(async () => {
  await Promise.all(started.map((each) => each.kill()));
  rmSync(folder, { recursive: true, force: true });
});

/** As an operator writes it: the file is beside the configuration. */
const doubter = (changes: Partial<ExpertConfig> = {}): ExpertConfig => ({
  ...tinyEntry({ name: 'doubter', file: `nets/${NET.file}`, sha256: NET.sha256 }),
  weight: 2,
  knownAnswers: [-10, -10],
  ...changes,
});

/** The environment of a gateway with these experts. Our net alone passes nearly everything, the doubter nothing. */
const environment = (name: string, experts: readonly unknown[] | null): Record<string, string> => {
  const file = join(folder, `${name}.json`);
  const partner = {
    clientId: CLIENT_ID,
    name: 'Test',
    passKeySha256: [sha256(PASS_KEY)],
    onboardingPartners: [{ id: ONBOARDING.STANDALONE_LIVENESS }],
    policy: { livenessThreshold: 1e-6 },
  };
  const config = {
    evidence: { acceptedModels: { liveness: [MODEL_HASH] } },
    admin: { users: [{ name: ADMIN.name, passwordHash }] },
    partners: [partner],
    ...(experts === null ? {} : { engine: { experts, joint: { own: 0.1, scale: 1, bias: 0 } } }),
  };
  writeFileSync(file, JSON.stringify(config));
  return { LIFESIGN_CONFIG: file, DATA_DIR: join(folder, `data-${name}`) };
};

const run = (name: string, entry: unknown) =>
  spawnSync(process.execPath, ['--conditions=lifesign-source', MAIN], {
    env: { ...BARE_ENVIRONMENT, PORT: '0', ...environment(name, [entry]) },
    encoding: 'utf8',
    timeout: 100_000,
    killSignal: 'SIGKILL',
  });

describe('a gateway whose expert cannot be used says so in one line and does not start', () => {
  test.each([
    ['no file', doubter({ file: 'nets/none.onnx' }), 'none.onnx cannot be read: ENOENT'],
    [
      'another file',
      doubter({ sha256: 'b'.repeat(64) }),
      `has the SHA-256 ${NET.sha256}, its entry says ${'b'.repeat(64)}`,
    ],
    ['no net', doubter({ file: 'nets/text.onnx', sha256: sha256('no net') }), 'text.onnx is not a net of this entry'],
    [
      'another shape',
      doubter({ input: { size: 9, order: 'RGB', range: '0-1' } }),
      'its input is 1 x 3 x 8 x 8 and not 1 x 3 x 9 x 9',
    ],
    ['another answer', doubter({ knownAnswers: [-10, 10] }), 'answers -10.000, -10.000 to the drawn pictures'],
  ])('%s', { timeout: 120_000 }, (name, entry, reason) => {
    const { status, stdout, stderr } = run(name, entry);
    expect(stderr).toBe('');
    expect(status).toBe(1);
    const lines = stdout.trim().split('\n');
    expect(lines).toHaveLength(1);
    const { level, msg } = JSON.parse(lines[0] ?? '') as { level: number; msg: string };
    expect(level).toBe(60);
    expect(msg).toMatch(/^not started: Expert doubter: /);
    expect(msg).toContain(reason);
    // Nothing was opened: another gateway may be using the data.
    expect(readdirSync(join(folder, `data-${name}`))).toEqual(['master.key']);
  });

  test('an entry that is not complete', { timeout: 120_000 }, () => {
    const { crop: _left, ...entry } = doubter();
    const { status, stdout, stderr } = run('incomplete', entry);
    expect([status, stderr]).toEqual([1, '']);
    const lines = stdout.trim().split('\n');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('engine.experts[0].crop');
  });
});

/** One launch with the drawn face: the partner's callback and the record. */
const judged = async (gateway: GatewayProcess) => {
  const one = await launch(gateway);
  const { data } = (await begin(gateway, one)).body;
  expect((await upload(gateway, data.documents.SELFIE?.documentUrl ?? '', face)).status).toBe(200);
  const evidence = await one.sign(withShippedModels(evidenceFor(data, { SELFIE: sha256(face) })));
  expect((await confirm(gateway, one, data.submissionId, evidence)).status).toBe(200);
  const { reasonCode } = await finished(gateway, one, data.submissionId);
  const cookie = await signIn(gateway);
  const { body } = await admin(gateway, 'GET', `checks/${data.submissionId}`, cookie);
  const audit = await admin(gateway, 'GET', `audit?checkId=${data.submissionId}`, cookie);
  return { reasonCode, check: body, audit: JSON.stringify(audit.body) };
};

test('an expert changes the verdict, and the record names it', { timeout: 240_000 }, async () => {
  await fillDataFolder(join(folder, 'data-alone'));
  const alone = await startMain(environment('alone', null));
  started.push(alone);
  const before = await judged(alone);
  expect(before.reasonCode).toBe('');
  expect(JSON.stringify(before.check)).not.toContain('doubter');

  await fillDataFolder(join(folder, 'data-together'));
  const together = await startMain(environment('together', [doubter()]));
  started.push(together);
  expect((await together.app.request('/readyz')).status).toBe(200);
  const after = await judged(together);
  expect(after.reasonCode).toBe('NOT_LIVE');
  expect(after.check).toMatchObject({
    details: {
      cappedLiveness: {
        result: false,
        version: expect.stringContaining(`+doubter@${NET.sha256.slice(0, 12)}`) as unknown,
      },
      models: { 'expert.doubter': NET.sha256 },
      signals: { 'selfie.expert.doubter': -10, 'selfie.expert.doubter.weight': 2, 'selfie.liveness.own.weight': 0.1 },
    },
  });
  expect(after.audit).toContain(NET.sha256);
});
