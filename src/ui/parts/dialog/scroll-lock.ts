/**
 * Stops the page behind a dialog from scrolling, by our own style sheet. Inline styles are not used: other libraries lock
 * scrolling with them, and restoring them in the wrong order would leave the page locked.
 */

/** Returns a function that unlocks. */
export const lockScroll = (): (() => void) => {
  const { documentElement: root, body } = document;
  // The root's overflow applies to the page, otherwise the body's; locking the other one would create a second scroller.
  const isRoot = getComputedStyle(root).overflowY !== 'visible' || getComputedStyle(root).overflowX !== 'visible';
  // A scroll bar that disappears would shift the page.
  const hasBar = innerWidth > root.clientWidth && getComputedStyle(isRoot ? root : body).overflowY !== 'hidden';
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    ${isRoot ? ':root' : 'body'} { overflow: hidden !important; }
    ${hasBar ? ':root { scrollbar-gutter: stable !important; }' : ''}
  `);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };
};
