/** What an operator sees of a running gateway: metrics on their own port, one id and one trace from request to callback. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { renderPicture } from '../../testkit/rendered-face.ts';
import {
  CLIENT_ID,
  finished,
  launch,
  MASTER_KEY,
  MODEL_HASH,
  ONBOARDING,
  PASS_KEY,
  prepare,
  sha256,
  until,
} from './support/harness.ts';
import { opening } from './support/opening.ts';
import { type GatewayProcess, startMain } from './support/processes.ts';
import { fillDataFolder } from './support/shared-databases.ts';
import { withShippedModels } from './support/shipped-models.ts';

interface Received {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Partner and collector in one: records every request. */
const startReceiver = async () => {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      received.push({ path: request.url ?? '', headers: request.headers, body });
      response.setHeader('content-type', 'application/json');
      response.end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, received, close: () => void server.close() };
};

const spansSchema = z.object({
  resourceSpans: z.array(
    z.object({
      scopeSpans: z.array(
        z.object({ spans: z.array(z.object({ traceId: z.string(), name: z.string(), attributes: z.unknown() })) }),
      ),
    }),
  ),
});

const USER = 'user-of-telemetry';
const REQUEST_ID = 'request-of-the-confirm';
const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';

let receiver: Awaited<ReturnType<typeof startReceiver>>;
let gateway: GatewayProcess;

opening(async (closing) => {
  receiver = closing(await startReceiver());
  const folder = mkdtempSync(path.join(tmpdir(), 'lifesign-telemetry-'));
  closing({ close: () => rmSync(folder, { recursive: true, force: true }) });
  const config = path.join(folder, 'config.json');
  writeFileSync(
    config,
    JSON.stringify({
      evidence: { acceptedModels: { liveness: [MODEL_HASH] } },
      partners: [
        {
          clientId: CLIENT_ID,
          name: 'Test',
          passKeySha256: [sha256(PASS_KEY)],
          onboardingPartners: [{ id: ONBOARDING.STANDALONE_LIVENESS, flows: ['STANDALONE_LIVENESS'] }],
          callback: { url: `${receiver.url}/callback` },
        },
      ],
    }),
  );
  await fillDataFolder(path.join(folder, 'data'));
  gateway = await startMain({
    DATA_DIR: path.join(folder, 'data'),
    LIFESIGN_CONFIG: config,
    LIFESIGN_MASTER_KEY: Buffer.from(MASTER_KEY).toString('base64'),
    METRICS_PORT: '0',
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
  });
  closing({ close: () => gateway.stop() });
});

test(
  'a check has one id and one trace from its request to its callback, and its metrics name no person',
  { timeout: 180_000 },
  async () => {
    const selfie = await renderPicture({ width: 480, height: 640, faces: [{ x: 240, y: 320, size: 300 }] });
    const launched = await launch(gateway, { userId: USER });
    const traced = {
      app: {
        request: (to: string, init: RequestInit = {}) =>
          gateway.app.request(to, {
            ...init,
            headers: {
              ...(init.headers as Record<string, string>),
              'x-request-id': REQUEST_ID,
              'traceparent': `00-${TRACE_ID}-b7ad6b7169203331-01`,
            },
          }),
      },
    };
    const { submissionId, confirm } = await prepare(traced, launched, { selfie, forge: withShippedModels });
    expect((await confirm()).status).toBe(200);
    await finished(gateway, launched, submissionId);
    const [callback] = await until(
      () => receiver.received.filter((each) => each.path === '/callback'),
      ({ length }) => length > 0,
    );
    expect(callback?.headers['x-request-id']).toBe(REQUEST_ID);
    const line = await until(
      () => gateway.lines.find((each) => each.includes('"msg":"callback"')),
      (found) => found !== undefined,
    );
    expect(JSON.parse(line ?? '')).toMatchObject({ requestId: REQUEST_ID });

    const at = gateway.lines.map((each) => /"metricsPort":(\d+)/.exec(each)?.[1]).find((port) => port !== undefined);
    const figures = await (await fetch(`http://127.0.0.1:${at}/metrics`)).text();
    expect(figures).toMatch(
      /lifesign_requests_total\{route="\/coe\/v1\/submissions\/urls",method="PUT",status="200"\} 1\n/,
    );
    expect(figures).toMatch(/lifesign_checks_total\{family="coe",state="\w+",reason="[a-z-]*"\} 1\n/);
    expect(figures).toMatch(/lifesign_engine_seconds_count\{work="verify",outcome="done"\} 1\n/);
    expect(figures).toMatch(/lifesign_job_seconds_count\{queue="process-submission",outcome="done"\} 1\n/);
    expect(figures).toContain('lifesign_callbacks_total{outcome="delivered"} 1\n');
    expect(figures).toContain('lifesign_jobs_waiting{queue="process-submission"} 0\n');
    expect(figures).toContain('process_resident_memory_bytes');
    for (const name of [USER, submissionId, launched.partnerSessionId, CLIENT_ID, REQUEST_ID]) {
      expect(figures).not.toContain(name);
    }
    // Not on the port of callers.
    expect((await gateway.app.request('/metrics')).status).toBe(404);

    const spans = await until(
      () =>
        receiver.received
          .filter((each) => each.path === '/v1/traces')
          .flatMap(({ body }) => spansSchema.parse(JSON.parse(body)).resourceSpans)
          .flatMap(({ scopeSpans }) => scopeSpans)
          .flatMap((scope) => scope.spans)
          .filter(({ traceId }) => traceId === TRACE_ID),
      (found) => found.some(({ name }) => name === 'job deliver-callback'),
    );
    const names = spans.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['job process-submission', 'engine verify', 'PUT /coe/v1/submissions/urls']),
    );
    expect(JSON.stringify(spans)).not.toContain(USER);
  },
);
