/**
 * The dialog over the partner's page: opened once, the page inert and still behind it, the focus given back.
 * Containing the focus is the browser's own work (`showModal`).
 */
export class Modal {
  #dialog: HTMLDialogElement | null = null;
  #opener: HTMLElement | null = null;
  #pageOverflow = '';

  open(dialog: HTMLDialogElement): void {
    if (dialog.open || this.#dialog !== null) {
      return;
    }
    this.#dialog = dialog;
    this.#opener = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    const page = document.documentElement;
    this.#pageOverflow = page.style.overflow;
    page.style.overflow = 'hidden';
    dialog.showModal();
  }

  /** Idempotent; also for a dialog that was taken off the page while open. */
  close(): void {
    const dialog = this.#dialog;
    if (dialog === null) {
      return;
    }
    this.#dialog = null;
    dialog.close();
    document.documentElement.style.overflow = this.#pageOverflow;
    // The browser gives the focus back only when the dialog is still on the page.
    if (document.activeElement === document.body) {
      this.#opener?.focus();
    }
  }
}
