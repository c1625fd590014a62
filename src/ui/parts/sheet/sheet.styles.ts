import { css } from 'lit';

export const sheetStyles = css`
  .sheet {
    flex: 1 0 auto;
    display: flex;
    flex-direction: column;
    gap: var(--_gap-l);
    padding: var(--_gap-s) var(--_gap-l) 0;
  }

  .lead {
    display: flex;
    flex-direction: column;
    gap: var(--_gap-s);
    text-align: center;
  }

  /* A sheet of text only is centred. */
  .sheet.plain .lead {
    flex: 1;
    justify-content: center;
  }

  .sheet.plain .details {
    flex: none;
  }

  .lead .text {
    text-wrap: balance;
  }

  .lead .illustration {
    margin-block-end: var(--_gap-s);
  }

  .details {
    flex: 1;
    display: flex;
    flex-direction: column;
    gap: var(--_gap-s);
  }

  .subheading {
    margin: 0;
    font-size: var(--_text-m);
    font-weight: 600;
  }

  .list {
    display: flex;
    flex-direction: column;
    gap: 0.625rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .list li {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    overflow-wrap: anywhere;
  }

  .list-icon {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 2.25rem;
    block-size: 2.25rem;
    border-radius: 50%;
    background: var(--_primary-soft);
    color: var(--_primary);
    font-weight: 650;
  }

  .list-icon .icon {
    inline-size: 1.25rem;
    block-size: 1.25rem;
  }

  .privacy {
    display: flex;
    align-items: flex-start;
    gap: 0.625rem;
    margin: var(--_gap-s) 0 0;
    padding: 0.625rem 0.75rem;
    border-radius: 0.75rem;
    background: var(--_surface);
    color: var(--_text-muted);
    font-size: var(--_text-s);
  }

  .privacy .icon {
    inline-size: 1.25rem;
    block-size: 1.25rem;
    color: var(--_primary);
  }

  .note {
    margin: 0;
    color: var(--_text-muted);
    font-size: var(--_text-s);
    text-align: center;
    text-wrap: balance;
    /* An empty one is a live region: screen readers watch it only while it is rendered. */
    min-block-size: 1.5em;
  }
`;
