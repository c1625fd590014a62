/**
 * Innovatrics' Digital Identity Service. Verify posts the record of its SDK, requests evaluation and comparison with the
 * trusted picture, and removes the customer again. Not tried against the vendor's service: built to its published API.
 */
import { z } from 'zod';
import type { LcpConfig } from '../config.ts';
import { type LivenessProvider, ProviderFailure } from './provider.ts';
import { readJson, type RemoteAnswer } from './read-json.ts';

type Settings = Extract<LcpConfig['provider'], { type: 'innovatrics' }>;

const createdSchema = z.object({ id: z.string().min(1) });
const recordSchema = z.object({
  errorCode: z.string().nullish(),
  links: z.object({ selfie: z.string().optional() }).nullish(),
});
const selfieSchema = z.object({ errorCode: z.string().nullish(), warnings: z.array(z.string()).nullish() });
const scoreSchema = z.object({ score: z.number().min(0).max(1).nullish(), errorCode: z.string().nullish() });
const faceSchema = z.object({ id: z.string().min(1).nullish(), errorCode: z.string().nullish() });
const cropSchema = z.object({ data: z.string().min(1) });

const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

export const createInnovatricsProvider = (settings: Settings): LivenessProvider => {
  const { baseUrl, token, livenessType, livenessThreshold, matchThreshold, timeoutMs } = settings;

  const call = async <T>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    schema: z.ZodType<T>,
    signal?: AbortSignal,
    body?: Uint8Array | object,
  ): Promise<T> => {
    const isBytes = body instanceof Uint8Array;
    const answer = await readJson(`${baseUrl}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': isBytes ? 'application/octet-stream' : 'application/json' }),
      },
      ...(body === undefined ? {} : { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) }),
      timeoutMs,
      maxBytes: MAX_ANSWER_BYTES,
      signal,
    });
    return understood(answer, schema, `${method} ${path.replace(/\/[\da-f-]{16,}/gi, '/…')}`);
  };

  const faceOf = async (image: string, whose: string, signal: AbortSignal): Promise<string> => {
    const face = await call('POST', '/faces', faceSchema, signal, { image: { data: image } });
    return usable(face.errorCode, face.id, `face of the ${whose}`);
  };

  return {
    name: 'innovatrics',
    record: { image: 'required', reference: 'ignored' },
    photoAt: 'verify',
    init: () => Promise.resolve(null),
    async verify({ photo }, { image }, signal) {
      const trusted = await photo();
      if (trusted === null || image === null) {
        throw new ProviderFailure('verification', 'no reference picture');
      }
      // Not aborted with the request: a customer whose id was never read could not be removed.
      const { id } = await call('POST', '/customers', createdSchema);
      const customer = `/customers/${encodeURIComponent(id)}`;
      try {
        await call('PUT', `${customer}/liveness`, z.unknown(), signal);
        const record = await call('POST', `${customer}/liveness/records`, recordSchema, signal, image);
        const link = usable(record.errorCode, record.links?.selfie, 'liveness record');
        const linked = await call('PUT', `${customer}/selfie`, selfieSchema, signal, { selfieOrigin: { link } });
        usable(linked.errorCode, true, 'selfie');
        const evaluation = { type: livenessType };
        const evaluated = await call('POST', `${customer}/liveness/evaluation`, scoreSchema, signal, evaluation);
        const liveness = usable(evaluated.errorCode, evaluated.score, 'evaluation');
        const isLive = liveness >= livenessThreshold;
        const selfie = (await call('GET', pathOf(link), cropSchema, signal)).data;
        const match = isLive ? await similarity(selfie, Buffer.from(trusted).toString('base64'), signal) : null;
        const isMatch = match === null || match >= matchThreshold;
        return {
          state: !isLive ? 'spoof' : isMatch ? 'live' : 'mismatch',
          reason: !isLive ? 'liveness' : isMatch ? null : 'similarity',
          score: liveness,
          selfie: new Uint8Array(Buffer.from(selfie, 'base64')),
          evidence: null,
          details: {
            decidedBy: 'innovatrics',
            family: { liveness, livenessThreshold, match, matchThreshold },
          },
        };
      } finally {
        // Deletes the vendor's data of the person after the verdict, or when the caller has disconnected; a failure here does
        // not change the verdict.
        await call('DELETE', customer, z.unknown()).catch(() => undefined);
      }
    },
  };

  async function similarity(probe: string, reference: string, signal: AbortSignal): Promise<number> {
    const one = await faceOf(probe, 'selfie', signal);
    const other = await faceOf(reference, 'reference picture', signal);
    const body = { referenceFace: `/api/v1/faces/${other}` };
    const answer = await call('POST', `/faces/${encodeURIComponent(one)}/similarity`, scoreSchema, signal, body);
    return usable(answer.errorCode, answer.score, 'similarity');
  }
};

/** Links are paths of the same API, after its version; the host is always the configured one. */
const pathOf = (link: string): string => {
  const [, path] = /^(?:https?:\/\/[^/]+)?(?:\/identity)?\/api\/v1(\/[\w./-]+)$/.exec(link) ?? [];
  if (path === undefined) {
    throw new ProviderFailure('remote', 'innovatrics: a link that is not understood');
  }
  return path;
};

/** Problems of a picture come inside a 200. */
const usable = <T>(errorCode: string | null | undefined, value: T | null | undefined, what: string): T => {
  if ((errorCode ?? '') !== '' || value === null || value === undefined) {
    throw new ProviderFailure('verification', `innovatrics: no ${what}: ${errorCode ?? 'absent'}`);
  }
  return value;
};

const errorSchema = z.object({ errorCode: z.string() });

/** Codes that say that the caller sent something that cannot be used. */
const BAD_INPUT = new Set(['INVALID_IMAGE', 'INVALID_DATA', 'FACE_SIZE_MEMORY_LIMIT']);

const understood = <T>(answer: RemoteAnswer, schema: z.ZodType<T>, call: string): T => {
  if (answer.status >= 300) {
    const code = errorSchema.safeParse(answer.body).data?.errorCode ?? '';
    const kind = answer.status === 400 && BAD_INPUT.has(code) ? 'verification' : 'remote';
    throw new ProviderFailure(kind, `innovatrics ${call}: ${answer.status} ${code}`);
  }
  const parsed = schema.safeParse(answer.body);
  if (!parsed.success) {
    throw new ProviderFailure('remote', `innovatrics ${call}: not understood`);
  }
  return parsed.data;
};
