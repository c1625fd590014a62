import { describe, expect, test } from 'vitest';
import type { Seen } from './clip-report.ts';
import { reportOf } from './clip-report.ts';

const phase = (name: string, at: number) => ({ type: 'phase', phase: name, at, now: at + 1000 });

const seen: Seen = {
  clip: 'a.mjpeg',
  flow: 'liveness',
  partner: 'demo',
  events: [
    phase('intro', 5),
    phase('preparing', 100),
    { type: 'camera', width: 640, height: 480, frameRate: 30, at: 150, now: 1150 },
    phase('framing', 200),
    phase('holding', 500),
    phase('capturing', 1700),
    { type: 'frames', fps: 28.4, analysed: 44, meanCostMs: 12, at: 1750, now: 2750 },
    {
      type: 'verdict',
      verdict: 'live',
      score: 0.97,
      signals: { mean: 0.96 },
      frames: 30,
      windowMs: 1200,
      at: 1790,
      now: 2790,
    },
    phase('submitting', 1800),
    phase('done', 2500),
  ],
  result: { correlationId: 'c', status: 'COMPLETED', submissionId: 's' },
  details: {
    status: 'COMPLETED',
    result: 'VALID',
    reasonCode: '',
    submissionDetails: { verificationResults: { liveness: { result: true } } },
  },
  tasks: [
    { start: 300, duration: 400 },
    { start: 1400, duration: 61 },
    { start: 2950, duration: 90 },
  ],
  requests: new Map([['http://localhost:1', 12]]),
};

describe('the report of a launch', () => {
  test('has what was decided, by whom, and when', () => {
    expect(reportOf(seen)).toMatchObject({
      verdict: 'live',
      score: 0.97,
      evidence: { mean: 0.96 },
      gateway: { status: 'COMPLETED', result: 'VALID', reasonCode: '' },
      checks: { liveness: { result: true } },
      captureMs: 1600,
      fps: 28.4,
      camera: { width: 640, height: 480, frameRate: 30 },
      requests: { 'http://localhost:1': 12 },
    });
    expect(reportOf(seen).phases.at(0)).toEqual({ name: 'intro', ms: 5 });
  });

  test('counts only tasks while capturing', () => {
    expect(reportOf(seen).longestTaskMs).toBe(61);
  });

  test('is null where nothing happened', () => {
    const nothing = reportOf({ ...seen, events: [phase('intro', 5)], details: null, tasks: [] });
    expect(nothing).toMatchObject({ verdict: null, score: null, gateway: null, captureMs: null, fps: null });
    expect(nothing.longestTaskMs).toBe(0);
  });
});
