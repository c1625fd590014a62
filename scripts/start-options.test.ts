import { expect, it } from 'vitest';
import { parseStartOptions } from './start-options.ts';

it('has defaults', () => {
  expect(parseStartOptions([])).toEqual({ https: false, port: 8787, gatewayPort: 8080, data: '.data' });
});

it('reads every option', () => {
  const args = ['--https', '--port', '9000', '--gateway-port=9001', '--data', '/tmp/x'];
  expect(parseStartOptions(args)).toEqual({ https: true, port: 9000, gatewayPort: 9001, data: '/tmp/x' });
});

it.each([
  [['--port', '0']],
  [['--port', '70000']],
  [['--port', '8e3']],
  [['--port', '9000', '--gateway-port', '9000']],
  [['--unknown']],
  [['extra']],
])('refuses %j', (args) => {
  expect(() => parseStartOptions(args)).toThrow(TypeError);
});
