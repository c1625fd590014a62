/** Updates the stage without a render: the ring while holding, and the still shown after the camera is closed. */
import type { State } from '../../../flow/state.ts';
import type { keepStill } from './still.ts';

export class StagePicture {
  readonly still = document.createElement('canvas');
  #keeping = new AbortController();
  /** Loaded while the camera is open: the first screen does not need it. */
  #keepStill: Promise<typeof keepStill | null> | null = null;

  follow(state: State, video: HTMLVideoElement, root: ParentNode): void {
    if (state.phase === 'framing') {
      this.#keepStill ??= loadStill();
    }
    switch (state.phase) {
      case 'holding':
        this.#fill(root, state.progress);
        break;
      case 'capturing':
        this.#fill(root, 1);
        this.#keeping.abort();
        this.#keeping = new AbortController();
        void this.#keep(video, this.#keeping.signal);
        break;
      case 'submitting':
      case 'processing':
      case 'done':
        break;
      default:
        this.#fill(root, 0);
        this.clear();
    }
  }

  clear(): void {
    this.#keeping.abort();
    this.still.width = 0;
    this.still.height = 0;
  }

  async #keep(video: HTMLVideoElement, signal: AbortSignal): Promise<void> {
    const keep = await this.#keepStill;
    if (!signal.aborted) {
      await keep?.(video, this.still, signal);
    }
  }

  #fill(root: ParentNode, progress: number): void {
    root.querySelector<HTMLElement>('.stage')?.style.setProperty('--_progress', progress.toFixed(3));
  }
}

/** Null where it cannot be loaded: the stage is black then while the selfie is checked. */
const loadStill = async (): Promise<typeof keepStill | null> => {
  try {
    return (await import('./still.ts')).keepStill;
  } catch (error) {
    reportError(error);
    return null;
  }
};
