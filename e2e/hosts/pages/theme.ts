/**
 * A shop's theme without a framework: style resets, a root of 10 px, and a drawer that traps the focus (focus-trap),
 * closes on a tap outside or Escape, and fixes the body so that it does not scroll.
 */
import { createFocusTrap } from 'focus-trap';
import { LINES, launchHere, shareDialog } from './host.ts';

const button = (text: string, press: () => void): HTMLButtonElement => {
  const element = document.createElement('button');
  element.type = 'button';
  element.textContent = text;
  element.addEventListener('click', press);
  return element;
};

const drawer = document.createElement('div');
drawer.className = 'panel';
drawer.setAttribute('role', 'dialog');
drawer.setAttribute('aria-modal', 'true');
drawer.setAttribute('aria-label', 'Host');
drawer.hidden = true;

let scrolledTo = 0;
const trap = createFocusTrap(drawer, {
  escapeDeactivates: true,
  clickOutsideDeactivates: true,
  onActivate: () => {
    scrolledTo = scrollY;
    Object.assign(document.body.style, { position: 'fixed', top: `-${scrolledTo}px`, width: '100%' });
    document.documentElement.style.overflow = 'hidden';
  },
  onDeactivate: () => {
    drawer.hidden = true;
    document.body.removeAttribute('style');
    document.documentElement.removeAttribute('style');
    scrollTo(0, scrolledTo);
  },
});
const open = (): void => {
  // The trap searches for focusable elements as soon as it is activated.
  drawer.hidden = false;
  trap.activate();
};
const close = (): void => void trap.deactivate();

const name = document.createElement('input');
name.setAttribute('aria-label', 'Name');
drawer.append(
  name,
  button('Verify', () => void launchHere()),
  button('Done', close),
);
document.body.append(
  ...LINES.map((line) => {
    const paragraph = document.createElement('p');
    paragraph.textContent = line;
    return paragraph;
  }),
  button('Open', open),
  button('Verify from the page', () => void launchHere()),
  drawer,
);
shareDialog({ open, close });
