import { html, type TemplateResult } from 'lit';

/** A table that scrolls by itself where the screen is narrower; `caption` is its accessible name. */
export const scrollingTable = (
  caption: string,
  columns: readonly string[],
  rows: readonly TemplateResult[],
): TemplateResult =>
  html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}>
    <table>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
