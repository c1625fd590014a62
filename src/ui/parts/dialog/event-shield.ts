/**
 * Hides events in our dialog from the page's own listeners. A page that has a dialog of its own open treats
 * a tap, a key or the focus outside it as a request to close it, moves the focus back, or blocks scrolling.
 * The browser's default actions (focus, scrolling, activation) still happen; only `click` reaches our own listeners.
 */

/** Pointer movement is not hidden: pages use it to detect activity. */
const HIDDEN_EVENTS = [
  'pointerdown',
  'pointerup',
  'pointercancel',
  'mousedown',
  'mouseup',
  'touchstart',
  'touchmove',
  'touchend',
  'touchcancel',
  'wheel',
  'auxclick',
  'dblclick',
  'contextmenu',
  'keydown',
  'keypress',
  'keyup',
  'click',
  'focus',
  'blur',
  'focusin',
  'focusout',
] as const;

export interface EventShield {
  /** Moves the focus into or out of the dialog without focus events for the page. */
  quietly(moveFocus: () => void): void;
  end(): void;
}

export interface ShieldedDialog {
  /** The element whose shadow tree holds the dialog. */
  readonly element: Element;
  /** Whether the dialog is the topmost one. */
  readonly isOnTop: () => boolean;
  readonly onEscape: () => void;
}

export const shieldEvents = ({ element, isOnTop, onEscape }: ShieldedDialog): EventShield => {
  let isQuiet = false;
  const listening = new AbortController();

  /** Without a focused element, keys go to the body and are meant for the topmost dialog. */
  const isForUs = (event: Event): boolean =>
    event.composedPath().indexOf(element) > 0 ||
    (event instanceof KeyboardEvent && event.target === document.body && isOnTop()) ||
    (event instanceof FocusEvent && isQuiet);

  const hide = (event: Event): void => {
    if (!isForUs(event)) {
      return;
    }
    event.stopImmediatePropagation();
    if (event instanceof KeyboardEvent && event.type === 'keydown' && event.key === 'Escape') {
      event.preventDefault();
      onEscape();
    }
    if (event.type === 'click') {
      // Not composed: it does not leave the shadow tree.
      event.composedPath()[0]?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    }
  };

  for (const type of HIDDEN_EVENTS) {
    // On the window, before every listener on the document and below. Only keys are ever prevented.
    addEventListener(type, hide, { capture: true, passive: type !== 'keydown', signal: listening.signal });
  }

  return {
    quietly(moveFocus) {
      isQuiet = true;
      try {
        moveFocus();
      } finally {
        isQuiet = false;
      }
    },
    end: () => listening.abort(),
  };
};
