/** Commands of customers: sessions and records (contracts 7). */
import { randomUUID } from 'node:crypto';
import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { type DocumentType, UPLOAD } from 'lifesign/contract';
import { commandData } from '../rules.ts';
import { importLaunchKey } from '../../../check/evidence.ts';
import { framesToAsk } from '../../../check/frames.ts';
import { REASON_HEADER } from '../../../http/answer-failure.ts';
import { clientIp, clientNetwork } from '../../../http/client-address.ts';
import { roomForBody } from '../../../http/body-room.ts';
import { headerSchema, headerText } from '../../../http/text.ts';
import { factsOf, reasonOf } from '../use-cases/read.ts';
import { startBpmSession, submitBpmRecord } from '../use-cases/submit.ts';
import { bearer, body, optionalBody, responses, success } from './envelope.ts';
import { BpmFailure } from './failure.ts';
import { type BpmEnv, type BpmGuards, type BpmRouteDeps, jsonBody, refuseInvalid } from './guards.ts';
import { DATA, MAX_RECORD_BYTES, optional, type RecordBody, recordSchema, startSchema } from './schemas.ts';

const PATH = '/api/BPMSelfService/commands';

const startRoute = ({ customerOnly }: BpmGuards) =>
  createRoute({
    method: 'post',
    path: `${PATH}/StartLivenessSessionCommand`,
    tags: ['BPM self-service'],
    summary: 'Ours: begin a session, so that a record made under it can be verified',
    middleware: [customerOnly, ...jsonBody(4096)] as const,
    request: { headers: bearer('customer'), body: optionalBody(startSchema) },
    responses: responses(DATA.started, 'The session, and the nonce for its evidence.', [409]),
  });

const recordRoute = (
  command: 'SubmitLivenessCheckCommand' | 'UpdateLivenessCheckCommand',
  { bodies }: BpmRouteDeps,
  guards: BpmGuards,
) =>
  createRoute({
    method: 'post',
    path: `${PATH}/${command}`,
    tags: ['BPM self-service'],
    summary:
      command === 'SubmitLivenessCheckCommand'
        ? 'Submit a successful liveness check'
        : 'Record any liveness outcome; what the SDK calls',
    middleware: [guards.customerOnly, roomForBody(bodies, MAX_RECORD_BYTES), ...jsonBody(MAX_RECORD_BYTES)] as const,
    request: {
      headers: bearer('customer').extend({
        'idempotency-key': optional(headerSchema({ maxLength: 128 })).openapi({
          param: { name: 'idempotency-key', in: 'header' },
          description: 'A repeat answers the first record',
        }),
      }),
      body: body(recordSchema),
    },
    responses: responses(DATA.recorded, 'Recorded; `data.isSuccessful` is the outcome.'),
  });

const COMPLETED = 'Liveness check completed successfully.';
const NOT_SUCCESSFUL = 'Liveness check recorded but verification was not successful.';

export const commandRoutes = (deps: BpmRouteDeps, guards: BpmGuards) => {
  const record = async (c: Context<BpmEnv>, sent: RecordBody, idempotencyKey: string | null | undefined) => {
    const { sessionId, imageBase64, additionalImageBase64, metadata, imagePath, imageMetadata, isSuccessful } = sent;
    const { evidence = null, moments = null, ...claimed } = metadata ?? {};
    const row = await submitBpmRecord(deps, c.var.customer, {
      sessionId,
      claim: {
        isSuccessful,
        imagePath,
        metadata: metadata === undefined || metadata === null ? null : claimed,
        imageMetadata,
      },
      images: {
        ...imageOf('SELFIE', imageBase64),
        ...imageOf('ADDITIONAL_SELFIE', additionalImageBase64),
      },
      evidence,
      moments,
      deviceInfo: deviceInfoOf(c),
      clientIp: clientIp(c, deps.trustedProxies),
      address: clientNetwork(c, deps.trustedProxies),
      idempotencyKey: idempotencyKey ?? null,
    });
    if (deps.bpm.reasons || deps.bpm.sandbox) {
      c.header(REASON_HEADER, await reasonOf(deps, row));
    }
    const data = commandData(factsOf(deps, row, false));
    return success(data, data.isSuccessful && data.verificationResult === true ? COMPLETED : NOT_SUCCESSFUL);
  };

  return new OpenAPIHono<BpmEnv>({ defaultHook: refuseInvalid })
    .openapi(startRoute(guards), async (c) => {
      const { sessionId, publicKey = null } = c.req.valid('json');
      if (publicKey !== null && (await importLaunchKey(publicKey)) === null) {
        throw new BpmFailure('01', 'publicKey is not valid.');
      }
      const session = await startBpmSession(deps, c.var.customer, {
        sessionId: sessionId ?? randomUUID(),
        publicKey,
        address: clientNetwork(c, deps.trustedProxies),
      });
      return c.json(
        success(
          {
            sessionId: session.id,
            nonce: session.nonce,
            expiresAt: session.expires_at.toISOString(),
            deviceVerdict: deps.config.policy.deviceVerdict,
            challenges: [...session.challenges],
            isPassiveAllowed: session.is_passive_allowed,
            ...framesToAsk(deps.config.policy, session.nonce),
          },
          'Liveness session started.',
        ),
        200,
      );
    })
    .openapi(recordRoute('SubmitLivenessCheckCommand', deps, guards), async (c) => {
      const sent = c.req.valid('json');
      if (!sent.isSuccessful) {
        throw new BpmFailure('02', 'Liveness check was not successful.');
      }
      return c.json(await record(c, sent, c.req.valid('header')['idempotency-key']), 200);
    })
    .openapi(recordRoute('UpdateLivenessCheckCommand', deps, guards), async (c) =>
      c.json(await record(c, c.req.valid('json'), c.req.valid('header')['idempotency-key']), 200),
    );
};

const FIELDS = { SELFIE: 'imageBase64', ADDITIONAL_SELFIE: 'additionalImageBase64' } as const;

const imageOf = (
  type: DocumentType,
  value: string | null | undefined,
): Readonly<Partial<Record<DocumentType, Uint8Array>>> => {
  if (value === undefined || value === null || value === '') {
    return {};
  }
  // Some encoders insert line breaks.
  const base64 = value.replace(/^data:image\/(?:jpe?g|png);base64,/i, '').replace(/[\r\n]+/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64) || base64.length % 4 !== 0) {
    throw new BpmFailure('01', `${FIELDS[type]} is not valid.`);
  }
  const bytes = new Uint8Array(Buffer.from(base64, 'base64'));
  if (bytes.length > UPLOAD.maxBytes) {
    throw new BpmFailure('01', `${FIELDS[type]} holds more than ${UPLOAD.maxBytes} bytes.`);
  }
  return { [type]: bytes };
};

const HEADER_MAX = 512;

const deviceInfoOf = (c: Context<BpmEnv>): string => {
  const header = (name: string): string | null => {
    const value = c.req.header(name);
    return value === undefined ? null : headerText(value).slice(0, HEADER_MAX);
  };
  return JSON.stringify({
    userAgent: header('user-agent'),
    devicePlatform: header('x-device-platform'),
    appVersion: header('x-app-version'),
  });
};
