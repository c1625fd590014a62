/**
 * Detects that an open camera stopped delivering: ended, muted, silent, black or frozen. Reported once.
 * Checks are suspended while the page is hidden, where browsers stop frames.
 */
import { copyPixels } from '../copy-pixels.ts';
import { frameToCopy } from '../copy-video.ts';
import { LifesignError } from '../errors.ts';

export const HEALTH = {
  /** WebKit mutes a new track for about this long without a cause. */
  settleMs: 1_000,
  /** A mute for this long is an interruption. */
  mutedMs: 1_500,
  /** No new frame. */
  silentMs: 3_000,
  /** Every sample black: a covered lens, or an interruption that delivers black frames. */
  blackMs: 4_000,
  /** Every sample identical: a sensor's noise alone would differ. */
  frozenMs: 8_000,
  /** Darkest 8-bit value that counts as a picture. */
  blackLevel: 8,
  /** Share of samples that must be darker than that. */
  blackShare: 0.995,
  sampleEveryMs: 1_000,
} as const;

export interface StreamHealth {
  /** Call it for each frame that the video presents. */
  frameSeen(at: number): void;
  /** Number of samples of the picture identical to the previous sample. */
  readonly repeatedLooks: number;
  readonly looks: number;
  stop(): void;
}

export const watchStream = (
  video: HTMLVideoElement,
  track: MediaStreamTrack,
  onLost: (error: LifesignError) => void,
): StreamHealth => {
  const openedAt = performance.now();
  const look = createLook(video);
  let lastFrameAt = openedAt;
  let mutedSince: number | null = null;
  let blackSince: number | null = null;
  let sameSince: number | null = null;
  let looks = 0;
  let repeatedLooks = 0;
  let isOver = false;

  const lose = (detail: string): void => {
    if (!isOver) {
      stop();
      onLost(new LifesignError('camera-lost', `The camera stopped delivering: ${detail}`, { detail }));
    }
  };
  const onEnded = (): void => lose('ended');
  const onVisible = (): void => {
    lastFrameAt = performance.now();
    blackSince = null;
    sameSince = null;
  };

  const inspect = async (now: number): Promise<void> => {
    const sample = await look();
    if (sample === null || isOver || document.hidden) {
      return;
    }
    looks += 1;
    repeatedLooks += sample.isSame ? 1 : 0;
    blackSince = sample.isBlack ? (blackSince ?? now) : null;
    sameSince = sample.isSame ? (sameSince ?? now - HEALTH.sampleEveryMs) : null;
    if (blackSince !== null && now - blackSince >= HEALTH.blackMs) {
      lose('black');
    } else if (sameSince !== null && now - sameSince >= HEALTH.frozenMs) {
      lose('frozen');
    }
  };

  const check = (): void => {
    const now = performance.now();
    if (document.hidden) {
      return onVisible();
    }
    mutedSince = track.muted && now - openedAt > HEALTH.settleMs ? (mutedSince ?? now) : null;
    if (track.readyState === 'ended') {
      lose('ended');
    } else if (mutedSince !== null && now - mutedSince >= HEALTH.mutedMs) {
      lose('muted');
    } else if (now - lastFrameAt >= HEALTH.silentMs) {
      lose('silent');
    } else {
      void inspect(now);
    }
  };

  const stop = (): void => {
    isOver = true;
    clearInterval(interval);
    track.removeEventListener('ended', onEnded);
    document.removeEventListener('visibilitychange', onVisible);
  };

  const interval = setInterval(check, HEALTH.sampleEveryMs);
  track.addEventListener('ended', onEnded);
  document.addEventListener('visibilitychange', onVisible);

  return {
    frameSeen: () => {
      lastFrameAt = performance.now();
    },
    get repeatedLooks() {
      return repeatedLooks;
    },
    get looks() {
      return looks;
    },
    stop,
  };
};

const SIDE = 32;

interface Look {
  readonly isBlack: boolean;
  readonly isSame: boolean;
}

/**
 * Single pixels spread over the frame, not averages: averaging would remove the noise that distinguishes a still room from
 * a frozen stream. Null when there is no picture, or the last look is not done.
 */
const createLook = (video: HTMLVideoElement): (() => Promise<Look | null>) => {
  const draw = createDrawing(video);
  let copy: ImageData | null = null;
  let previous: Uint8ClampedArray | null = null;
  let isLooking = false;

  const read = async (): Promise<ImageData | null> => {
    const frame = frameToCopy(video);
    if (frame === null) {
      return draw();
    }
    copy = await copyPixels(frame, copy);
    frame.close();
    return copy ?? draw();
  };

  return async () => {
    if (isLooking || video.videoWidth === 0) {
      return null;
    }
    isLooking = true;
    const pixels = await read().finally(() => {
      isLooking = false;
    });
    if (pixels === null) {
      return null;
    }
    const samples = samplesOf(pixels);
    const isSame = previous !== null && previous.every((value, index) => value === samples[index]);
    previous = samples;
    return { isBlack: isBlackImage(samples), isSame };
  };
};

/** For frames that cannot be copied. */
const createDrawing = (video: HTMLVideoElement): (() => ImageData | null) => {
  const canvas = document.createElement('canvas');
  canvas.width = SIDE;
  canvas.height = SIDE;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return () => {
    if (context === null) {
      return null;
    }
    context.imageSmoothingEnabled = false;
    context.drawImage(video, 0, 0, SIDE, SIDE);
    return context.getImageData(0, 0, SIDE, SIDE);
  };
};

/** RGBA, `SIDE` in a row and as many rows. */
const samplesOf = ({ data, width, height }: ImageData): Uint8ClampedArray => {
  const samples = new Uint8ClampedArray(SIDE * SIDE * 4);
  for (let index = 0; index < SIDE * SIDE; index += 1) {
    const x = Math.floor((((index % SIDE) + 0.5) * width) / SIDE);
    const y = Math.floor(((Math.floor(index / SIDE) + 0.5) * height) / SIDE);
    const from = (y * width + x) * 4;
    samples.set(data.subarray(from, from + 4), index * 4);
  }
  return samples;
};

/** RGBA samples. */
const isBlackImage = (data: Uint8ClampedArray): boolean => {
  let dark = 0;
  for (let i = 0; i < data.length; i += 4) {
    const brightest = Math.max(data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0);
    dark += brightest <= HEALTH.blackLevel ? 1 : 0;
  }
  return dark >= (data.length / 4) * HEALTH.blackShare;
};
