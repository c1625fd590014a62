/**
 * Keeps the page behind a dialog from scrolling, by a style sheet of our own. Inline styles are left alone: others lock
 * scrolling by them, and each would give back what it found, in whichever order they end.
 */

/** Returns a function that ends it. */
export const lockScroll = (): (() => void) => {
  const { documentElement: root, body } = document;
  // The page scrolls by what its root says, or else its body; locking the other one would make a second scroller.
  const isRoot = getComputedStyle(root).overflowY !== 'visible' || getComputedStyle(root).overflowX !== 'visible';
  // A scroll bar that goes away would move the page.
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
