/**
 * The dialog over the partner's page: makes the page inert, locks its scrolling and restores the focus; other
 * dialogs of the page get no events from it. The browser contains the focus (`showModal`).
 */
import { shieldEvents } from './event-shield.ts';
import { keepReachable } from './keep-reachable.ts';
import { lockScroll } from './scroll-lock.ts';

export class Modal {
  readonly #element: Element;
  readonly #onEscape: () => void;
  #close: (() => void) | null = null;

  /** @param element whose shadow tree has the dialog. */
  constructor(element: Element, onEscape: () => void) {
    this.#element = element;
    this.#onEscape = onEscape;
  }

  open(dialog: HTMLDialogElement): void {
    if (dialog.open || this.#close !== null) {
      return;
    }
    const element = this.#element;
    const opener = focused(document);
    const ends = [keepReachable(element), lockScroll()];
    const shield = shieldEvents({
      element,
      isOnTop: () => isOnTop(element, dialog),
      onEscape: this.#onEscape,
    });
    // A page may set CSS `zoom`; the dialog must still be as large as the window.
    dialog.style.setProperty('zoom', String(1 / (element.currentCSSZoom ?? 1)));
    shield.quietly(() => dialog.showModal());
    this.#close = () => {
      shield.quietly(() => {
        dialog.close();
        // The browser restores the focus only while the dialog is in the page.
        if (focused(document) === null) {
          opener?.focus({ preventScroll: true });
        }
      });
      for (const end of ends) {
        end();
      }
      shield.end();
    };
  }

  /** Idempotent; also for a dialog that was removed from the page while open. */
  close(): void {
    const close = this.#close;
    this.#close = null;
    close?.();
  }
}

/** The focused element, also in nested shadow trees; null without one. */
const focused = (root: Document | ShadowRoot): HTMLElement | null => {
  const { activeElement } = root;
  if (activeElement === null || activeElement === document.body) {
    return null;
  }
  const inner = activeElement.shadowRoot === null ? null : focused(activeElement.shadowRoot);
  return inner ?? (activeElement instanceof HTMLElement ? activeElement : null);
};

const isOnTop = (element: Element, dialog: HTMLDialogElement): boolean => {
  const { left, top, width, height } = dialog.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  let found = document.elementFromPoint(x, y);
  while (found !== null && found !== element && found.shadowRoot !== null) {
    found = found.shadowRoot.elementFromPoint(x, y);
  }
  return found === element;
};
