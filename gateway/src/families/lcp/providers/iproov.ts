/**
 * iProov's REST API v2. Init enrols the trusted picture under an alias of the user and gives the token for its SDK; verify
 * asks once how the session of that token ended. Not tried against the vendor's service: built to its published API.
 */
import { z } from 'zod';
import type { LcpConfig } from '../config.ts';
import type { Clock } from '../../../clock.ts';
import { type LivenessProvider, ProviderFailure } from './provider.ts';
import { readJson, type RemoteAnswer, type RemoteCall } from './read-json.ts';

type Settings = Extract<LcpConfig['provider'], { type: 'iproov' }>;

const tokenSchema = z.object({ token: z.string().min(1) });
const enrolledSchema = z.object({ success: z.literal(true) });
const errorSchema = z.object({ error: z.string() });
const accessSchema = z.object({ access_token: z.string().min(1), expires_in: z.number().positive().default(3600) });

const validationSchema = z.object({
  passed: z.boolean(),
  /** A string on the wire. */
  frame_available: z.union([z.boolean(), z.string().transform((text) => text === 'true')]).default(false),
  frame: z.string().optional(),
  reason: z.string().optional(),
  assurance_type: z.string().optional(),
  signals: z
    .object({
      anti_spoofing: z.object({ passed: z.boolean() }).partial().optional(),
      matching: z.object({ passed: z.boolean() }).partial().optional(),
    })
    .optional(),
});

const MAX_ANSWER_BYTES = 16 * 1024 * 1024;
/** The API takes no larger picture. */
const MAX_PHOTO_BYTES = 2 * 1024 * 1024;
/** A management token is valid for this many requests, whatever its age. */
const ACCESS_REQUESTS = 50;
const ACCESS_MARGIN_MS = 60_000;

/** Errors of our account or our code, not of the capture. */
const OURS = new Set([
  'invalid_key',
  'invalid_oauth',
  'missing_data',
  'invalid_assurance_type',
  'token_quota_exceeded',
]);

export const createIproovProvider = (settings: Settings, clock: Clock): LivenessProvider => {
  const { baseUrl, apiKey, apiSecret, assuranceType, resource, oauthUsername, oauthPassword, timeoutMs } = settings;
  let access: { readonly token: string; readonly until: number; left: number } | null = null;

  const call = (path: string, options: Omit<RemoteCall, 'timeoutMs' | 'maxBytes'>): Promise<RemoteAnswer> =>
    readJson(`${baseUrl}${path}`, { timeoutMs, maxBytes: MAX_ANSWER_BYTES, ...options });

  const claim = (path: string, fields: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<RemoteAnswer> =>
    call(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept': 'application/json' },
      body: JSON.stringify({ api_key: apiKey, secret: apiSecret, ...fields }),
      signal,
    });

  const newAccess = async (signal: AbortSignal): Promise<NonNullable<typeof access>> => {
    const basic = Buffer.from(`${oauthUsername}:${oauthPassword}`, 'utf8').toString('base64');
    const answer = await call(`/${encodeURIComponent(apiKey)}/access_token`, {
      method: 'POST',
      headers: { 'authorization': `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials',
      signal,
    });
    const { access_token: token, expires_in: seconds } = understood(answer, accessSchema, 'access_token');
    return { token, until: clock.now().getTime() + seconds * 1000 - ACCESS_MARGIN_MS, left: ACCESS_REQUESTS };
  };

  const manage = async (method: 'GET' | 'DELETE', alias: string, signal: AbortSignal): Promise<RemoteAnswer> => {
    if (access === null || access.left <= 0 || access.until <= clock.now().getTime()) {
      access = await newAccess(signal);
    }
    access.left -= 1;
    const headers = { authorization: `Bearer ${access.token}`, accept: 'application/json' };
    const answer = await call(`/users/${alias}`, { method, headers, signal });
    if (answer.status === 401) {
      access = null;
    }
    return answer;
  };

  const removeUser = async (alias: string, signal: AbortSignal): Promise<void> => {
    const known = await manage('GET', alias, signal);
    if (known.status === 400 && errorOf(known) === 'invalid_user_id') {
      return;
    }
    const removed = known.status === 200 ? await manage('DELETE', alias, signal) : known;
    if (removed.status >= 300) {
      throw refusal('initiation', 'users', removed);
    }
  };

  const enrol = async (alias: string, photo: Uint8Array, signal: AbortSignal): Promise<void> => {
    const common = { resource, assurance_type: assuranceType, user_id: alias };
    const given = await claim('/claim/enrol/token', common, signal);
    const { token } = accepted(given, tokenSchema, 'enrol/token');
    const form = new FormData();
    for (const [name, value] of Object.entries({
      api_key: apiKey,
      secret: apiSecret,
      rotation: '0',
      token,
      source: 'selfie',
    })) {
      form.append(name, value);
    }
    form.append('image', new Blob([new Uint8Array(photo)]), 'photo');
    accepted(await call('/claim/enrol/image', { method: 'POST', body: form, signal }), enrolledSchema, 'enrol/image');
  };

  return {
    name: 'iproov',
    record: { image: 'ignored', reference: 'required' },
    photoAt: 'init',
    forget: removeUser,
    async init({ alias, photo }, signal) {
      const picture = await photo();
      if (picture === null || picture.length > MAX_PHOTO_BYTES) {
        throw new ProviderFailure('initiation', 'no reference picture of at most 2 MB');
      }
      // An earlier enrolment may be of another picture, and a second one under the same name is refused.
      await removeUser(alias, signal);
      await enrol(alias, picture, signal);
      const fields = { resource, assurance_type: assuranceType, user_id: alias };
      const { token } = accepted(await claim('/claim/verify/token', fields, signal), tokenSchema, 'verify/token');
      return { token, expiresAt: null };
    },
    async verify({ alias }, { reference }) {
      const fields = { user_id: alias, token: reference ?? '', client: resource };
      // The vendor gives the verdict once: if this were aborted with the request, it would be lost.
      const answer = await claim('/claim/verify/validate', fields);
      if (answer.status >= 400) {
        throw refusal(errorOf(answer) === 'invalid_token' ? 'too-early' : 'verification', 'verify/validate', answer);
      }
      const {
        passed,
        frame_available: hasFrame,
        frame,
        reason,
        signals,
        assurance_type: type,
      } = understood(answer, validationSchema, 'verify/validate');
      const isMismatch = signals?.matching?.passed === false && signals.anti_spoofing?.passed !== false;
      return {
        state: passed ? 'live' : isMismatch ? 'mismatch' : 'spoof',
        reason: passed ? null : (reason ?? 'rejected'),
        score: null,
        selfie: hasFrame && frame !== undefined ? new Uint8Array(Buffer.from(frame, 'base64')) : null,
        evidence: null,
        details: {
          decidedBy: 'iproov',
          family: { assuranceType: type ?? assuranceType, signals: signals ?? null },
        },
      };
    },
  };
};

const errorOf = ({ body }: RemoteAnswer): string => errorSchema.safeParse(body).data?.error ?? '';

/** Kind of a refusal: `kind`, unless our account is refused or rate-limited. */
const refusal = (
  kind: 'initiation' | 'verification' | 'too-early',
  call: string,
  answer: RemoteAnswer,
): ProviderFailure => {
  const error = errorOf(answer);
  const isOurs = answer.status !== 400 || OURS.has(error);
  return new ProviderFailure(isOurs ? 'remote' : kind, `iproov ${call}: ${answer.status} ${error}`);
};

const accepted = <T>(answer: RemoteAnswer, schema: z.ZodType<T>, call: string): T => {
  if (answer.status >= 400) {
    throw refusal('initiation', call, answer);
  }
  return understood(answer, schema, call);
};

const understood = <T>(answer: RemoteAnswer, schema: z.ZodType<T>, call: string): T => {
  const parsed = schema.safeParse(answer.body);
  if (answer.status >= 300 || !parsed.success) {
    throw new ProviderFailure('remote', `iproov ${call}: ${answer.status}, not understood`);
  }
  return parsed.data;
};
