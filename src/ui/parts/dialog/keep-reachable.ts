/**
 * Dialog libraries make everything outside their own dialog inert and hide it from screen readers, including elements that
 * are added later. They cannot know that ours is above theirs.
 */

const HIDING = ['inert', 'aria-hidden'];

/** A page that sets it again after each removal must not lead to an endless loop. */
const MOST_REMOVALS = 100;

/** Removes attributes that hide the element, now and whenever they are set. Returns a function that stops it. */
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
