/**
 * Libraries for dialogs make everything beside their own dialog inert and hide it from screen readers, elements that
 * are added later as well. They cannot know that ours lies above theirs.
 */

const HIDING = ['inert', 'aria-hidden'];

/** A page that sets it again after each removal must not lead to an endless loop. */
const MOST_REMOVALS = 100;

/** Removes what hides an element, now and whenever it is set. Returns a function that stops it. */
export const keepReachable = (element: Element): (() => void) => {
  let removals = 0;
  const show = (): void => {
    for (const name of HIDING) {
      if (element.hasAttribute(name) && removals < MOST_REMOVALS) {
        removals += 1;
        element.removeAttribute(name);
      }
    }
  };
  show();
  const observer = new MutationObserver(show);
  observer.observe(element, { attributes: true, attributeFilter: HIDING });
  return () => observer.disconnect();
};
