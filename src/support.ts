/**
 * What this browser and this page can do, asked before anything heavy is loaded and without a prompt.
 * Import-safe on a server, where the report says that nothing is there.
 */
import { cameraPermission, policyAllowsCamera } from './camera/permission.ts';
import { videoDevices } from './camera/choose.ts';
import { within } from './camera/within.ts';
import { LifesignError } from './errors.ts';

export interface SupportReport {
  /** True when nothing is missing. Whether a camera works is only known once it is opened. */
  readonly supported: boolean;
  /** What the flow cannot do without and does not have; empty when supported. */
  readonly missing: readonly SupportNeed[];
  /** Cameras that the browser admits to; null when it does not say. Browsers may hide them until a permission is given. */
  readonly cameras: number | null;
  /** The site's camera permission, without asking for it; null when the browser does not say. */
  readonly permission: PermissionState | null;
  /** The program that shows this page inside itself, as a hint: such views often may not use a camera. */
  readonly webView: string | null;
  /** Gigabytes, rounded down by the browser; null when it does not say. */
  readonly deviceMemoryGb: number | null;
}

export const SUPPORT_NEEDS = [
  'browser',
  'secure-context',
  'camera-policy',
  'get-user-media',
  'module-workers',
  'webassembly-simd',
  'offscreen-canvas',
  'web-crypto',
] as const;
export type SupportNeed = (typeof SUPPORT_NEEDS)[number];

export const checkSupport = async (): Promise<SupportReport> => {
  if (typeof window === 'undefined' || typeof document === 'undefined') {
    return { ...NOTHING, missing: ['browser'] };
  }
  const has: Readonly<Record<SupportNeed, boolean>> = {
    'browser': true,
    'secure-context': isSecureContext,
    'camera-policy': policyAllowsCamera() !== false,
    'get-user-media': typeof navigator.mediaDevices?.getUserMedia === 'function',
    'module-workers': hasModuleWorkers(),
    'webassembly-simd': hasWasmSimd(),
    'offscreen-canvas': hasOffscreenCanvas(),
    'web-crypto': typeof globalThis.crypto?.subtle?.generateKey === 'function',
  };
  const missing = SUPPORT_NEEDS.filter((need) => !has[need]);
  const [devices, permission] = await Promise.all([
    has['get-user-media'] ? within(videoDevices()) : null,
    within(cameraPermission()),
  ]);
  return {
    supported: missing.length === 0,
    missing,
    cameras: devices?.length ?? null,
    permission: permission?.state ?? null,
    webView: webViewOf(navigator.userAgent),
    deviceMemoryGb: memoryOf(navigator),
  };
};

/** The error that a report amounts to; null when supported. */
export const supportError = ({ missing }: SupportReport): LifesignError | null => {
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
  return new LifesignError('unsupported-browser', `This browser lacks ${missing.join(', ')}`, { detail });
};

const NOTHING: SupportReport = {
  supported: false,
  missing: [],
  cameras: null,
  permission: null,
  webView: null,
  deviceMemoryGb: null,
};

/** `v128.const`-like body of one function; validates only where SIMD is understood. */
const SIMD_MODULE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
]);

const hasWasmSimd = (): boolean => {
  try {
    return WebAssembly.validate(SIMD_MODULE);
  } catch {
    return false;
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
    // Expected where `type` is read; where there are no workers at all, nothing was read.
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

const WEB_VIEWS: readonly (readonly [RegExp, string])[] = [
  [/\bFB(AN|AV|_IAB)\b/, 'facebook'],
  [/\bInstagram\b/, 'instagram'],
  [/\bLine\//, 'line'],
  [/\bMicroMessenger\b/, 'wechat'],
  [/\b(TikTok|musical_ly|BytedanceWebview)\b/i, 'tiktok'],
  [/\bTwitter/, 'twitter'],
  [/\bGSA\//, 'google'],
  [/; wv\)/, 'android-webview'],
  // Every browser on iOS names Safari, only views inside other programs do not.
  [/\b(iPhone|iPad|iPod)\b(?!.*\bSafari\/)/, 'ios-webview'],
];

export const webViewOf = (userAgent: string): string | null =>
  WEB_VIEWS.find(([pattern]) => pattern.test(userAgent))?.[1] ?? null;

const memoryOf = (from: Navigator): number | null => {
  const memory: unknown = Reflect.get(from, 'deviceMemory');
  return typeof memory === 'number' ? memory : null;
};
