/**
 * What a screen reader hears without moving: hints politely and never in a rush, a change of state at once.
 * Owns two live regions that stay in the page for as long as the flow does.
 */

/** Milliseconds between two spoken hints; faster ones are passed over for the newest. */
export const HINT_INTERVAL_MS = 1500;

export class Announcer {
  /** To be rendered once each, inside of the dialog: what is outside of a modal is inert. */
  readonly polite = liveRegion('polite');
  readonly assertive = liveRegion('assertive');
  #spokenAt = Number.NEGATIVE_INFINITY;
  #pending: ReturnType<typeof setTimeout> | undefined;

  hint(text: string): void {
    clearTimeout(this.#pending);
    const wait = this.#spokenAt + HINT_INTERVAL_MS - performance.now();
    if (wait <= 0) {
      this.#speak(text);
    } else {
      this.#pending = setTimeout(() => this.#speak(text), wait);
    }
  }

  state(text: string): void {
    this.clear();
    this.assertive.textContent = text;
  }

  /** Drops what was not spoken yet: it belongs to a screen that is gone. */
  clear(): void {
    clearTimeout(this.#pending);
    this.polite.textContent = '';
    this.assertive.textContent = '';
  }

  #speak(text: string): void {
    this.#spokenAt = performance.now();
    this.polite.textContent = text;
  }
}

const liveRegion = (politeness: 'polite' | 'assertive'): HTMLElement => {
  const region = document.createElement('div');
  region.className = 'visually-hidden';
  region.setAttribute('aria-live', politeness);
  region.setAttribute('aria-atomic', 'true');
  return region;
};
