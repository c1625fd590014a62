/**
 * What this browser, this page and its workers support, tested before anything heavy is loaded and without a prompt.
 * Import-safe on a server, where everything is reported missing.
 */
import { videoDevices } from './camera/choose.ts';
import { cameraPermission, policyAllowsCamera } from './camera/permission.ts';
import { within } from './camera/within.ts';
import { LifesignError } from './errors.ts';
import { toStaticUrl } from './options.ts';
import { webViewOf } from './web-view.ts';
import { createModuleWorker } from './worker/create-worker.ts';
import { probeWorker } from './worker/probe-client.ts';
import { workerUrl } from './worker/static-files.ts';
import type { WorkerFindings } from './worker/protocol.ts';

export interface SupportReport {
  /** True when nothing is missing. Whether a camera works is only known once it is opened. */
  readonly supported: boolean;
  /** Required features that are missing; empty when supported. */
  readonly missing: readonly SupportNeed[];
  /** Number of cameras that the browser reports; null when unknown. Browsers may hide cameras until a permission is given. */
  readonly cameras: number | null;
  /** The site's camera permission, without asking for it; null when the browser does not say. */
  readonly permission: PermissionState | null;
  /** The app whose web view shows this page, as a hint: web views often may not use a camera. */
  readonly webView: string | null;
  /**
   * Mean change in grey levels of pixels that a worker reads back from a canvas. Small values are tolerated.
   * Null when no worker could be probed.
   */
  readonly canvasNoise: number | null;
  /** Gigabytes, rounded down by the browser; null when it does not say. */
  readonly deviceMemoryGb: number | null;
}

export const SUPPORT_NEEDS = [
  'browser',
  'secure-context',
  'camera-policy',
  'get-user-media',
  'module-workers',
  'webassembly',
  'offscreen-canvas',
  'web-crypto',
  'canvas-readback',
] as const;
export type SupportNeed = (typeof SUPPORT_NEEDS)[number];

export interface SupportOptions {
  /** As for launches. */
  readonly staticUrl?: string;
  /** As for launches, where the page creates the worker itself. */
  readonly createWorker?: () => Worker;
}

/** Starts a worker briefly, because a worker may lack what the page has. */
export const checkSupport = async ({ createWorker, ...files }: SupportOptions = {}): Promise<SupportReport> => {
  const staticUrl = toStaticUrl(files);
  return report(createWorker ?? (() => createModuleWorker(workerUrl(staticUrl))));
};

/** For a launch with the page's own engine, which needs no worker of ours. */
export const checkPageSupport = (): Promise<SupportReport> => report(null);

const report = async (createWorker: (() => Worker) | null): Promise<SupportReport> => {
  if (typeof window === 'undefined' || typeof document === 'undefined') {
    return { ...NOTHING, missing: ['browser'] };
  }
  const has: Readonly<Record<SupportNeed, boolean>> = {
    'browser': true,
    'secure-context': isSecureContext,
    'camera-policy': policyAllowsCamera() !== false,
    'get-user-media': typeof navigator.mediaDevices?.getUserMedia === 'function',
    'module-workers': hasModuleWorkers(),
    'webassembly': typeof WebAssembly === 'object',
    'offscreen-canvas': hasOffscreenCanvas(),
    'web-crypto': typeof globalThis.crypto?.subtle?.generateKey === 'function',
    'canvas-readback': true,
  };
  const [devices, permission, worker] = await Promise.all([
    has['get-user-media'] ? within(videoDevices()) : null,
    within(cameraPermission()),
    has['module-workers'] && createWorker !== null ? askWorker(createWorker) : null,
  ]);
  const missing = SUPPORT_NEEDS.filter((need) => !has[need] || worker?.missing.some((other) => other === need));
  return {
    supported: missing.length === 0,
    missing,
    cameras: devices?.length ?? null,
    permission: permission?.state ?? null,
    webView: webViewOf(navigator.userAgent),
    canvasNoise: worker?.canvasNoise ?? null,
    deviceMemoryGb: memoryOf(navigator),
  };
};

/** The error for a report; null when supported. */
export const supportError = ({ missing, canvasNoise }: SupportReport): LifesignError | null => {
  if (missing.length === 0) {
    return null;
  }
  const detail = missing.join(' ');
  // Without a secure context most of the rest is missing too, so the cause comes first.
  if (missing.includes('secure-context')) {
    return new LifesignError('insecure-context', 'The page must be served over HTTPS', { detail });
  }
  if (missing.includes('camera-policy')) {
    return new LifesignError('permission-policy', 'The page or its frame is not allowed to use a camera', { detail });
  }
  if (missing.every((need) => need === 'canvas-readback')) {
    const message = `A canvas gives back other pixels than were drawn (${canvasNoise?.toFixed(2)} grey levels off)`;
    return new LifesignError('canvas-blocked', message, { detail });
  }
  return new LifesignError('unsupported-browser', `This browser lacks ${missing.join(', ')}`, { detail });
};

const NOTHING: SupportReport = {
  supported: false,
  missing: [],
  cameras: null,
  permission: null,
  webView: null,
  canvasNoise: null,
  deviceMemoryGb: null,
};

/** A worker usually starts in a tenth of this; why one does not start is reported when the engine loads. */
const WORKER_MS = 3_000;

const askWorker = async (createWorker: () => Worker): Promise<WorkerFindings | null> => {
  const asked = new AbortController();
  try {
    return await within(probeWorker(createWorker, asked.signal), WORKER_MS);
  } finally {
    asked.abort();
  }
};

/** A browser that knows module workers reads the option `type`; throwing there leaves no worker behind. */
const hasModuleWorkers = (): boolean => {
  let isRead = false;
  const options = {
    get type(): WorkerType {
      isRead = true;
      throw new TypeError('read');
    },
  };
  try {
    new Worker('data:,', options).terminate();
  } catch {
    // The getter throws where `type` is read; where there are no workers, it was not read.
  }
  return isRead;
};

const hasOffscreenCanvas = (): boolean => {
  try {
    return new OffscreenCanvas(1, 1).getContext('2d') !== null;
  } catch {
    return false;
  }
};

const memoryOf = (from: Navigator): number | null => {
  const memory: unknown = Reflect.get(from, 'deviceMemory');
  return typeof memory === 'number' ? memory : null;
};
