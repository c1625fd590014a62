import type { EvidencePayload } from 'lifesign/contract';
import { describe, expect, it } from 'vitest';
import { implausiblePart } from './plausible.ts';

const NOW = Date.UTC(2026, 0, 1);
const NONE_KNOWN = new Set<string>();

const evidence = (frames: number, windowMs: number): EvidencePayload => ({
  version: 1,
  nonce: 'n',
  submissionId: 's',
  sdkVersion: '0.1.0',
  images: {},
  device: { verdict: 'live', score: 0.9, signals: {}, frames, windowMs },
  injection: {},
  models: {},
  selfTest: { backend: 'wasm', passed: true, maxError: 0.001 },
  capturedAt: NOW,
});

describe('the window of a verdict', () => {
  it.each([
    ['a fast phone', 45, 1500, null],
    ['the minimum for a verdict', 5, 1000, null],
    ['a slow device, whose window is longer', 5, 2800, null],
    ['too few frames', 4, 1200, 'window'],
    ['too short', 30, 990, 'window'],
    ['longer than any device waits', 30, 3001, 'window'],
    ['more frames than a camera delivers', 600, 1500, 'window'],
  ])('%s: %i frames in %i ms', (_case, frames, windowMs, expected) => {
    expect(implausiblePart(evidence(frames, windowMs), NOW, NONE_KNOWN)).toBe(expected);
  });
});
