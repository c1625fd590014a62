/**
 * Signals that a stream may not come from a camera. Evidence for the gateway and never a block: each has innocent
 * causes. Labels are matched on the device and not sent; only the result is.
 */

export type InjectionSignals = Readonly<Record<string, number | string | boolean>>;

const VIRTUAL_CAMERAS =
  /virtual|\bobs\b|manycam|snap ?camera|xsplit|splitcam|droidcam|iriun|e2esoft|vcam|v4l2|loopback|dummy|fake|camtwist|webcamoid|avatarify|deepface|akvcam|youcam|chromacam|sparkocam|altercam|\bndi\b|mmhmm|reincubate|broadcast/i;

export const isVirtualCameraLabel = (label: string): boolean => VIRTUAL_CAMERAS.test(label);

/** Facts about an open stream. Pixels. */
export interface StreamFacts {
  readonly track: MediaStreamTrack;
  readonly videoWidth: number;
  readonly videoHeight: number;
  /** Ids of the cameras that the browser lists; empty when it lists none. */
  readonly knownIds: readonly string[];
  /** True when the host gave the stream. */
  readonly isHostStream: boolean;
  readonly intervals: IntervalSummary;
  /** Share of samples of the picture identical to the previous sample, 0..1. */
  readonly repeatedShare: number;
}

export const injectionSignals = (facts: StreamFacts): InjectionSignals => {
  const { track, videoWidth, videoHeight, knownIds, isHostStream, intervals, repeatedShare } = facts;
  const settings = track.getSettings();
  const capabilities = track.getCapabilities?.() ?? null;
  return {
    virtualCameraLabel: isVirtualCameraLabel(track.label),
    labelMissing: track.label === '',
    settingsIncoherent: isIncoherent({ settings, capabilities, videoWidth, videoHeight, knownIds }),
    cameraApiPatched: isCameraApiPatched(),
    hostStream: isHostStream,
    webdriver: navigator.webdriver,
    width: videoWidth,
    height: videoHeight,
    frameRate: settings.frameRate ?? 0,
    cameras: knownIds.length,
    frameIntervals: intervals.count,
    frameIntervalMeanMs: intervals.mean,
    frameIntervalStdMs: intervals.std,
    frameIntervalJitterMs: intervals.jitter,
    repeatedShare,
  };
};

/** A track's settings, capabilities and delivered size. Pixels. */
export interface TrackFacts {
  readonly settings: MediaTrackSettings;
  readonly capabilities: MediaTrackCapabilities | null;
  readonly videoWidth: number;
  readonly videoHeight: number;
  readonly knownIds: readonly string[];
}

/** True when a track contradicts itself, as patched or synthetic ones do. */
export const isIncoherent = ({ settings, capabilities, videoWidth, videoHeight, knownIds }: TrackFacts): boolean => {
  const { width, height, frameRate, deviceId } = settings;
  // A phone rotates the frame, so the sides may be swapped.
  const [w, h] = [width ?? videoWidth, height ?? videoHeight];
  const isSameSize = (w === videoWidth && h === videoHeight) || (w === videoHeight && h === videoWidth);
  const isOtherSize = videoWidth > 0 && !isSameSize;
  const isUnlisted = deviceId !== undefined && deviceId !== '' && knownIds.length > 0 && !knownIds.includes(deviceId);
  return (
    isOtherSize ||
    isUnlisted ||
    exceeds(width, capabilities?.width) ||
    exceeds(height, capabilities?.height) ||
    exceeds(frameRate, capabilities?.frameRate)
  );
};

/** The browser may round the stated values. */
const exceeds = (value: number | undefined, range: ULongRange | DoubleRange | undefined): boolean =>
  value !== undefined && range?.max !== undefined && value > range.max * 1.01;

/** Whether the page's camera functions are the browser's own. */
export const isCameraApiPatched = (): boolean => {
  const { mediaDevices } = navigator;
  return (
    mediaDevices !== undefined &&
    (['getUserMedia', 'enumerateDevices'] as const).some(
      (name) => Object.hasOwn(mediaDevices, name) || !isNative(mediaDevices[name]),
    )
  );
};

/** Also false when `Function.prototype.toString` itself was replaced. */
const isNative = (fn: unknown): boolean =>
  [fn, Reflect.get(Function.prototype, 'toString')].every((value) =>
    /\[native code\]/.test(Function.prototype.toString.call(value)),
  );

/** Milliseconds; `jitter`: mean absolute difference of successive intervals. All 0 before there are enough frames. */
export interface IntervalSummary {
  readonly count: number;
  readonly mean: number;
  readonly std: number;
  readonly jitter: number;
}

export interface IntervalStatistics {
  add(at: number): void;
  read(): IntervalSummary;
}

/** A gap this long is a pause of the page, not a property of the camera. */
const LONGEST_INTERVAL_MS = 1_000;

/** Running statistics (Welford) of the time between frames: playback is more even than a sensor, or more irregular. */
export const intervalStatistics = (): IntervalStatistics => {
  let last: number | null = null;
  let lastInterval: number | null = null;
  let count = 0;
  let mean = 0;
  let squares = 0;
  let changes = 0;
  return {
    add(at) {
      const interval = last === null ? null : at - last;
      last = at;
      if (interval === null || interval <= 0 || interval > LONGEST_INTERVAL_MS) {
        lastInterval = null;
        return;
      }
      count += 1;
      const delta = interval - mean;
      mean += delta / count;
      squares += delta * (interval - mean);
      changes += lastInterval === null ? 0 : Math.abs(interval - lastInterval);
      lastInterval = interval;
    },
    read: () => ({
      count,
      mean,
      std: count > 1 ? Math.sqrt(squares / (count - 1)) : 0,
      jitter: count > 1 ? changes / (count - 1) : 0,
    }),
  };
};
