/** The partner's server: opens launches, and gets their outcome from the gateway's details and from the callback. */
import type { APIRequestContext } from '@playwright/test';
import { expect } from '@playwright/test';
import type { LaunchRequest } from './launch.ts';

/** The caller: a page, or a test without one. */
interface Asking {
  readonly request: APIRequestContext;
}

/** The values that the partner's page passes to the SDK. */
export interface Opened {
  readonly token: string;
  readonly correlationId: string;
  readonly baseUrl: string;
}

export const openAtPartner = async (
  page: Asking,
  { flow, partner, outcome, reference, language = 'en' }: LaunchRequest,
): Promise<Opened> => {
  const response = await page.request.post('/api/launch', {
    data: { flow, partner, outcome, reference, locale: language === 'id' ? 'id_ID' : 'en_ID' },
  });
  expect(response.ok(), `the partner answers ${response.status()}: ${await response.text()}`).toBe(true);
  return (await response.json()) as Opened;
};

export interface PartnerKnowledge {
  /** `data` of Get Submission Details. */
  readonly details: Readonly<Record<string, unknown>> | null;
  /** Body of the completion callback, once it has arrived. */
  readonly callback: Readonly<Record<string, unknown>> | null;
  /** Whether the callback's signature was valid. */
  readonly callbackVerified: boolean;
}

export const askPartner = async (page: Asking, correlationId: string): Promise<PartnerKnowledge> => {
  const response = await page.request.get(`/api/result/${encodeURIComponent(correlationId)}`);
  expect(response.ok(), `the partner answers ${response.status()}`).toBe(true);
  return (await response.json()) as PartnerKnowledge;
};

/** Waits for the callback about the newest submission; it must be signed and equal to the gateway's details. */
export const partnerKnows = async (page: Asking, correlationId: string): Promise<Readonly<Record<string, unknown>>> => {
  let known: PartnerKnowledge = { details: null, callback: null, callbackVerified: false };
  const hasHeard = async (): Promise<boolean> => {
    known = await askPartner(page, correlationId);
    return known.callback !== null && known.callback['submissionId'] === known.details?.['submissionId'];
  };
  await expect.poll(hasHeard, { message: 'callback about the newest submission', timeout: 30_000 }).toBe(true);
  const { details, callback, callbackVerified } = known;
  expect(callbackVerified, 'signature of the callback').toBe(true);
  for (const field of ['status', 'result', 'reasonCode', 'partnerSessionId', 'flow']) {
    expect(callback?.[field], `callback and details disagree on ${field}`).toEqual(details?.[field]);
  }
  return details ?? {};
};
