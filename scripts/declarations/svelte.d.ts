// `lifesign/svelte`: types of `<lifesign-selfie>` in Svelte components. Name it in `compilerOptions.types`, or import it once.
import type { HTMLAttributes } from 'svelte/elements';
import type { LifesignCloseEvent, LifesignPhaseEvent, LifesignResultEvent, LifesignSelfie } from './index.js';

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'lifesign-selfie': HTMLAttributes<LifesignSelfie> &
      Partial<Pick<LifesignSelfie, 'flow' | 'token' | 'language' | 'modal' | 'theme' | 'settings' | 'helpCenter'>> & {
        'base-url'?: string;
        'correlation-id'?: string;
        'static-url'?: string;
        'theme-mode'?: string;
        'closes-itself'?: boolean;
        'onlifesign-result'?: (event: LifesignResultEvent) => void;
        'onlifesign-phase'?: (event: LifesignPhaseEvent) => void;
        'onlifesign-close'?: (event: LifesignCloseEvent) => void;
      };
  }
}
