type LifesignElement = import('./index.js').LifesignSelfie;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      /** As markup; the component {@link LifesignSelfie} has typed props and callbacks. */
      'lifesign-selfie': DetailedHTMLProps<HTMLAttributes<LifesignElement>, LifesignElement> &
        Partial<Pick<LifesignElement, 'flow' | 'token' | 'language' | 'modal' | 'theme' | 'settings'>> & {
          'base-url'?: string;
          'correlation-id'?: string;
          'static-url'?: string;
          'theme-mode'?: string;
          'closes-itself'?: boolean;
        };
    }
  }
}
