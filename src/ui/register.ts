import { LifesignSelfie } from './lifesign-selfie.ts';

/** Defines the elements of this package. Idempotent; what another copy of the package defined stays. */
export const registerElements = (): void => {
  if (customElements.get('lifesign-selfie') === undefined) {
    customElements.define('lifesign-selfie', LifesignSelfie);
  }
};
