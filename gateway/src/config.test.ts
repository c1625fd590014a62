import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { configSchema, loadConfig, parseConfig } from './config.ts';
import { partnerSchema } from './families/coe/config.ts';
import { CHALLENGES } from './check/challenges.ts';
import { readSettings } from './settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'lifesign-settings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const partner = {
  clientId: 'client-0001',
  name: 'One',
  passKeySha256: ['0'.repeat(64)],
  onboardingPartners: [{ id: 'ONE-SDK-COE' }],
};

const urlOf = (url: string, env: NodeJS.ProcessEnv) =>
  parseConfig({ partners: [{ ...partner, callback: { url } }] }, env).partners[0]?.callback?.url;

describe('configuration', () => {
  test('the demo and the example are valid', () => {
    const demo = loadConfig(new URL('../config.demo.json', import.meta.url), {});
    expect(demo.partners.map(({ sandbox }) => sandbox)).toEqual([false, true]);
    expect(demo.partners[1]?.policy).toMatchObject({ deviceVerdict: 'report', maxAttempts: 3 });
    const example = loadConfig(new URL('../config.example.json', import.meta.url), {
      EXAMPLE_PASS_KEY_SHA256: 'a'.repeat(64),
      EXAMPLE_CALLBACK_PASSWORD: 'p',
      EXAMPLE_CALLBACK_SECRET: 's'.repeat(32),
      EXAMPLE_REFERENCE_TOKEN: 't',
      EXAMPLE_ADMIN_PASSWORD_HASH: 'scrypt$32768$8$1$AA==$AA==',
      PICTURES_ACCESS_KEY: 'k',
      PICTURES_SECRET_KEY: 's',
    });
    expect(example.partners[0]).toMatchObject({ policy: { maxAttempts: 5, userTokenSeconds: 900 }, sandbox: false });
  });

  test('the example shows every part, and every field of a partner', () => {
    const file = fileURLToPath(new URL('../config.example.json', import.meta.url));
    const example = JSON.parse(readFileSync(file, 'utf8')) as { readonly partners: readonly object[] };
    expect(Object.keys(configSchema.shape).filter((name) => !Object.hasOwn(example, name))).toEqual([]);
    const [first = {}] = example.partners;
    expect(Object.keys(partnerSchema.shape).filter((name) => !Object.hasOwn(first, name))).toEqual([]);
  });

  test('origins with an app’s scheme are accepted', () => {
    const allowedOrigins = ['*', 'https://a.example:8443', 'http://localhost', 'capacitor://localhost'];
    expect(parseConfig({ partners: [{ ...partner, allowedOrigins }] }).partners[0]).toMatchObject({ allowedOrigins });
  });

  test('a partner overrides single fields of the general policy, of velocity single limits', () => {
    const general = {
      maxAttempts: 7,
      imageReuseDays: 5,
      velocity: { mode: 'report', user: { attempts: 9, hours: 2 } },
    };
    const own = { imageReuseDays: 1, velocity: { address: { attempts: 4 } } };
    const { partners } = parseConfig({ policy: general, partners: [{ ...partner, policy: own }] });
    expect(partners[0]?.policy).toMatchObject({
      maxAttempts: 7,
      imageReuseDays: 1,
      velocity: { mode: 'report', user: { attempts: 9, hours: 2 }, address: { attempts: 4, hours: 1 } },
    });
    expect(partners[0]?.policy.velocity.launchKey).toEqual({ attempts: 20, hours: 24 });
  });

  test('placeholders come from the environment, else from their default, else they are an error', () => {
    expect(urlOf('${A:-http://a.example}/x', {})).toBe('http://a.example/x');
    expect(urlOf('${A:-http://a.example}/x', { A: 'http://b.example' })).toBe('http://b.example/x');
    expect(() => urlOf('${A}/x', {})).toThrow('environment variable A');
  });

  test.each([
    ['a misspelt field', { partners: [{ ...partner, passKey: 'plain' }] }, 'passKey'],
    ['a plain pass key', { partners: [{ ...partner, passKeySha256: ['secret'] }] }, 'passKeySha256'],
    ['an origin with a path', { partners: [{ ...partner, allowedOrigins: ['https://a.example/'] }] }, 'allowedOrigins'],
    ['no origin at all', { partners: [{ ...partner, redirectOrigins: ['a.example'] }] }, 'redirectOrigins'],
    ['no partner', { partners: [] }, 'partners'],
    ['a threshold out of range', { partners: [partner], policy: { matchThreshold: 80 } }, 'matchThreshold'],
    [
      'a misspelt limit of a partner',
      { partners: [{ ...partner, policy: { velocity: { users: { attempts: 1 } } } }] },
      'users',
    ],
    ['pictures in a store without one', { partners: [partner], pictures: { keptIn: 's3' } }, 'pictures.s3'],
    [
      'half of an access key',
      { partners: [partner], pictures: { s3: { bucket: 'pictures', accessKeyId: 'k' } } },
      'secretAccessKey',
    ],
    ['one client twice', { partners: [partner, partner] }, 'client-0001'],
  ])('%s is refused by name', (_name, value, word) => {
    expect(() => parseConfig(value)).toThrow(word);
  });
});

describe('environment', () => {
  test('defaults: embedded database, and a generated key that only the owner may read, stored for the next start', () => {
    const first = readSettings({ DATA_DIR: folder, PORT: '' });
    expect(first).toMatchObject({
      host: '127.0.0.1',
      port: 8080,
      publicUrl: 'http://localhost:8080',
      derivePublicUrl: true,
      database: { kind: 'folder', path: folder },
    });
    expect(first.masterKeys[0]).toHaveLength(32);
    expect(statSync(join(folder, 'master.key')).mode & 0o777).toBe(0o600);
    expect(readSettings({ DATA_DIR: folder }).masterKeys).toEqual(first.masterKeys);
    expect(readFileSync(join(folder, 'master.key'), 'utf8')).toHaveLength(44);
  });

  test('a shared database needs a shared key', () => {
    const DATABASE_URL = 'postgres://localhost/lifesign';
    expect(() => readSettings({ DATABASE_URL })).toThrow('LIFESIGN_MASTER_KEY');
    const LIFESIGN_MASTER_KEY = Buffer.alloc(32, 1).toString('base64');
    expect(readSettings({ DATABASE_URL, LIFESIGN_MASTER_KEY }).database).toEqual({ kind: 'server', url: DATABASE_URL });
  });

  test('challenges: none unless configured, separately for each family', () => {
    const passive = { perSession: 0, types: CHALLENGES, isPassiveAllowed: true };
    expect(readSettings({ DATA_DIR: folder }).challenges).toEqual({ bpm: passive, eVerify: passive });
    const set = readSettings({
      DATA_DIR: folder,
      BPM_CHALLENGES: '2',
      BPM_CHALLENGE_TYPES: 'NOD, BLINK,NOD',
      BPM_PASSIVE_ALLOWED: 'false',
      E_VERIFY_CHALLENGES: '1',
    });
    expect(set.challenges).toEqual({
      bpm: { perSession: 2, types: ['NOD', 'BLINK'], isPassiveAllowed: false },
      eVerify: { ...passive, perSession: 1 },
    });
  });

  test.each([
    ['more than exist', { BPM_CHALLENGES: '6' }, 'BPM_CHALLENGES'],
    ['more than the named types', { BPM_CHALLENGES: '2', BPM_CHALLENGE_TYPES: 'NOD,NOD' }, 'BPM_CHALLENGES'],
    ['one that does not exist', { BPM_CHALLENGE_TYPES: 'JUMP' }, 'BPM_CHALLENGE_TYPES'],
    ['two where the family takes one', { E_VERIFY_CHALLENGES: '2' }, 'E_VERIFY_CHALLENGES'],
    ['a text in place of a boolean', { E_VERIFY_PASSIVE_ALLOWED: 'no' }, 'E_VERIFY_PASSIVE_ALLOWED'],
  ])('challenges: %s is refused by name', (_name, env, word) => {
    expect(() => readSettings({ DATA_DIR: folder, ...env })).toThrow(word);
  });

  test('the wrong field is named, and no secret is printed', () => {
    expect(() => readSettings({ PORT: 'eighty', DATABASE_URL: 'mysql://x' })).toThrow(
      /PORT[\s\S]*DATABASE_URL|DATABASE_URL[\s\S]*PORT/,
    );
    const key = Buffer.alloc(16, 9).toString('base64');
    const attempt = () => readSettings({ LIFESIGN_MASTER_KEY: key, DATA_DIR: folder });
    expect(attempt).toThrow('it holds 16');
    expect(attempt).not.toThrow(key);
  });
});
