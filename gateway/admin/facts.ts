import { html, type TemplateResult } from 'lit';

/** Names and values of one record as a description list. */
export const factList = (facts: readonly (readonly [name: string, value: unknown])[]): TemplateResult =>
  html`<dl>
    ${facts.map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
