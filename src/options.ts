/**
 * The settings of a launch: the public type with its defaults, and the internal type with every field set.
 * Owns: validation (`TypeError` for a programming mistake, at once). Does not know: theme and container, which belong
 * to the user interface and are added there.
 */
import type { CameraSettings } from './camera/camera.ts';
import type { Backend } from './client/backend.ts';
import { toLanguage } from './contract/language.ts';
import type { HelpType, Language } from './contract/index.ts';
import type { FlowKind } from './flow/state.ts';
import type { SessionEvent } from './session/events.ts';
import type { DetectorName } from './vision/types.ts';
import type { VisionEngine } from './worker/vision-engine.ts';

/** The partner's help centre. Without one, no help button is shown. */
export interface HelpCenter {
  /** Whether a help button is shown on the screens of this type. */
  isHelpCTAVisible(type: HelpType): boolean;
  /** True: the host took over, the launch closes with `HELP_CLICKED`. False: the flow continues. */
  onHelpCTAClicked(type: HelpType): boolean;
}

export interface CameraConfig {
  /** Preferred device; when it is gone, another one is used. Default: the one that worked last. */
  readonly deviceId?: string;
  /** Default `user`, the front camera. */
  readonly facingMode?: 'user' | 'environment';
  /** Whether the person may choose another camera. Default true. */
  readonly allowSwitch?: boolean;
  /**
   * Replaces `getUserMedia`, for a stream of the host's own or the test kit's. The SDK stops its tracks.
   * Default: the browser's.
   */
  readonly getStream?: (constraints: MediaStreamConstraints) => Promise<MediaStream>;
}

/** Continuing on a phone. */
export interface HandoffConfig {
  /**
   * The page that the phone opens, which calls `launchFromHandoff`; its origin must be one that the gateway allows to the
   * partner. A path counts from this page; it may have a query, but no fragment.
   */
  readonly pageUrl: string;
}

/** Everything about a launch except how it looks. {@link SessionConfig} says which fields are required. */
export interface SessionSettings {
  /** The CoE gateway, with or without a trailing slash, e.g. `https://gateway.example/`. Required without a `backend`. */
  readonly baseUrl?: string;
  /** The user token that the partner's backend got by Initiate Flow; never logged. Required without a `backend`. */
  readonly token?: string;
  /** The partner's session id, as given to Initiate Flow. Required; comes back in the result. */
  readonly correlationId: string;
  /**
   * A language of {@link Language}; a longer tag such as `pt-BR`, `zh-CN` or `id_ID` counts by its language, any other
   * language as `en`. Default `id`.
   */
  readonly language?: string;
  /** Default: no help buttons. */
  readonly helpCenter?: HelpCenter | null;
  /** Ends the launch with `NOT_COMPLETED` and `USER_CANCELLED`, at any moment. */
  readonly signal?: AbortSignal;
  readonly camera?: CameraConfig;
  /** Progress for analytics: plain data without frames, tokens or device names. An exception in it changes nothing. */
  readonly onEvent?: (event: SessionEvent) => void;
  /** Called at most once for each refused call; resolves to a new `token`. Default: an expired token ends the launch. */
  readonly onTokenExpired?: () => Promise<string>;
  /**
   * The gateway family, with its own address and credentials; `baseUrl`, `token` and `onTokenExpired` are then
   * unused. Default: CoE, created from these three.
   */
  readonly backend?: Backend;
  /**
   * Uses the passive check wherever the gateway allows it, for a host that knows that the person cannot make
   * the movements. Default false: the person is asked, and may choose it.
   */
  readonly preferPassive?: boolean;
  /**
   * Whether the surface around the oval turns white, slowly, to light a face that is dark, and takes soft colours one after the
   * other where the gateway asks for it. The person may turn it off; with reduced motion no colours are shown. Default true.
   */
  readonly screenLight?: boolean;
  /**
   * Lets a person at a computer continue on their phone, by a QR code: when they choose to, and at once where the computer
   * has no camera. CoE alone; never offered on a phone. Default: it is not offered.
   */
  readonly handoff?: HandoffConfig | null;
  /**
   * The folder with the package's static files, the worker and everything that it loads: the contents of `dist/assets`, as
   * `npx lifesign copy-assets` puts them there. May be on another origin. Default: where the bundler has put them, or else
   * `assets/` beside the module.
   */
  readonly staticUrl?: string;
  /** The former name of `staticUrl`. */
  readonly assetsUrl?: string;
  /** Creates the vision worker, for pages where the SDK's own way does not work. */
  readonly createWorker?: () => Worker;
  /**
   * The face detector on the device: `blazeface`, on our own small runtime, or `mediapipe`, which runs the same net in
   * MediaPipe Tasks and downloads 3.4 MB more. Default `blazeface`.
   */
  readonly detector?: DetectorName;
  /** Replaces the vision worker, for the test kit's scripted engine. The caller owns and disposes it. */
  readonly engine?: VisionEngine;
}

/** A launch uses CoE with `baseUrl` and `token`, or the family of its `backend`. `LaunchConfig` adds its appearance. */
export type SessionConfig = SessionSettings &
  ({ readonly baseUrl: string; readonly token: string } | { readonly backend: Backend });

/** Options of a launch that a link opens on a phone, without those that the link has. */
export type HandedSettings = Omit<
  SessionSettings,
  'correlationId' | 'token' | 'onTokenExpired' | 'backend' | 'handoff' | 'preferPassive'
> & { readonly baseUrl: string };

/** Options of the CoE family's client. */
export interface CoeAccess {
  readonly backend: null;
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly token: string;
  readonly onTokenExpired: (() => Promise<string>) | null;
}

/** On a phone: what a link opens the launch with. */
export interface HandedAccess {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  /** Null where the address had none. */
  readonly handoffCode: string | null;
}

/** A {@link SessionConfig} with the defaults applied. */
export interface SessionOptions {
  readonly flow: FlowKind;
  readonly access: CoeAccess | { readonly backend: Backend } | HandedAccess;
  readonly correlationId: string;
  readonly language: Language;
  readonly helpCenter: HelpCenter;
  readonly signal: AbortSignal | null;
  readonly camera: CameraSettings & { readonly allowSwitch: boolean };
  readonly onEvent: (event: SessionEvent) => void;
  readonly preferPassive: boolean;
  readonly screenLight: boolean;
  /** Whether the user interface shows tints that the gateway draws; a session alone has nothing to show them on. */
  readonly mayTint: boolean;
  /** Address of the phone's page; null: the launch stays on this device. */
  readonly handoffUrl: string | null;
  /** Absolute; null: where the package or a bundler has put the files. */
  readonly staticUrl: string | null;
  readonly createWorker: (() => Worker) | null;
  readonly detector: DetectorName;
  readonly engine: VisionEngine | null;
}

const NO_HELP: HelpCenter = { isHelpCTAVisible: () => false, onHelpCTAClicked: () => false };

/** Applies the defaults; throws a `TypeError` for an invalid config, before anything is shown or loaded. */
export const normalise = (flow: FlowKind, config: SessionConfig): SessionOptions => {
  requireObject(config);
  return {
    ...normaliseCommon(config),
    flow,
    access: toAccess(config),
    correlationId: requiredText(config.correlationId, 'correlationId'),
    handoffUrl: toHandoffUrl(config.handoff),
  };
};

/** The same for a launch that a link opens: its other fields are known once the link is open. */
export const normaliseHanded = (config: HandedSettings, code: string | null): SessionOptions => {
  requireObject(config);
  return {
    ...normaliseCommon(config),
    flow: 'liveness',
    access: { baseUrl: gatewayUrl(requiredText(config.baseUrl, 'baseUrl')), handoffCode: code },
    correlationId: '',
    handoffUrl: null,
  };
};

const requireObject = (config: unknown): void => {
  if (typeof config !== 'object' || config === null) {
    throw new TypeError('lifesign: the config must be an object');
  }
};

const normaliseCommon = (
  config: Omit<SessionSettings, 'correlationId'>,
): Omit<SessionOptions, 'flow' | 'access' | 'correlationId' | 'handoffUrl'> => {
  const camera = config.camera ?? {};
  return {
    language: toLanguage(optionalText(config.language, 'language')),
    helpCenter: toHelpCenter(config.helpCenter),
    signal: config.signal ?? null,
    camera: {
      deviceId: optionalText(camera.deviceId, 'camera.deviceId'),
      facingMode: toFacingMode(camera.facingMode),
      allowSwitch: camera.allowSwitch ?? true,
      getStream: optionalFunction(camera.getStream, 'camera.getStream'),
    },
    onEvent: optionalFunction(config.onEvent, 'onEvent') ?? (() => undefined),
    preferPassive: config.preferPassive === true,
    screenLight: config.screenLight !== false,
    mayTint: false,
    staticUrl: toStaticUrl(config),
    createWorker: optionalFunction(config.createWorker, 'createWorker'),
    detector: toDetector(config.detector),
    engine: config.engine ?? null,
  };
};

const BACKEND_CALLS = ['begin', 'submit', 'status'] as const;

const toAccess = (config: SessionSettings): SessionOptions['access'] => {
  const { backend = null } = config;
  if (backend === null) {
    return {
      backend,
      baseUrl: gatewayUrl(requiredText(config.baseUrl, 'baseUrl')),
      token: requiredText(config.token, 'token'),
      onTokenExpired: optionalFunction(config.onTokenExpired, 'onTokenExpired'),
    };
  }
  if (BACKEND_CALLS.some((name) => typeof backend[name] !== 'function')) {
    throw new TypeError('lifesign: backend must have begin, submit and status');
  }
  return { backend };
};

const requiredText = (value: unknown, name: string): string => {
  if (typeof value !== 'string' || value.trim() === '') {
    throw new TypeError(`lifesign: ${name} is required and must be a non-empty string`);
  }
  return value;
};

const optionalText = (value: unknown, name: string): string | null => {
  if (value === undefined || value === null || value === '') {
    return null;
  }
  if (typeof value !== 'string') {
    throw new TypeError(`lifesign: ${name} must be a string`);
  }
  return value;
};

const optionalFunction = <F extends (...args: never[]) => unknown>(value: F | undefined, name: string): F | null => {
  if (value === undefined || value === null) {
    return null;
  }
  if (typeof value !== 'function') {
    throw new TypeError(`lifesign: ${name} must be a function`);
  }
  return value;
};

const gatewayUrl = (text: string): string => {
  const url = parseUrl(text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new TypeError('lifesign: baseUrl must be an http(s) URL');
  }
  return (url.origin + url.pathname).replace(/\/+$/, '');
};

/** Absolute, so that preloading and launching use the same engine; null: where the package or a bundler has put the files. */
export const toStaticUrl = ({
  staticUrl,
  assetsUrl,
}: Pick<SessionSettings, 'staticUrl' | 'assetsUrl'>): string | null => {
  const name = (staticUrl ?? '') === '' ? 'assetsUrl' : 'staticUrl';
  const text = optionalText(name === 'staticUrl' ? staticUrl : assetsUrl, name);
  if (text === null) {
    return null;
  }
  const url = parseUrl(text);
  if (url === null) {
    throw new TypeError(`lifesign: ${name} must be a URL, and an absolute one on a page without an address of its own`);
  }
  return url.href;
};

const toHandoffUrl = (handoff: HandoffConfig | null | undefined): string | null => {
  if (handoff === undefined || handoff === null) {
    return null;
  }
  const url = parseUrl(requiredText(handoff.pageUrl, 'handoff.pageUrl'));
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.hash !== '') {
    throw new TypeError('lifesign: handoff.pageUrl must be an http(s) URL without a fragment');
  }
  return url.href;
};

/** Relative addresses are resolved against the page, where there is one. Null for an invalid address. */
const parseUrl = (text: string): URL | null => {
  try {
    return new URL(text, typeof location === 'undefined' ? undefined : location.href);
  } catch {
    return null;
  }
};

export const toDetector = (value: unknown): DetectorName => {
  if (value === undefined || value === null || value === 'blazeface') {
    return 'blazeface';
  }
  if (value === 'mediapipe') {
    return 'mediapipe';
  }
  throw new TypeError("lifesign: detector must be 'blazeface' or 'mediapipe'");
};

const toFacingMode = (value: unknown): 'user' | 'environment' => {
  if (value === undefined || value === 'user') {
    return 'user';
  }
  if (value === 'environment') {
    return 'environment';
  }
  throw new TypeError("lifesign: camera.facingMode must be 'user' or 'environment'");
};

const toHelpCenter = (value: HelpCenter | null | undefined): HelpCenter => {
  if (value === undefined || value === null) {
    return NO_HELP;
  }
  if (typeof value.isHelpCTAVisible !== 'function' || typeof value.onHelpCTAClicked !== 'function') {
    throw new TypeError('lifesign: helpCenter must have isHelpCTAVisible and onHelpCTAClicked');
  }
  return value;
};
