/** Puts a link on the clipboard, for another browser. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Strings } from '../../strings/strings.ts';

/** A live region is spoken when its text changes: the same text again only if it was empty for this long. Milliseconds. */
const SILENCE_MS = 150;

/** `address`: the page's, unless another one is given. */
export const copyLinkButton = ({ action }: Strings, address: string = location.href): TemplateResult => {
  const copy = async (event: Event): Promise<void> => {
    const status = event.currentTarget instanceof HTMLElement ? event.currentTarget.nextElementSibling : null;
    status?.replaceChildren();
    await navigator.clipboard.writeText(address);
    setTimeout(() => status?.replaceChildren(action.linkCopied), SILENCE_MS);
  };
  // Old browsers and insecure pages have no clipboard; the person can still use the address bar.
  const onClick = (event: Event): void => void copy(event).catch(() => undefined);
  return html`
    <button class="button quiet" part="button secondary-button" type="button" @click=${onClick}>
      ${action.copyLink}
    </button>
    <p class="note" role="status"></p>
  `;
};
