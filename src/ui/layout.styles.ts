/** Layouts by the size of the frame: phones, landscape phones, wide pages, high zoom. */
import { css } from 'lit';

export const layoutStyles = css`
  /* A short phone: the same texts in less space. */
  @container lifesign (max-height: 42rem) {
    .illustration.face svg {
      inline-size: 7.5rem;
    }

    .illustration.sign {
      inline-size: 4.5rem;
      block-size: 4.5rem;
    }

    .lead {
      gap: var(--_gap-xs);
    }

    .lead .heading {
      font-size: 1.375rem;
    }

    .list-icon {
      inline-size: 2rem;
      block-size: 2rem;
    }

    .sheet {
      gap: var(--_gap-m);
      padding-block-start: 0;
    }

    .caption {
      min-block-size: 8.75rem;
      padding-block: 0.75rem;
    }

    .list {
      gap: 0.5rem;
    }
  }

  /* With enough height the buttons stay visible while the text scrolls. */
  @container lifesign (min-height: 30rem) {
    .sheet .actions {
      position: sticky;
      inset-block-end: 0;
    }
  }

  /* A wide inline flow: limits the line length. */
  @container lifesign (min-width: 34rem) and (min-height: 30.01rem) {
    .sheet,
    .caption {
      align-self: center;
      inline-size: min(28rem, 100%);
    }
  }

  /* A landscape phone: picture and text next to each other. */
  @container lifesign (max-height: 30rem) and (min-width: 34rem) {
    .content.on-stage,
    .sheet {
      flex-direction: row;
    }

    .sheet {
      gap: var(--_gap-l);
    }

    .stage {
      flex: 1.2 1 0;
      margin-block-end: var(--_gap-m);
    }

    .guide {
      inset: 3.25rem 0.75rem 1.75rem;
      block-size: calc(100% - 5rem);
    }

    .bubble {
      inset-block-start: 0.5rem;
    }

    .caption {
      flex: 1 1 0;
      justify-content: center;
      min-block-size: 0;
    }

    .lead,
    .details {
      flex: 1 1 0;
      min-inline-size: 0;
    }

    .lead {
      justify-content: center;
    }

    .illustration.face svg {
      inline-size: 6.5rem;
    }
  }

  /* At 400 % zoom: text before pictures, and a stage that still shows a face. */
  @container lifesign (max-height: 20rem) {
    .illustration {
      display: none;
    }
  }

  @container lifesign (max-width: 20rem) {
    .bar {
      padding-inline: var(--_gap-m) var(--_gap-xs);
    }

    .sheet,
    .caption {
      padding-inline: var(--_gap-m);
    }
  }
`;
