/** A fake camera that shows a drawing: for `camera.getStream` of a launch, without a device or a permission. */
import { drawScene, type FakeScene } from './draw-face.ts';

export interface FakeCameraOptions {
  /** Pixels. Default 1280 by 720. */
  readonly width?: number;
  readonly height?: number;
  /** Frames a second. Default 30. */
  readonly frameRate?: number;
  /** Default `face`. */
  readonly scene?: FakeScene;
  /** `getStream` rejects with this, e.g. `new DOMException('', 'NotAllowedError')`, until `refuse(null)`. */
  readonly refusal?: DOMException | null;
}

export interface FakeCamera {
  /** Pass it as `camera.getStream`. Every call returns a new stream. */
  readonly getStream: (constraints?: MediaStreamConstraints) => Promise<MediaStream>;
  /** Changes what is seen, at once, in every stream. */
  show(scene: FakeScene): void;
  refuse(reason: DOMException | null): void;
  /** Ends every stream with an `ended` event, as an unplugged device does. */
  unplug(): void;
  /** Streams that were not stopped yet: 0 once a launch has released its camera. */
  readonly openStreams: number;
  /** Ends every stream without an event and stops drawing. */
  dispose(): void;
}

const isOpen = (track: MediaStreamTrack): boolean => track.readyState === 'live';

/** One fake camera; needs a page (a canvas whose stream can be captured). */
export const fakeCamera = (options: FakeCameraOptions = {}): FakeCamera => {
  const { width = 1280, height = 720, frameRate = 30 } = options;
  let scene: FakeScene = options.scene ?? 'face';
  let refusal = options.refusal ?? null;
  const streams = new Map<MediaStreamTrack, () => void>();

  const open = (): MediaStream => {
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext('2d');
    if (context === null) {
      throw new Error('The fake camera needs a 2D canvas');
    }
    const startedAt = performance.now();
    const draw = (): void => drawScene(context, width, height, scene, performance.now() - startedAt);
    draw();
    const stream = canvas.captureStream(frameRate);
    const [track] = stream.getVideoTracks();
    if (track === undefined) {
      throw new Error('The fake camera got no video track');
    }
    const timer = setInterval(() => {
      if (isOpen(track)) {
        draw();
      } else {
        clearInterval(timer);
      }
    }, 1000 / frameRate);
    streams.set(track, () => {
      clearInterval(timer);
      track.stop();
    });
    return stream;
  };

  const end = (announced: boolean): void => {
    for (const [track, stop] of streams) {
      const wasOpen = isOpen(track);
      stop();
      if (announced && wasOpen) {
        // `stop()` fires no event, because the page called it; a device that is unplugged does.
        track.dispatchEvent(new Event('ended'));
      }
    }
    streams.clear();
  };

  return {
    getStream: async () => {
      if (refusal !== null) {
        throw refusal;
      }
      return open();
    },
    show: (next) => {
      scene = next;
    },
    refuse: (reason) => {
      refusal = reason;
    },
    unplug: () => end(true),
    get openStreams() {
      return [...streams.keys()].filter(isOpen).length;
    },
    dispose: () => end(false),
  };
};
