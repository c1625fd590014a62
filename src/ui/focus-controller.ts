/**
 * Moves the focus to the heading of a new screen, where a screen reader then begins to read.
 * A dialog always takes it; a part of a page only when the person was in it, never out of the partner's own form.
 */
import type { LitElement, ReactiveController } from 'lit';

export class FocusController implements ReactiveController {
  readonly #host: LitElement;
  #place: string | null = null;
  #wasInside = false;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    // Before the drawing: the button that was pressed may be gone after it.
    this.#wasInside = this.#host.shadowRoot?.activeElement instanceof Element;
  }

  /** Tells where the person is now; true when the focus told them, false when it must be said aloud. */
  enter(place: string, heading: HTMLElement | null, isModal: boolean): boolean {
    if (place === this.#place) {
      return true;
    }
    const isFirst = this.#place === null;
    this.#place = place;
    if (isModal || this.#wasInside) {
      heading?.focus({ preventScroll: true });
      return true;
    }
    return isFirst;
  }

  forget(): void {
    this.#place = null;
  }
}
