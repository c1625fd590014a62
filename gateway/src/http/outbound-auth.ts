import type { OutboundAuth } from './outbound-auth-config.ts';

/** The header that authenticates the gateway to a partner. */
export const authHeaders = (auth: OutboundAuth): Record<string, string> => {
  switch (auth.type) {
    case 'none':
      return {};
    case 'basic':
      return { authorization: `Basic ${Buffer.from(`${auth.username}:${auth.password}`, 'utf8').toString('base64')}` };
    case 'bearer':
      return { authorization: `Bearer ${auth.token}` };
    case 'apiKey':
      return { [auth.header.toLowerCase()]: auth.value };
  }
};
