import { css } from 'lit';

/** Styles shared by all views. Colours are the page's custom properties. */
export const shared = css`
  :host {
    display: block;
  }
  h1 {
    font-size: 1.5rem;
    margin: 0 0 1rem;
  }
  h1:focus {
    outline: none;
  }
  h2 {
    font-size: 1.125rem;
    margin: 2rem 0 0.5rem;
  }
  a {
    color: var(--accent);
  }
  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  button,
  input,
  select {
    font: inherit;
    min-height: 2.75rem;
    padding: 0 0.75rem;
    border-radius: 0.5rem;
    border: 1px solid var(--line);
    background: var(--card);
    color: var(--ink);
    box-sizing: border-box;
    max-width: 100%;
  }
  button {
    cursor: pointer;
    background: var(--accent);
    border-color: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }
  button.plain {
    background: none;
    color: var(--accent);
  }
  button[disabled] {
    cursor: default;
    opacity: 0.6;
  }
  label {
    display: grid;
    gap: 0.25rem;
    font-weight: 600;
  }
  form {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem;
    align-items: end;
    margin-bottom: 1rem;
  }
  .scroll {
    overflow-x: auto;
    background: var(--card);
    border: 1px solid var(--line);
    border-radius: 0.5rem;
  }
  table {
    border-collapse: collapse;
    width: 100%;
  }
  th,
  td {
    text-align: start;
    padding: 0.5rem 0.75rem;
    border-bottom: 1px solid color-mix(in srgb, var(--line) 35%, transparent);
    white-space: nowrap;
  }
  tbody tr:last-child > * {
    border-bottom: 0;
  }
  dl {
    display: grid;
    grid-template-columns: max-content 1fr;
    gap: 0.25rem 1rem;
    margin: 0;
  }
  dt {
    color: var(--quiet);
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  pre {
    overflow: auto;
    max-height: 24rem;
    padding: 0.75rem;
    background: var(--card);
    border: 1px solid var(--line);
    border-radius: 0.5rem;
  }
  img {
    max-width: min(100%, 22rem);
    border-radius: 0.5rem;
  }
  .live {
    color: var(--good);
  }
  .spoof,
  .mismatch,
  .failed,
  .problem {
    color: var(--bad);
  }
  .uncertain,
  .unusable,
  .unverified {
    color: var(--doubt);
  }
  .quiet {
    color: var(--quiet);
  }
  nav {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem;
    align-items: center;
    margin-top: 1rem;
  }
`;
