/** The administrator's side: from the link beside a result to the record, its picture, and the audit entry of viewing it. */
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';

/** The administrator of the demo's configuration, as shown on its page. */
const ADMIN = { name: 'admin', password: 'lifesign-demo-admin' } as const;

/** Follows the link on the demo page and signs in; returns the page that lists only that check. */
const openReview = async (page: Page): Promise<Page> => {
  const opened = page.waitForEvent('popup');
  await page.getByRole('link', { name: 'Review it on the admin page' }).click();
  const admin = await opened;
  await admin.getByLabel('Name').fill(ADMIN.name);
  await admin.getByLabel('Password').fill(ADMIN.password);
  await admin.getByRole('button', { name: 'Sign in' }).click();
  await expect(admin.getByRole('heading', { name: 'Checks' })).toBeVisible();
  return admin;
};

/** The admin page's words for a check. */
export interface Expected {
  readonly verdict: string;
  readonly family: string;
  /** Width of the selfie in pixels; null when no selfie was sent. */
  readonly picture: number | null;
  /** Completed movements in the signed evidence, in order. Default: not checked. */
  readonly completed?: readonly string[];
}

const lookAtSelfie = async (admin: Page, width: number): Promise<void> => {
  await admin.getByRole('button', { name: 'Show SELFIE', exact: true }).click();
  const picture = admin.getByRole('img', { name: /^SELFIE of this check/ });
  await expect(picture).toBeVisible();
  const decoded = await picture.evaluate(async (image: HTMLImageElement) => {
    await image.decode();
    return image.naturalWidth;
  });
  expect(decoded).toBe(width);
};

const expectCompleted = async (admin: Page, completed: readonly string[]): Promise<void> => {
  const text = await admin.locator('pre[aria-label="What the device signed"]').textContent();
  const { challenges } = JSON.parse(text ?? 'null') as {
    readonly challenges?: { readonly completed: readonly { readonly name: string }[] };
  };
  expect(challenges?.completed.map(({ name }) => name)).toEqual(completed);
};

/** Finds the check that the demo page shows, views its picture, and finds the audit entry of that view. */
export const reviewRecord = async (page: Page, { verdict, family, picture, completed }: Expected): Promise<void> => {
  const admin = await openReview(page);
  await expect(admin.getByText('Page 1 of 1, 1 check')).toBeVisible();
  const row = admin.getByRole('row').nth(1);
  await expect(row).toContainText(verdict);
  await expect(row).toContainText(family);
  await row.getByRole('link').first().click();
  await expect(admin.getByRole('heading', { name: 'Check', exact: true })).toBeVisible();
  await (picture === null ? expect(admin.getByText('None was sent.')).toBeVisible() : lookAtSelfie(admin, picture));
  await (completed === undefined ? undefined : expectCompleted(admin, completed));
  await admin.locator('dl').getByRole('link').click();
  await expect(admin.getByRole('heading', { name: /^User / })).toBeVisible();
  const look = admin.getByRole('row').filter({ hasText: picture === null ? 'record-viewed' : 'image-viewed' });
  await expect(look).toHaveCount(1);
  await expect(look).toContainText(`admin:${ADMIN.name}`);
  await admin.close();
};
