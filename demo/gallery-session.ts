/** A session that stays in one state, with a drawn person as camera picture. */
import type { CameraChoice } from '../src/camera/camera.ts';
import type { DocumentVerificationResult } from '../src/contract/index.ts';
import type { Intent } from '../src/flow/event.ts';
import type { State } from '../src/flow/state.ts';
import type { LifesignSession } from '../src/session/session.ts';

export interface StillSession extends LifesignSession {
  show(state: State): void;
  /** Delivers the result. */
  finish(result: DocumentVerificationResult): void;
  /** The intents sent so far. */
  readonly sent: readonly Intent[];
  readonly isDisposed: () => boolean;
}

export const stillSession = (first: State, cameras: readonly CameraChoice[] = []): StillSession => {
  const listeners = new Set<(state: State) => void>();
  const sent: Intent[] = [];
  let state = first;
  let isDisposed = false;
  let deliver: ((result: DocumentVerificationResult) => void) | undefined;
  const result = new Promise<DocumentVerificationResult>((resolve) => {
    deliver = resolve;
  });
  return {
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    send: (intent) => void sent.push(intent),
    video: drawnVideo(),
    cameras: () => Promise.resolve(cameras),
    trace: [],
    result,
    dispose: () => {
      isDisposed = true;
    },
    finish: (outcome) => deliver?.(outcome),
    sent,
    isDisposed: () => isDisposed,
    show(next) {
      state = next;
      for (const listener of listeners) {
        listener(next);
      }
    },
  };
};

const drawnVideo = (): HTMLVideoElement => {
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 480;
  const context = canvas.getContext('2d');
  if (context !== null) {
    draw(context);
    // A stream of a canvas carries a picture only when the canvas is painted.
    setInterval(() => draw(context), 200);
  }
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.autoplay = true;
  video.srcObject = canvas.captureStream(5);
  return video;
};

const draw = (context: CanvasRenderingContext2D): void => {
  const wall = context.createLinearGradient(0, 0, 640, 480);
  wall.addColorStop(0, '#b7c4cc');
  wall.addColorStop(1, '#7c8d96');
  context.fillStyle = wall;
  context.fillRect(0, 0, 640, 480);
  context.fillStyle = '#5b6b73';
  context.fillRect(40, 60, 120, 160);
  const ellipse = (x: number, y: number, width: number, height: number, color: string): void => {
    context.fillStyle = color;
    context.beginPath();
    context.ellipse(x, y, width, height, 0, 0, 2 * Math.PI);
    context.fill();
  };
  ellipse(320, 520, 190, 150, '#31506b');
  context.fillStyle = '#b98563';
  context.fillRect(280, 320, 80, 90);
  ellipse(320, 215, 122, 150, '#2b2320');
  ellipse(320, 240, 106, 138, '#cf9a76');
  ellipse(320, 140, 100, 46, '#2b2320');
  ellipse(280, 225, 13, 8, '#ffffff');
  ellipse(360, 225, 13, 8, '#ffffff');
  ellipse(280, 225, 6, 7, '#2b2320');
  ellipse(360, 225, 6, 7, '#2b2320');
  ellipse(320, 268, 12, 7, '#b98563');
  ellipse(320, 312, 30, 8, '#a3564e');
};
