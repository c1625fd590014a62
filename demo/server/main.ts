/** Starts the partner's server from its environment (settings.ts). */
import { createServer as createTlsServer } from 'node:https';
import { serve, type ServerType } from '@hono/node-server';
import { createPartnerApp } from './app.ts';
import { buildPages, isSdkBuilt } from './pages.ts';
import { readSettings } from './settings.ts';

const settings = readSettings(process.env);
if (!isSdkBuilt()) {
  process.stderr.write('The SDK is not built: run `npm run build` first.\n');
  process.exit(1);
}

const { fetch } = createPartnerApp(settings, await buildPages());
const { host: hostname, port, tls, loopbackPort } = settings;
const servers: ServerType[] = [
  serve(
    tls === null
      ? { fetch, hostname, port }
      : { fetch, hostname, port, createServer: createTlsServer, serverOptions: tls },
  ),
];
if (loopbackPort !== null) {
  servers.push(serve({ fetch, hostname: '127.0.0.1', port: loopbackPort }));
}

for (const server of servers) {
  server.on('error', (error) => {
    const isTaken = 'code' in error && error.code === 'EADDRINUSE';
    process.stderr.write(isTaken ? `Port ${port} is in use: set PORT to another one.\n` : `${error.message}\n`);
    process.exit(1);
  });
}

const stop = (): void => {
  for (const server of servers) {
    server.close();
    if ('closeAllConnections' in server) {
      // Event streams would keep the process alive while a page is open.
      server.closeAllConnections();
    }
  }
  if (process.connected) {
    process.disconnect();
  }
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
// A parent that started this process with an IPC channel and has ended is noticed only by the channel.
process.on('disconnect', stop);
