import { describe, expect, test } from 'vitest';
import { judgedByEngine } from '../../../check/judgement.ts';
import type { EngineResult } from '../../../engine/types.ts';
import { verdictOf } from './verdict.ts';

const passed: EngineResult = {
  problem: null,
  liveness: { score: 0.9, threshold: 0.5, result: true, version: 'l@1' },
  faceMatch: { score: 0.7, threshold: 0.6, result: true, version: 'm@1' },
  reference: 'ok',
  copy: null,
  prints: {},
  models: {},
  signals: {},
};

const of = (changes: Partial<EngineResult>) =>
  verdictOf(judgedByEngine({ ...passed, ...changes }, null), 'FACE_VERIFICATION', 'ktp');

describe('verdictOf', () => {
  test.each([
    ['no-face', 'DOCUMENT_NOT_FOUND'],
    ['unreadable', 'INVALID_DOCUMENT'],
    ['several-faces', 'INVALID_DOCUMENT'],
    ['too-small', 'INVALID_DOCUMENT'],
    ['poor-quality', 'INVALID_DOCUMENT'],
    ['different-faces', 'INVALID_DOCUMENT'],
  ] as const)('%s is %s whatever else was measured', (problem, reasonCode) => {
    expect(of({ problem })).toEqual({
      status: 'COMPLETED',
      result: 'INVALID',
      reasonCode,
      checks: {},
      documentStatus: 'INVALID',
    });
  });

  test('a spoof outranks a bad reference and a mismatch, and reports liveness only', () => {
    const liveness = { score: 0.1, threshold: 0.5, result: false, version: 'l@1' };
    const verdict = of({ liveness, reference: 'no-face', faceMatch: null });
    expect(verdict).toMatchObject({ reasonCode: 'NOT_LIVE', documentStatus: 'REJECTED' });
    expect(verdict.checks).toEqual({ liveness: { result: false, version: 'l@1' }, confidence: 0.9 });
  });

  test('liveness is enough where no match was asked for', () => {
    const verdict = verdictOf(
      judgedByEngine({ ...passed, faceMatch: null, reference: null }, null),
      'STANDALONE_LIVENESS',
      'ktp',
    );
    expect(verdict).toMatchObject({ result: 'VALID', reasonCode: null });
    expect(verdict.checks).not.toHaveProperty('faceMatch');
  });

  test('a match that was asked for and not made never passes', () => {
    expect(() => of({ faceMatch: null })).toThrow(TypeError);
    expect(() => of({ reference: null, faceMatch: null })).toThrow(TypeError);
    expect(() => of({ liveness: null })).toThrow(TypeError);
  });

  test('the reference check is named after the kind of reference', () => {
    const verdict = verdictOf(
      judgedByEngine({ ...passed, reference: 'several-faces', faceMatch: null }, null),
      'FACE_VERIFICATION',
      'selfie',
    );
    expect(verdict.checks).toEqual({
      referenceImageValidation: {
        selfie: { verificationResult: false, verificationReasonCode: 'MULTIPLE_FACES_DETECTED' },
      },
    });
  });

  test('confidence is that of the weaker check: half at the threshold, one at the end of the scale', () => {
    expect(of({}).checks.confidence).toBeCloseTo(0.625);
    const sure = { score: 1, threshold: 0.6, result: true, version: 'm@1' };
    expect(of({ faceMatch: sure }).checks.confidence).toBeCloseTo(0.9);
    expect(of({ faceMatch: { ...sure, threshold: 1 } }).checks.confidence).toBeCloseTo(0.9);
  });
});
