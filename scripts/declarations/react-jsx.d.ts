declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      /** As markup; the component {@link LifesignSelfie} has typed props and callbacks. */
      'lifesign-selfie': DetailedHTMLProps<HTMLAttributes<import('./index.js').LifesignSelfie>, import('./index.js').LifesignSelfie> &
        Partial<Pick<import('./index.js').LifesignSelfie, 'flow' | 'token' | 'language' | 'modal' | 'theme' | 'settings'>> & {
          'base-url'?: string;
          'correlation-id'?: string;
          'static-url'?: string;
          'theme-mode'?: string;
          'closes-itself'?: boolean;
        };
    }
  }
}
