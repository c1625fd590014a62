/** Command line of the start command. */
import { parseArgs } from 'node:util';

export interface StartOptions {
  /** For a phone on the same network: TLS with a self-signed certificate, on every address of this machine. */
  readonly https: boolean;
  readonly port: number;
  readonly gatewayPort: number;
  /** Folder for database, keys and certificate. */
  readonly data: string;
}

export const USAGE = `Usage: npm start [-- options]

The gateway, a partner's server and its page, until interrupted.

  --https            also for phones on this network, with a self-signed certificate
  --port N           of the partner's page, default 8787
  --gateway-port N   of the gateway on this machine, default 8080
  --data DIR         database, keys and certificate, default .data`;

const portOf = (text: string, name: string): number => {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535) {
    throw new TypeError(`--${name} must be a port number`);
  }
  return port;
};

/** Throws a `TypeError` that names the wrong option. */
export const parseStartOptions = (args: readonly string[]): StartOptions => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'https': { type: 'boolean', default: false },
      'port': { type: 'string', default: '8787' },
      'gateway-port': { type: 'string', default: '8080' },
      'data': { type: 'string', default: '.data' },
    },
  });
  const port = portOf(values.port, 'port');
  const gatewayPort = portOf(values['gateway-port'], 'gateway-port');
  if (port === gatewayPort) {
    throw new TypeError('--port and --gateway-port must differ');
  }
  return { https: values.https, port, gatewayPort, data: values.data };
};
