/** The deployment files, checked without a container engine: the image's files start a gateway, alerts name metrics that exist. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { createMetrics } from '../src/telemetry/metrics.ts';
import { MASTER_KEY } from './support/harness.ts';
import { startScript } from './support/processes.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const read = (name: string): string => readFileSync(path.join(ROOT, 'gateway/deploy', name), 'utf8');

/** Instructions of the final stage. */
const lastStage = (): readonly string[] => {
  const lines = read('Dockerfile').replaceAll('\\\n', ' ').split('\n');
  return lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));
};

const composeSchema = z.object({
  services: z.record(
    z.string(),
    z.object({
      ports: z.array(z.string()).optional(),
      expose: z.array(z.string()).optional(),
      environment: z.record(z.string(), z.string()).optional(),
      volumes: z.array(z.string()).optional(),
      healthcheck: z.object({ test: z.array(z.string()) }).optional(),
    }),
  ),
  volumes: z.record(z.string(), z.unknown()),
});

const compose = () => composeSchema.parse(parse(read('compose.yaml')));

/** Exit code of the container's health check, asked of a gateway on this port. */
const healthOf = (port: number): number | null => {
  const [kind, command = '', ...words] = compose().services['gateway']?.healthcheck?.test ?? [];
  expect([kind, command]).toEqual(['CMD', 'node']);
  return spawnSync(
    process.execPath,
    words.map((word) => word.replace(':8080', `:${port}`)),
  ).status;
};

test(
  'the image is slim, does not run as root, and its files are enough for a gateway',
  { timeout: 180_000 },
  async () => {
    const stage = lastStage();
    expect(stage[0]).toMatch(/^FROM node:\d+-\w+-slim$/);
    expect(stage.findLast((line) => line.startsWith('USER '))).toBe('USER node');
    const copied = stage.flatMap((line) => {
      const [, from = '', to = ''] = /^COPY --from=\w+ \/app\/(\S+) (\S+)$/.exec(line) ?? [];
      return from === '' ? [] : [{ from, to }];
    });
    expect(copied.length).toBeGreaterThan(4);
    const folder = mkdtempSync(path.join(tmpdir(), 'lifesign-image-'));
    try {
      const app = path.join(folder, 'app');
      for (const { from, to } of copied) {
        const target = path.join(app, to);
        mkdirSync(path.dirname(target), { recursive: true });
        if (from === 'node_modules') {
          // `lifesign` resolves to the copy.
          mkdirSync(target);
          symlinkSync('..', path.join(target, 'lifesign'));
        } else {
          cpSync(path.join(ROOT, from), target, { recursive: true });
        }
      }
      // Node finds the other packages here, one folder further up.
      symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
      const gateway = await startScript(
        path.join(app, 'gateway/src/main.ts'),
        {
          PORT: '0',
          DATA_DIR: path.join(folder, 'data'),
          LIFESIGN_CONFIG: path.join(ROOT, 'gateway/config.demo.json'),
          LIFESIGN_MASTER_KEY: Buffer.from(MASTER_KEY).toString('base64'),
        },
        { portIn: (line) => (line.includes('"listening"') ? /"port":(\d+)/.exec(line)?.[1] : undefined) },
      );
      expect((await gateway.app.request('/readyz')).status).toBe(200);
      expect(healthOf(gateway.port)).toBe(0);
      expect(await gateway.stop()).toBe(0);
      expect(healthOf(gateway.port)).toBe(1);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

test('only the proxy can be reached from outside, and data is on a volume', () => {
  const { services, volumes } = compose();
  expect(Object.entries(services).flatMap(([name, { ports }]) => (ports === undefined ? [] : [name]))).toEqual([
    'proxy',
  ]);
  const kept = Object.values(services).flatMap((service) =>
    (service.volumes ?? []).map((each) => each.split(':')[0] ?? ''),
  );
  expect(kept.filter((name) => !name.startsWith('./')).toSorted()).toEqual(Object.keys(volumes).toSorted());
  // Every port that the image names is one that the gateway listens on.
  const env = Object.fromEntries(
    [
      ...lastStage()
        .join('\n')
        .matchAll(/\b([A-Z_]+)=(\S+)/g),
    ].map(([, name, value]) => [name, value]),
  );
  expect(services['gateway']?.expose).toEqual([env['PORT'], env['METRICS_PORT']]);
});

const alertsSchema = z.object({
  groups: z.array(
    z.object({
      rules: z.array(z.object({ alert: z.string(), expr: z.string(), annotations: z.object({ summary: z.string() }) })),
    }),
  ),
});

test('alerts name metrics that the gateway has', async () => {
  const metrics = createMetrics(
    {
      engine: () => ({ inFlight: 0, oldestMs: 0, refused: 0 }),
      heldBytes: () => 0,
      forgottenPictures: async () => 0,
      queues: async () => [],
    },
    true,
  );
  const text = await metrics.text();
  const has = new Set(
    [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].flatMap(([, name = '', type]) =>
      type === 'histogram' ? [`${name}_count`] : [name],
    ),
  );
  const { groups } = alertsSchema.parse(parse(read('alerts.yml')));
  const named = groups
    .flatMap(({ rules }) => rules)
    .flatMap(({ expr }) => expr.match(/\b(?:lifesign|process)_\w+/g) ?? []);
  expect(named.length).toBeGreaterThan(8);
  expect(named.filter((name) => !has.has(name))).toEqual([]);
});
