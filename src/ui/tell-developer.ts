const told = new Set<string>();

/** About a mistake in the page's code that costs no launch: on the console, once. */
export const tellDeveloper = (message: string): void => {
  if (!told.has(message)) {
    told.add(message);
    // oxlint-disable-next-line no-console -- where a developer looks
    console.warn(`lifesign: ${message}`);
  }
};
