/** Finds and creates the elements of the demo's pages. */

/** The element with that id; throws without one. */
export const byId = <E extends HTMLElement>(id: string, type: abstract new () => E): E => {
  const element = document.getElementById(id);
  if (!(element instanceof type)) {
    throw new TypeError(`The page has no #${id}`);
  }
  return element;
};

/** An element with text or children. */
export const make = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  content: string | readonly Node[] = '',
  className = '',
): HTMLElementTagNameMap[K] => {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...(typeof content === 'string' ? [content] : content));
  return element;
};
