/** What the partner's server knows of a check by another family than CoE: the gateway's answers, word for word. */
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';

export type FamilyName = 'bpm' | 'e-verify' | 'lcp';

export interface FamilyKnowledge {
  readonly standing: string;
  readonly passed: boolean | null;
  readonly answers: readonly { readonly call: string; readonly status: number; readonly body: unknown }[];
}

export const familyKnows = async (page: Page, family: FamilyName, correlationId: string): Promise<FamilyKnowledge> => {
  const response = await page.request.get(`/api/families/${family}/${encodeURIComponent(correlationId)}`);
  expect(response.ok(), `the partner answers ${response.status()}`).toBe(true);
  return (await response.json()) as FamilyKnowledge;
};
