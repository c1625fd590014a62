/**
 * Speaks through live regions: hints politely and at intervals, a change of state at once.
 * Owns two live regions that stay in the page as long as the flow.
 */

/** Milliseconds between two spoken hints; of several in between only the newest is spoken. */
export const HINT_INTERVAL_MS = 1500;

export class Announcer {
  /** Render each once, inside the dialog: everything outside a modal is inert. */
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

  /** A screen reader reads this by itself, so it is not spoken as well. */
  read(text: string | null | undefined): void {
    if (text?.trim() === this.assertive.textContent) {
      this.clear();
    }
  }

  /** Drops pending speech of a previous screen. */
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
