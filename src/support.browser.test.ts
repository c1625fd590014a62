import { afterEach, expect, test, vi } from 'vitest';
import { checkSupport } from './support.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test('a current browser has everything, without a permission prompt', async () => {
  const ask = vi.spyOn(navigator.mediaDevices, 'getUserMedia');
  const report = await checkSupport();
  expect(report).toMatchObject({ supported: true, missing: [], webView: null, canvasNoise: 0 });
  expect(report.cameras).toBeGreaterThan(0);
  expect(['granted', 'prompt', 'denied']).toContain(report.permission);
  expect(ask).not.toHaveBeenCalled();
});

test('one worker is probed and terminated', async () => {
  const ended = vi.spyOn(Worker.prototype, 'terminate');
  const created = vi.fn((url: string) => new Worker(url, { type: 'module' }));
  const findings = { missing: ['canvas-readback'], canvasNoise: 90 };
  const script = `onmessage = ({ data }) => postMessage({ type: 'probed', id: data.id, findings: ${JSON.stringify(findings)} });`;
  const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  const report = await checkSupport({ createWorker: () => created(url) });
  expect(report).toMatchObject({ supported: false, missing: ['canvas-readback'], canvasNoise: 90 });
  expect(created).toHaveBeenCalledOnce();
  expect(ended).toHaveBeenCalledWith();
  expect(ended.mock.contexts).toContain(created.mock.results[0]?.value);
});

test.each([
  [
    'cannot be made',
    () => {
      throw new DOMException('', 'SecurityError');
    },
  ],
  ['does not start', () => new Worker('/nowhere.js', { type: 'module' })],
  ['says nothing', () => new Worker('data:text/javascript,', { type: 'module' })],
] as const)('a worker that %s is left to the engine to report', async (_, createWorker) => {
  expect(await checkSupport({ createWorker })).toMatchObject({ supported: true, canvasNoise: null });
});

test.each([
  ['OffscreenCanvas', 'offscreen-canvas'],
  ['Worker', 'module-workers'],
  ['WebAssembly', 'webassembly'],
] as const)('without %s', async (name, need) => {
  vi.stubGlobal(name, undefined);
  expect(await checkSupport()).toMatchObject({ supported: false, missing: [need] });
});

test('a device query that never settles does not delay the check', async () => {
  vi.spyOn(navigator.mediaDevices, 'enumerateDevices').mockReturnValue(new Promise(() => undefined));
  expect(await checkSupport()).toMatchObject({ supported: true, cameras: null });
});
