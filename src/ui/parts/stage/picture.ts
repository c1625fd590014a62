/** Updates the stage without a render: the ring while holding, and the still shown after the camera is closed. */
import type { State } from '../../../flow/state.ts';
import { clearStill, keepStill } from './still.ts';

export class StagePicture {
  readonly still = document.createElement('canvas');
  #keeping = new AbortController();

  follow(state: State, video: HTMLVideoElement, root: ParentNode): void {
    switch (state.phase) {
      case 'holding':
        this.#fill(root, state.progress);
        break;
      case 'capturing':
        this.#fill(root, 1);
        this.#keeping.abort();
        this.#keeping = new AbortController();
        void keepStill(video, this.still, this.#keeping.signal);
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
    clearStill(this.still);
  }

  #fill(root: ParentNode, progress: number): void {
    root.querySelector<HTMLElement>('.stage')?.style.setProperty('--_progress', progress.toFixed(3));
  }
}
