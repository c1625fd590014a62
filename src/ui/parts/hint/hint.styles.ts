import { css } from 'lit';

export const hintStyles = css`
  .hint {
    display: flex;
    align-items: center;
    gap: var(--_gap-s);
    max-inline-size: 100%;
    margin: 0;
    padding-block: 0.5rem;
    padding-inline: 0.75rem 1rem;
    border-radius: 1.5rem;
    background: var(--_hint);
    color: var(--_on-hint);
    font-size: var(--_text-l);
    font-weight: 600;
    line-height: 1.3;
    text-align: start;
    text-wrap: balance;
    transition: background-color 200ms;
  }

  /* Where the picture is not mirrored, the person's own left is on its right. */
  .stage:not([data-mirrored]) .hint:is([data-hint='move-left'], [data-hint='move-right']) .icon {
    transform: scaleX(-1);
  }

  .hint[data-good='true'] {
    background: var(--_primary);
    color: var(--_on-primary);
  }
`;
