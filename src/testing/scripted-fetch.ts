/**
 * The same script as a `fetch` that answers like the CoE endpoints. For Playwright's `page.route`, for a
 * service worker of MSW, or wherever a `fetch` can be passed. Checks headers, uploads and order like a real gateway, but
 * not signatures.
 */
import {
  HEADERS,
  SUBMISSION_TYPES,
  type ConfirmData,
  type StatusData,
  type SubmissionType,
  type UploadUrlsData,
} from '../contract/index.ts';
import { attemptScript, type AttemptState, type ScriptedAttempt } from './attempt-script.ts';

export type ScriptedCall = 'upload-urls' | 'upload' | 'confirm' | 'status';

export interface FetchScript {
  /** Default: one attempt that is VALID. */
  readonly attempts?: readonly ScriptedAttempt[];
  readonly deviceVerdict?: 'enforce' | 'report';
  /** Replace the script's answers, each once for the next call of its kind. `status` 0 breaks the connection. */
  readonly faults?: readonly {
    readonly call: ScriptedCall;
    readonly status: number;
    readonly code?: string;
    readonly cause?: string;
    readonly headers?: Readonly<Record<string, string>>;
  }[];
}

export interface ScriptedFetch {
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** Kinds of the received calls, oldest first. */
  readonly calls: readonly ScriptedCall[];
  /** The uploaded bytes by `submissionId/type`. */
  readonly uploads: ReadonlyMap<string, Uint8Array>;
}

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'access-control-allow-methods': 'GET, PUT, OPTIONS',
  'access-control-expose-headers': 'retry-after',
} as const;

const CREATED_AT = '2026-01-01T00:00:00.000Z';

const respond = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response =>
  Response.json(body, { status, headers: { ...CORS, ...headers } });

const refuse = (status: number, code: string, cause: string, headers?: Readonly<Record<string, string>>): Response =>
  respond(status, { success: false, data: null, errors: [{ code, cause }] }, headers);

const accept = (data: UploadUrlsData | ConfirmData | StatusData): Response => respond(200, { success: true, data });

const callOf = (method: string, path: string): ScriptedCall | null => {
  if (path.endsWith('/coe/v1/submissions/urls')) {
    return method === 'GET' ? 'upload-urls' : method === 'PUT' ? 'confirm' : null;
  }
  if (method === 'GET' && /\/coe\/v1\/submissions\/[^/]+\/status$/.test(path)) {
    return 'status';
  }
  return method === 'PUT' && /\/uploads\/[^/]+\/[A-Z_]+$/.test(path) ? 'upload' : null;
};

const missingHeader = (headers: Headers): string | null =>
  [HEADERS.token, HEADERS.partnerSessionId, HEADERS.sdkSessionId].find((name) => (headers.get(name) ?? '') === '') ??
  null;

/** True when the evidence of a confirm reports a spoof verdict of the device, which needs no upload. */
const saysSpoof = (evidence: unknown): boolean => {
  const [, payload = ''] = typeof evidence === 'string' ? evidence.split('.') : [];
  try {
    const text = atob(payload.replaceAll('-', '+').replaceAll('_', '/'));
    const { device } = JSON.parse(text) as { device?: { verdict?: unknown } };
    return device?.verdict === 'spoof';
  } catch {
    return false;
  }
};

const messagesOf = ({ message }: AttemptState): Pick<StatusData, 'uiMessages'> =>
  message === null ? {} : { uiMessages: { message } };

const statusData = (state: AttemptState, submissionType: SubmissionType): StatusData => {
  const completed = state.status === 'COMPLETED';
  return {
    submissionId: state.submissionId,
    status: state.status,
    submissionType,
    createdAt: CREATED_AT,
    completedAt: completed ? CREATED_AT : null,
    verificationResult: completed ? { isApproved: state.approved, riskLevel: 'LOW', confidence: '99' } : null,
    errorMessage: state.status === 'ERROR' ? 'No verdict could be reached' : null,
    documents: {},
    nextAction: state.nextAction,
    reasonCode: state.reasonCode,
    attemptsLeft: state.attemptsLeft,
    ...messagesOf(state),
  };
};

/** One scripted gateway for each launch. `baseUrl` is the gateway's address in the page's config. */
export const scriptedFetch = (baseUrl: string, script: FetchScript = {}): ScriptedFetch => {
  const base = baseUrl.replace(/\/+$/, '');
  const attempts = attemptScript(script.attempts ?? [{ result: 'VALID' }]);
  const faults = [...(script.faults ?? [])];
  const calls: ScriptedCall[] = [];
  const uploads = new Map<string, Uint8Array>();
  let submissionType: SubmissionType = 'STANDALONE_LIVENESS';

  const uploadUrls = (url: URL): Response => {
    const asked = SUBMISSION_TYPES.find((type) => type === url.searchParams.get('submissionType'));
    if (asked === undefined) {
      return refuse(400, '1542', 'INVALID_SUBMISSION_TYPE');
    }
    submissionType = asked;
    const state = attempts.open();
    if (state === null) {
      return refuse(429, '429', 'SUBMISSION_QUOTA_EXCEEDED');
    }
    const { submissionId, attemptsLeft } = state;
    const slot = (type: string): UploadUrlsData['documents']['SELFIE'] & object => ({
      documentUrl: `${base}/uploads/${submissionId}/${type}`,
      documentReference: `${submissionId}-${type}`,
      expiryInSeconds: '600',
    });
    return accept({
      submissionId,
      status: 'INITIATED',
      documents: { SELFIE: slot('SELFIE'), ADDITIONAL_SELFIE: slot('ADDITIONAL_SELFIE') },
      nonce: `nonce-${submissionId}`,
      policy: { deviceVerdict: script.deviceVerdict ?? 'enforce', attemptsLeft },
    });
  };

  const confirm = async (request: Request): Promise<Response> => {
    const body = (await request.json().catch(() => null)) as {
      submissionId?: unknown;
      metadata?: { evidence?: unknown };
    } | null;
    if (typeof body?.submissionId !== 'string') {
      return refuse(400, '1542', 'INVALID_CONFIRM_UPLOAD_REQUEST');
    }
    if (!uploads.has(`${body.submissionId}/SELFIE`) && !saysSpoof(body.metadata?.evidence)) {
      return refuse(422, '422', 'INVALID_UPLOAD_ARTIFACT');
    }
    const state = attempts.confirm(body.submissionId);
    if (state === 'conflict') {
      return refuse(409, '409', 'SUBMISSION_STATE_CONFLICT');
    }
    return state === null
      ? refuse(404, '404', 'SUBMISSION_DOES_NOT_EXIST')
      : accept({ submissionId: state.submissionId, nextAction: state.nextAction });
  };

  const status = (path: string): Response => {
    const state = attempts.poll(decodeURIComponent(path.split('/').at(-2) ?? ''));
    return state === null
      ? refuse(404, '1543', 'SUBMISSION_DOES_NOT_EXIST')
      : accept(statusData(state, submissionType));
  };

  const upload = async (request: Request, path: string): Promise<Response> => {
    uploads.set(path.split('/').slice(-2).join('/'), new Uint8Array(await request.arrayBuffer()));
    return new Response(null, { status: 204, headers: CORS });
  };

  const faultOf = (call: ScriptedCall): Response | null => {
    const index = faults.findIndex((fault) => fault.call === call);
    const [fault] = index < 0 ? [] : faults.splice(index, 1);
    if (fault === undefined) {
      return null;
    }
    if (fault.status === 0) {
      throw new TypeError('Failed to fetch');
    }
    return refuse(fault.status, fault.code ?? String(fault.status), fault.cause ?? 'SCRIPTED_FAULT', fault.headers);
  };

  const answers: Readonly<Record<ScriptedCall, (request: Request, url: URL) => Response | Promise<Response>>> = {
    'upload-urls': (_request, url) => uploadUrls(url),
    'upload': (request, url) => upload(request, url.pathname),
    'confirm': (request) => confirm(request),
    'status': (_request, url) => status(url.pathname),
  };

  const fetch: ScriptedFetch['fetch'] = async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    if (request.method === 'OPTIONS') {
      return new Response(null, { status: 204, headers: CORS });
    }
    const call = callOf(request.method, url.pathname);
    if (call === null) {
      return refuse(404, '404', 'NOT_FOUND');
    }
    calls.push(call);
    const missing = call === 'upload' ? null : missingHeader(request.headers);
    if (missing !== null) {
      return refuse(400, '1539', `${missing.toUpperCase().replaceAll('-', '_')}_CAN_NOT_BE_EMPTY`);
    }
    const fault = faultOf(call);
    if (fault !== null) {
      return fault;
    }
    return answers[call](request, url);
  };

  return { fetch, calls, uploads };
};
