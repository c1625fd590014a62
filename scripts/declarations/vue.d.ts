// `lifesign/vue`: types of `<lifesign-selfie>` in Vue templates. Name it in `compilerOptions.types`, or import it once.
import type { AllowedComponentProps, DefineComponent } from 'vue';
import type { LifesignCloseEvent, LifesignPhaseEvent, LifesignResultEvent, LifesignSelfie } from './index.js';

type Own =
  'flow' | 'baseUrl' | 'token' | 'correlationId' | 'staticUrl' | 'settings' | 'language' | 'theme' | 'themeMode';

declare module 'vue' {
  interface GlobalComponents {
    'lifesign-selfie': DefineComponent<
      Partial<Pick<LifesignSelfie, Own | 'helpCenter' | 'modal' | 'closesItself'>> & {
        'onLifesign-result'?: (event: LifesignResultEvent) => void;
        'onLifesign-phase'?: (event: LifesignPhaseEvent) => void;
        'onLifesign-close'?: (event: LifesignCloseEvent) => void;
        'onLifesignResult'?: (event: LifesignResultEvent) => void;
        'onLifesignPhase'?: (event: LifesignPhaseEvent) => void;
        'onLifesignClose'?: (event: LifesignCloseEvent) => void;
      } & AllowedComponentProps
    >;
  }
}
