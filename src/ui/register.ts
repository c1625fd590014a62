import { SDK_VERSION } from '../version.ts';
import { LifesignSelfie } from './lifesign-selfie.ts';
import { tellDeveloper } from './tell-developer.ts';

const NAME = 'lifesign-selfie';

let isRegistered = false;

/**
 * Defines the element of this package. Idempotent. Where another copy of the package has the name, markup uses
 * that copy; launches of this one use its own element, under the next free name.
 */
export const registerElements = (): void => {
  if (isRegistered) {
    return;
  }
  isRegistered = true;
  let name = NAME;
  for (let copy = 2; customElements.get(name) !== undefined; copy += 1) {
    name = `${NAME}-${copy}`;
  }
  customElements.define(name, LifesignSelfie);
  if (name !== NAME) {
    tellDeveloper(
      `another copy of this package has defined <${NAME}>; launches of version ${SDK_VERSION} use <${name}>`,
    );
  }
};
