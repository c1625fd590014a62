import { describe, expect, test } from 'vitest';
import { parseClipOptions } from './clip-options.ts';

const CLIP = import.meta.filename;

describe('the clip command', () => {
  test('runs liveness with the real engine unless told otherwise', () => {
    expect(parseClipOptions([CLIP])).toEqual({
      file: CLIP,
      flow: 'liveness',
      reference: null,
      partner: 'demo',
      json: null,
      screenshots: null,
    });
  });

  test('takes every option', () => {
    const args = [
      CLIP,
      '--flow',
      'verification',
      '--reference',
      CLIP,
      '--partner=sandbox',
      '--json',
      'o',
      '--screenshots',
      's',
    ];
    expect(parseClipOptions(args)).toMatchObject({
      flow: 'verification',
      reference: CLIP,
      partner: 'sandbox',
      json: 'o',
      screenshots: 's',
    });
  });

  test.each([
    ['no clip', []],
    ['two clips', [CLIP, CLIP]],
    ['a clip that does not exist', ['nowhere.mjpeg']],
    ['an unknown flow', [CLIP, '--flow', 'ktp']],
    ['an unknown option', [CLIP, '--loud']],
    ['a reference for liveness', [CLIP, '--reference', CLIP]],
  ])('refuses %s', (_, args) => {
    expect(() => parseClipOptions(args)).toThrow(TypeError);
  });
});
