/**
 * `lifesign/define`: registers `<lifesign-selfie>`. The only entry with a side effect; on a server it has
 * none. The element's code loads asynchronously.
 */

/** Settled once the elements are defined. */
export const defined: Promise<void> =
  typeof customElements === 'undefined'
    ? Promise.resolve()
    : import('./ui/register.ts').then(({ registerElements }) => registerElements());
