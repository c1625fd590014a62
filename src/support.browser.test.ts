import { afterEach, expect, test, vi } from 'vitest';
import { checkSupport } from './support.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test('a current browser has everything, and nobody was asked', async () => {
  const ask = vi.spyOn(navigator.mediaDevices, 'getUserMedia');
  const report = await checkSupport();
  expect(report).toMatchObject({ supported: true, missing: [], webView: null });
  expect(report.cameras).toBeGreaterThan(0);
  expect(['granted', 'prompt', 'denied']).toContain(report.permission);
  expect(ask).not.toHaveBeenCalled();
});

test('the look for module workers starts none', async () => {
  const created = vi.fn();
  const Original = Worker;
  vi.stubGlobal(
    'Worker',
    class extends Original {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        created();
      }
    },
  );
  expect((await checkSupport()).missing).not.toContain('module-workers');
  expect(created).not.toHaveBeenCalled();
});

test.each([
  ['OffscreenCanvas', 'offscreen-canvas'],
  ['Worker', 'module-workers'],
  ['WebAssembly', 'webassembly-simd'],
] as const)('without %s', async (name, need) => {
  vi.stubGlobal(name, undefined);
  expect(await checkSupport()).toMatchObject({ supported: false, missing: [need] });
});

test('a question about devices that is never answered does not hold the check up', async () => {
  vi.spyOn(navigator.mediaDevices, 'enumerateDevices').mockReturnValue(new Promise(() => undefined));
  expect(await checkSupport()).toMatchObject({ supported: true, cameras: null });
});
