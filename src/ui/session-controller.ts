/**
 * Connects an element to a session: its state, with a render only when it looks different, and its cameras.
 * Parts that change with every frame (ring, speech) are updated directly.
 */
import type { ReactiveControllerHost } from 'lit';
import type { CameraChoice } from '../camera/camera.ts';
import type { Intent } from '../flow/event.ts';
import type { State } from '../flow/state.ts';
import type { LifesignSession } from '../session/session.ts';
import { looksTheSame } from './redraw.ts';
import { SCREEN_NAMES } from './screens/screen-of.ts';

export class SessionController {
  #session: LifesignSession | null = null;
  #state: State | null = null;
  #cameras: readonly CameraChoice[] = [];
  #unsubscribe: () => void = () => undefined;
  readonly #host: Pick<ReactiveControllerHost, 'requestUpdate'>;
  readonly #onState: (state: State, before: State | null) => void;

  constructor(
    host: Pick<ReactiveControllerHost, 'requestUpdate'>,
    onState: (state: State, before: State | null) => void,
  ) {
    this.#host = host;
    this.#onState = onState;
  }

  get state(): State | null {
    return this.#state;
  }

  get video(): HTMLVideoElement | null {
    return this.#session?.video ?? null;
  }

  get cameras(): readonly CameraChoice[] {
    return this.#cameras;
  }

  attach(session: LifesignSession): void {
    this.dispose();
    this.#session = session;
    this.#state = null;
    this.#cameras = [];
    this.#unsubscribe = session.subscribe((state) => this.#follow(state));
    this.#follow(session.getState());
  }

  isAttached(session: LifesignSession): boolean {
    return this.#session === session;
  }

  send(intent: Intent): void {
    this.#session?.send(intent);
  }

  /** Ends the session; its last state stays available for rendering. */
  dispose(): void {
    this.#session?.dispose();
    this.#unsubscribe();
  }

  #follow(state: State): void {
    const before = this.#state;
    this.#state = state;
    this.#onState(state, before);
    if (before === null || !looksTheSame(before, state)) {
      this.#host.requestUpdate();
    }
    const screen = SCREEN_NAMES[state.phase];
    if ((screen === 'capture' || screen === 'blocked') && (before === null || SCREEN_NAMES[before.phase] !== screen)) {
      void this.#listCameras();
    }
  }

  async #listCameras(): Promise<void> {
    // Without a list of cameras there is simply no choice.
    this.#cameras = (await this.#session?.cameras().catch(() => [])) ?? [];
    this.#host.requestUpdate();
  }
}
