const told = new Set<string>();

/** Warns once on the console about a mistake in the page's code that does not end a launch. */
export const tellDeveloper = (message: string): void => {
  if (!told.has(message)) {
    told.add(message);
    // oxlint-disable-next-line no-console -- where a developer looks
    console.warn(`lifesign: ${message}`);
  }
};
