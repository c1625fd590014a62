/** The page that frames this one: its origin, and whether the launch allows it. */

import type { HostedReport } from './hosted-report.ts';

/** Time for the parent to answer the greeting. */
const ANSWER_MS = 5000;

export const isFramed = (): boolean => window.parent !== window;

const isAllowed = (origin: string, allowed: readonly string[]): boolean =>
  allowed.includes('*') || allowed.includes(origin);

/** The parent's origin, by the greeting of the contract; null when it does not answer or is not allowed. */
export const learnParentOrigin = (allowed: readonly string[]): Promise<string | null> =>
  new Promise((resolve) => {
    const finish = (origin: string | null): void => {
      clearTimeout(timer);
      window.removeEventListener('message', listen);
      resolve(origin);
    };
    const listen = (event: MessageEvent<{ type?: string } | null>): void => {
      // Any window may send messages; only the parent's count.
      if (event.source === window.parent && event.data?.type === 'SEND_ORIGIN_TO_ONEKYC') {
        finish(isAllowed(event.origin, allowed) ? event.origin : null);
      }
    };
    const timer = setTimeout(() => finish(null), ANSWER_MS);
    window.addEventListener('message', listen);
    // The greeting has no data, so any parent may receive it.
    window.parent.postMessage({ type: 'GET_ORIGIN_FROM_ONEKYC' }, '*');
  });

export const reportToParent = (data: HostedReport, origin: string): void =>
  window.parent.postMessage({ type: 'ONEKYC_QR_CALLBACK', data }, origin);
