/**
 * Keeps what a person does in our dialog from the page's own listeners. A page that has a dialog of its own open takes
 * a tap, a key or the focus outside of it for the wish to close it, draws the focus back, or forbids to scroll.
 * What the browser does by itself (focus, scrolling, activation) goes on; only `click` reaches our own listeners.
 */

/** Movement of a pointer stays visible: pages measure by it whether somebody is there. */
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
  /** Moves the focus into the dialog or out of it without the page noticing. */
  quietly(moveFocus: () => void): void;
  end(): void;
}

export interface ShieldedDialog {
  /** The element that the dialog is in. */
  readonly element: Element;
  /** Whether nothing else lies above the dialog. */
  readonly isOnTop: () => boolean;
  readonly onEscape: () => void;
}

export const shieldEvents = ({ element, isOnTop, onEscape }: ShieldedDialog): EventShield => {
  let isQuiet = false;
  const listening = new AbortController();

  /** With nothing focused, keys go to the body; the dialog on top is who they are meant for. */
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
    // On the window: before every listener on the document and below. Only a key is ever prevented.
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
