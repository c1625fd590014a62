// The partner's backend with the two calls that a launch needs. It needs only Node (20 or newer).
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const {
  GATEWAY_URL,
  PUBLIC_GATEWAY_URL = GATEWAY_URL,
  CLIENT_ID,
  PASS_KEY,
  CALLBACK_SECRET,
  PORT = '8787',
} = process.env;
const PARTNER = process.env.ONBOARDING_PARTNER ?? 'SANDBOX-SDK-COE_STANDALONE_LIVENESS';

const gateway = async (path, options) => (await (await fetch(GATEWAY_URL + path, options)).json()).data;

/** Initiate Flow: the page gets a short-lived token; the pass key never leaves this server. */
const launch = async () => {
  const credentials = { 'client-id': CLIENT_ID, 'pass-key': PASS_KEY };
  const partner = await gateway('/v1/coe/partner/authentication', { headers: credentials });
  const correlationId = randomUUID();
  const flow = await gateway('/coe-partner/v1/initiate-flow', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-onekyc-token': partner.token,
      'x-onboarding-partner': PARTNER,
      'x-partner-user-id': 'sandbox-valid', // your id of the person
      'x-partner-user-id-type': 'CUSTOMER',
      'x-partner-session-id': correlationId,
    },
    body: JSON.stringify({ flow: 'STANDALONE_LIVENESS', source: 'SDK', additionalDetails: { userLocale: 'en_ID' } }),
  });
  return { baseUrl: PUBLIC_GATEWAY_URL, token: flow.token, correlationId };
};

/** The completion callback: only a body signed by the gateway counts. */
const isGenuine = (request, body) => {
  const { 'x-timestamp': time, 'x-signature': signature = '' } = request.headers;
  const expected = `sha256=${createHmac('sha256', CALLBACK_SECRET).update(`${time}.${body}`).digest('hex')}`;
  const isFresh = Math.abs(Date.now() / 1000 - Number(time)) < 300;
  return (
    isFresh && signature.length === expected.length && timingSafeEqual(Buffer.from(signature), Buffer.from(expected))
  );
};

createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray()).toString();
  if (request.method === 'POST' && request.url === '/api/launch') {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(await launch()));
  } else if (request.method === 'POST' && request.url === '/callback' && isGenuine(request, body)) {
    const { result, submissionId } = JSON.parse(body);
    console.log(`callback ${submissionId} ${result}`); // continue your own process here
    response.end();
  } else {
    response.writeHead(request.url === '/healthz' ? 200 : 404).end();
  }
}).listen(Number(PORT), () => console.log(`listening on ${PORT}`));
