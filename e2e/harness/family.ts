/** The partner's record of a check by another family than CoE: the gateway's unchanged answers. */
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { FamilyKnowledge } from '../../demo/family-knowledge.ts';

export type FamilyName = 'bpm' | 'e-verify' | 'lcp';

export const familyKnows = async (page: Page, family: FamilyName, correlationId: string): Promise<FamilyKnowledge> => {
  const response = await page.request.get(`/api/families/${family}/${encodeURIComponent(correlationId)}`);
  expect(response.ok(), `the partner answers ${response.status()}`).toBe(true);
  return (await response.json()) as FamilyKnowledge;
};
