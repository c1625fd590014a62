/**
 * Moves the focus to the heading of a new screen, where a screen reader then begins to read.
 * A dialog always takes the focus; an inline flow only when the focus was inside it, never from the partner's own form.
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
    // Before the render: the pressed button may be gone after it.
    this.#wasInside = this.#host.shadowRoot?.activeElement instanceof Element;
  }

  /** Announces a new screen: true when moving the focus did it, false when it must be spoken. */
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

  /** Within a screen: to the heading when what had the focus is gone. True when it was. */
  restore(place: string, heading: HTMLElement | null): boolean {
    const isLost = this.#wasInside && !(this.#host.shadowRoot?.activeElement instanceof Element);
    if (place === this.#place && isLost) {
      heading?.focus({ preventScroll: true });
      return true;
    }
    return false;
  }

  forget(): void {
    this.#place = null;
  }
}
