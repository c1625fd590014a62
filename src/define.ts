/**
 * `lifesign/define`: makes `<lifesign-selfie>` known to the page. The only entry with a side effect; on a server it has
 * none, and the element loads in its own time, as any custom element may.
 */

/** Settled once the elements are defined. */
export const defined: Promise<void> =
  typeof customElements === 'undefined'
    ? Promise.resolve()
    : import('./ui/register.ts').then(({ registerElements }) => registerElements());
