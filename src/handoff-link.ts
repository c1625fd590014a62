/** The link of a hand-off: `#/handoff-v1?code=…&language=…`. */
export interface HandoffLinkParts {
  readonly code: string;
  readonly language: string | undefined;
}

const FRAGMENT = /^#\/handoff-v1\?(.*)$/;

/** Reads the fragment; null when it is not a hand-off link. */
export const parseHandoffLink = (fragment: string): HandoffLinkParts | null => {
  const query = FRAGMENT.exec(fragment)?.[1];
  if (query === undefined) {
    return null;
  }
  const parameters = new URLSearchParams(query);
  const code = parameters.get('code') ?? '';
  return code === '' ? null : { code, language: parameters.get('language') ?? undefined };
};

/** Reads the link from the page's address and removes it there, so that history and screenshots do not contain the code. */
export const readHandoffLink = (): HandoffLinkParts | null => {
  if (typeof location === 'undefined') {
    return null;
  }
  const link = parseHandoffLink(location.hash);
  if (link !== null) {
    history.replaceState(history.state, '', location.pathname + location.search);
  }
  return link;
};
