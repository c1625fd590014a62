/** Labels of the page, and addresses of its views. */
import type { Person } from './admin-api.ts';

export const FAMILIES: Readonly<Record<string, string>> = {
  'coe': 'Selfie flow (CoE)',
  'bpm': 'BPM self-service',
  'e-verify': 'e-verify',
  'lcp': 'Liveness Check Proxy',
};

export const STATES: Readonly<Record<string, string>> = {
  live: 'Live',
  spoof: 'Presentation attack',
  uncertain: 'Uncertain',
  mismatch: 'Face does not match',
  unusable: 'Unusable capture',
  failed: 'No verdict',
  unverified: 'Unverified claim',
};

export const whenOf = (iso: string): string =>
  new Date(iso).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

export const scoreOf = (score: number | null): string => (score === null ? '–' : score.toFixed(2));

export const checkLink = (id: string): string => `#/checks/${encodeURIComponent(id)}`;

export const entryLink = (id: string): string => `#/entries/${encodeURIComponent(id)}`;

export const personLink = ({ family, tenant, userId }: Person): string =>
  `#/people/${[family, tenant, userId].map(encodeURIComponent).join('/')}`;
