/**
 * Properties that a framework set as attributes, because it rendered the element before it was defined: React writes
 * `baseUrl` as `baseurl`, and every object as `[object Object]`. Strings are used; a lost object is reported.
 */
import type { PropertyDeclaration, ReactiveElement } from 'lit';
import { tellDeveloper } from './tell-developer.ts';

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== false;

export const takeAttributes = (
  element: ReactiveElement,
  properties: ReadonlyMap<PropertyKey, PropertyDeclaration>,
): void => {
  for (const [property, { attribute }] of properties) {
    const name = String(property);
    const written = element.getAttribute(name);
    if (written === null || isGiven(Reflect.get(element, property))) {
      continue;
    }
    if (typeof attribute === 'string') {
      element.attributeChangedCallback(attribute, null, written);
    } else if (attribute === false) {
      tellDeveloper(
        `${name} was written as an attribute ("${written.slice(0, 40)}") and is not used: it must be set as a property. ` +
          'Draw <lifesign-selfie> once `defined` of lifesign/define has settled, or set the property by a ref.',
      );
    }
  }
};
