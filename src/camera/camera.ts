/**
 * The camera's interface for the session. `createCamera` is the real one; tests pass a fake.
 * Does not know: what frames are for, or what the flow does about a failure.
 */
import type { LifesignError } from '../errors.ts';

export interface CameraSettings {
  /** Requested as `ideal`, never `exact`: a saved id that is gone must not end the flow. */
  readonly deviceId: string | null;
  readonly facingMode: 'user' | 'environment';
  /** Replaces `getUserMedia`, for a stream of the host's own or of a test. The camera stops it when it closes. */
  readonly getStream: ((constraints: MediaStreamConstraints) => Promise<MediaStream>) | null;
}

/** The opened stream as its track's settings state it. Pixels; `frameRate` is 0 when the browser does not say. */
export interface CameraFacts {
  readonly width: number;
  readonly height: number;
  readonly frameRate: number;
  /** Which way it faces; the requested mode when the camera does not say. */
  readonly facingMode: 'user' | 'environment';
}

/** One entry of a camera chooser. The label is only displayed; it never leaves the device. */
export interface CameraChoice {
  readonly deviceId: string;
  readonly label: string;
  readonly active: boolean;
}

export type CameraFrame = VideoFrame | ImageBitmap;

/** Takes ownership of the frame. The next frame is taken only after this settles. `at`: `performance.now()` clock, ms. */
export type FrameConsumer = (frame: CameraFrame, at: number) => Promise<unknown>;

export interface CameraListener {
  /** An open camera stopped delivering: ended, muted, black or frozen. Called at most once for each opening. */
  readonly onLost: (error: LifesignError) => void;
  /** After a failed opening, until the next one: a permission was granted or a device was connected. */
  readonly onAvailable: () => void;
}

export interface Camera {
  /** Muted, inline, autoplaying; not mirrored. The user interface places it. */
  readonly video: HTMLVideoElement;
  /** Rejects with a `LifesignError` of stage `camera`. A stream that arrives after `close` is stopped at once. */
  open(options?: { readonly deviceId?: string }): Promise<CameraFacts>;
  /** Delivers frames, one in flight, until stopped or closed. */
  start(consume: FrameConsumer): void;
  stop(): void;
  /** Releases the stream; may be opened again. Idempotent. */
  close(): void;
  /** Cameras to choose from; empty until a permission was given, and with a stream of the host's own. */
  list(): Promise<readonly CameraChoice[]>;
  /** Injection signals of the last opened stream: evidence, never a block. */
  evidence(): Readonly<Record<string, number | string | boolean>>;
  /** Closes permanently. The video stays where it was placed, without a stream. Idempotent. */
  dispose(): void;
}
