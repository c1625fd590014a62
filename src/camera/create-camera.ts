/**
 * The real camera: the one owner of stream and `<video>`.
 * Owns: opening, choosing, the frame loop with one frame in flight, detecting loss, releasing in every case.
 */
import { LifesignError } from '../errors.ts';
import { listenForCamera } from './availability.ts';
import { toCameraError } from './camera-error.ts';
import type { Camera, CameraFacts, CameraListener, CameraSettings, FrameConsumer } from './camera.ts';
import {
  betterCamera,
  constraintsFor,
  forgetCamera,
  otherCameras,
  rememberCamera,
  rememberedCamera,
  videoDevices,
} from './choose.ts';
import { facingOf } from './facing.ts';
import { watchFrames } from './frame-clock.ts';
import { takeFrame } from './frame.ts';
import type { InjectionSignals, IntervalStatistics } from './injection.ts';
import { injectionSignals, intervalStatistics } from './injection.ts';
import { cameraPermission, policyAllowsCamera } from './permission.ts';
import { settleSize, tooSmall } from './size.ts';
import type { StreamHealth } from './stream-health.ts';
import { watchStream } from './stream-health.ts';
import { createVideo, firstFrame } from './video.ts';
import { within } from './within.ts';

interface OpenStream {
  readonly video: HTMLVideoElement;
  readonly isHostStream: boolean;
  readonly stream: MediaStream;
  readonly track: MediaStreamTrack;
  readonly health: StreamHealth;
  readonly intervals: IntervalStatistics;
  readonly knownIds: readonly string[];
  readonly stopWatching: () => void;
}

export const createCamera = (settings: CameraSettings, listener: CameraListener): Camera => {
  const video = createVideo();
  let open: OpenStream | null = null;
  let consumer: FrameConsumer | null = null;
  let isBusy = false;
  let isDisposed = false;
  let signals: InjectionSignals = {};
  let stopListening: (() => void) | null = null;
  /** Aborted by `close`, so that an opening in progress is given up. */
  let opening = new AbortController();

  const getStream = (constraints: MediaStreamConstraints): Promise<MediaStream> =>
    settings.getStream === null ? navigator.mediaDevices.getUserMedia(constraints) : settings.getStream(constraints);

  /** Stops a stream that arrives after the abort, and one that is open when the signal aborts. */
  const acquire = async (deviceId: string | null, signal: AbortSignal): Promise<MediaStream> => {
    const stream = await getStream(constraintsFor(settings.facingMode, deviceId));
    if (signal.aborted) {
      release(stream);
      throw closedError();
    }
    signal.addEventListener('abort', () => release(stream), { once: true });
    return stream;
  };

  /** Falls back to any camera when the preferred one fails: it may be gone, or used by another program. */
  const acquireWithWish = async (wish: string | null, signal: AbortSignal): Promise<MediaStream> => {
    if (wish === null) {
      return acquire(null, signal);
    }
    try {
      const stream = await acquire(wish, signal);
      if (idOf(videoTrack(stream)) === wish) {
        return stream;
      }
      // The browser gave another camera, without regard to the facing mode.
      release(stream);
    } catch (error) {
      if (signal.aborted || isRefusal(error)) {
        throw error;
      }
    }
    forgetCamera();
    return acquire(null, signal);
  };

  const acquireBest = async (wish: string | null, signal: AbortSignal): Promise<MediaStream> => {
    if (settings.getStream !== null) {
      return acquire(wish, signal);
    }
    const stream = await acquireWithWish(wish, signal);
    const track = videoTrack(stream);
    if (idOf(track) === wish) {
      return stream;
    }
    const active = { deviceId: idOf(track), label: track.label };
    const devices = (await within(videoDevices())) ?? [];
    if (signal.aborted) {
      throw closedError();
    }
    const better = betterCamera(active, devices, settings.facingMode);
    if (better === null) {
      return stream;
    }
    // Phones open one camera at a time.
    release(stream);
    return acquireWithWish(better, signal);
  };

  /** Shows the stream. Resolves to whether its picture is large enough, known with the first frame. Releases a stream that fails. */
  const show = async (stream: MediaStream, signal: AbortSignal): Promise<boolean> => {
    try {
      await firstFrame(video, stream, signal);
      return await settleSize(video, videoTrack(stream), signal);
    } catch (error) {
      release(stream);
      throw error;
    }
  };

  /** Resolves to a stream that is large enough and shown: of the best camera, or else of another one that faces the same way. */
  const acquireLarge = async (chosen: string | null, signal: AbortSignal): Promise<MediaStream> => {
    const wish = chosen ?? settings.deviceId ?? (settings.getStream === null ? rememberedCamera() : null);
    const stream = await acquireBest(wish, signal);
    if (await show(stream, signal)) {
      return stream;
    }
    const error = tooSmall(video);
    release(stream);
    // A camera that the person chose is never replaced by another one.
    const isFree = settings.getStream === null && chosen === null;
    const devices = isFree ? ((await within(videoDevices())) ?? []) : [];
    for (const deviceId of otherCameras(idOf(videoTrack(stream)), devices, settings.facingMode)) {
      const other = await acquireOther(deviceId, signal);
      if (other !== null) {
        return other;
      }
    }
    throw signal.aborted ? closedError() : error;
  };

  /** Null when it does not open, faces the other way, or is too small as well. */
  const acquireOther = async (deviceId: string, signal: AbortSignal): Promise<MediaStream | null> => {
    try {
      const stream = await acquire(deviceId, signal);
      const track = videoTrack(stream);
      const isMeant = idOf(track) === deviceId && facingOf(track, settings.facingMode) === settings.facingMode;
      if (isMeant && (await show(stream, signal))) {
        return stream;
      }
      release(stream);
    } catch (error) {
      if (signal.aborted || isRefusal(error)) {
        throw error;
      }
    }
    return null;
  };

  const watch = async (stream: MediaStream, signal: AbortSignal): Promise<CameraFacts> => {
    const track = videoTrack(stream);
    try {
      const devices = (await within(videoDevices())) ?? [];
      const knownIds = devices.map(({ deviceId }) => deviceId).filter((id) => id !== '');
      if (signal.aborted) {
        throw closedError();
      }
      const health = watchStream(video, track, (error) => listener.onLost(error));
      const intervals = intervalStatistics();
      const stopWatching = watchFrames(video, (at) => {
        health.frameSeen(at);
        intervals.add(at);
        void offer(at);
      });
      open = {
        video,
        isHostStream: settings.getStream !== null,
        stream,
        track,
        health,
        intervals,
        knownIds,
        stopWatching,
      };
    } catch (error) {
      release(stream);
      throw error;
    }
    if (idOf(track) !== '' && settings.getStream === null) {
      rememberCamera(idOf(track));
    }
    const { frameRate } = track.getSettings();
    return {
      width: video.videoWidth,
      height: video.videoHeight,
      frameRate: frameRate ?? 0,
      facingMode: facingOf(track, settings.facingMode),
    };
  };

  /** Passes on the current frame unless the last one is still in flight. */
  const offer = async (at: number): Promise<void> => {
    if (consumer === null || isBusy || document.hidden) {
      return;
    }
    const consume = consumer;
    isBusy = true;
    try {
      const frame = await takeFrame(video, at);
      if (frame !== null) {
        await (consumer === consume ? consume(frame, at) : frame.close());
      }
    } catch {
      // The consumer reports its own failures; here it only matters that it has settled.
    } finally {
      isBusy = false;
    }
  };

  const close = (): void => {
    consumer = null;
    if (open !== null) {
      signals = readSignals(open);
      open.stopWatching();
      open.health.stop();
      open = null;
    }
    // Releases the stream, open or opening; its signals were read before.
    opening.abort();
    video.srcObject = null;
  };

  const stopListeningForCamera = (): void => {
    stopListening?.();
    stopListening = null;
  };

  return {
    video,
    async open(options = {}) {
      close();
      stopListeningForCamera();
      if (isDisposed) {
        throw closedError();
      }
      opening = new AbortController();
      const { signal } = opening;
      try {
        return await watch(await acquireLarge(options.deviceId ?? null, signal), signal);
      } catch (cause) {
        const permission = await within(cameraPermission());
        const error = toCameraError(cause, {
          secureContext: isSecureContext,
          policyAllows: policyAllowsCamera(),
          permission: permission?.state ?? null,
        });
        if (!signal.aborted) {
          video.srcObject = null;
          stopListening = listenForCamera(() => listener.onAvailable());
        }
        throw error;
      }
    },
    start(consume) {
      consumer = consume;
    },
    stop() {
      consumer = null;
    },
    close,
    async list() {
      if (settings.getStream !== null) {
        return [];
      }
      const activeId = open === null ? null : idOf(open.track);
      return ((await within(videoDevices())) ?? [])
        .filter(({ deviceId }) => deviceId !== '')
        .map((device) => ({ ...device, active: device.deviceId === activeId }));
    },
    evidence: () => (open === null ? signals : readSignals(open)),
    dispose() {
      close();
      stopListeningForCamera();
      isDisposed = true;
    },
  };
};

const readSignals = ({ track, health, intervals, knownIds, video, isHostStream }: OpenStream): InjectionSignals =>
  injectionSignals({
    track,
    videoWidth: video.videoWidth,
    videoHeight: video.videoHeight,
    knownIds,
    isHostStream,
    intervals: intervals.read(),
    repeatedShare: health.looks > 0 ? health.repeatedLooks / health.looks : 0,
  });

const closedError = (): LifesignError =>
  new LifesignError('camera-failed', 'The camera was closed while it opened', { detail: 'closed' });

/** Empty where the browser gives no id. */
const idOf = (track: MediaStreamTrack): string => track.getSettings().deviceId ?? '';

const release = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) {
    track.stop();
  }
};

const videoTrack = (stream: MediaStream): MediaStreamTrack => {
  const [track] = stream.getVideoTracks();
  if (track === undefined) {
    release(stream);
    throw new LifesignError('camera-none', 'The stream has no picture');
  }
  return track;
};

/** After a refusal the person must not be asked again. */
const isRefusal = (error: unknown): boolean =>
  error instanceof DOMException && (error.name === 'NotAllowedError' || error.name === 'SecurityError');
