/** The e-verify family's column of refusals. */
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { revokeApiKey } from '../../../src/families/e-verify/store/api-keys.ts';
import { ask, captureOf, createSigner } from '../capture.ts';
import { bearer, MATCH, newKey, START } from '../e-verify.ts';
import { type Column, eVerifyAnswer, forged, NO_PICTURE, PRIVATE_ADDRESSES, rows, SQL } from '../hazards.ts';

const answers = (status: number, code: string) => ({ status, answer: eVerifyAnswer(code) });

export const eVerifyColumn: Column = async (gateway) => {
  const signer = await createSigner();
  const { key } = await newKey(gateway, 'acme');
  const start = async () => {
    const reply = await ask(gateway, 'POST', START, { 'x-api-key': key }, { client_session_token: randomUUID() });
    const { session_id: id } = reply.body as { session_id: string };
    const headers = bearer(reply.headers.get('x-lifesign-capture-token') ?? '');
    return { id, headers, method: 'PUT', path: `/v1/biometrics/liveness/${id}/capture` };
  };
  const open = async (at: Awaited<ReturnType<typeof start>>): Promise<string> => {
    const reply = await ask(gateway, 'POST', at.path, at.headers, { public_key: signer.publicKey });
    return (reply.body as { nonce: string }).nonce;
  };
  const old = await start();
  return async () => {
    const [mine, second, done] = [await start(), await start(), await start()];
    const about = { nonce: await open(mine), submissionId: mine.id };
    const good = await captureOf(signer, about);
    const usedAbout = { nonce: await open(done), submissionId: done.id };
    const used = await captureOf(signer, usedAbout);
    expect((await ask(gateway, 'PUT', done.path, done.headers, used)).status).toBe(200);
    const other = await newKey(gateway, 'secret-account');
    const matchOnly = await newKey(gateway, 'acme', 'live', ['face-match']);
    const revoked = await newKey(gateway, 'acme');
    await revokeApiKey(gateway.db, { now: () => new Date() }, revoked.id);
    const results = { path: `/v1/biometrics/liveness/${mine.id}/results`, headers: { 'x-api-key': key } };
    const capture = { ...mine, body: good };
    const token = (mine.headers.authorization ?? '').slice('Bearer '.length);
    const match = (url: string) => ({
      method: 'POST',
      path: MATCH,
      headers: { 'x-api-key': key },
      body: { source_image_url: url, target_image_url: url },
    });
    return {
      'wrong role': rows(
        { ...results, ...answers(401, 'unauthorized') },
        {
          'an API key as capture token': { ...capture, headers: bearer(key) },
          'a capture token as API key': { headers: { 'x-api-key': token } },
          'a key without the product': { headers: { 'x-api-key': matchOnly.key }, ...answers(403, 'forbidden') },
        },
      ),
      'foreign record': rows(
        { ...results, ...answers(404, 'not_found') },
        {
          'another account’s session': { headers: { 'x-api-key': other.key } },
          'another session’s capture': { ...capture, headers: second.headers, ...answers(403, 'forbidden') },
        },
      ),
      'expired token': rows(
        { ...results, ...answers(401, 'unauthorized') },
        {
          'a capture token': { ...old, body: good },
          'a key that was revoked': { headers: { 'x-api-key': revoked.key } },
        },
      ),
      'reused token': rows(
        { ...capture, ...answers(400, 'invalid_input') },
        {
          'evidence of another session': { body: used },
          'another session’s nonce': { body: await captureOf(signer, { ...about, nonce: usedAbout.nonce }) },
        },
      ),
      'forged token': rows(
        { ...capture, ...answers(401, 'unauthorized') },
        {
          'a capture token': { headers: bearer(forged(token)) },
          'a key': {
            ...results,
            method: 'GET',
            body: undefined,
            headers: { 'x-api-key': `ev_live_${'a'.repeat(43)}` },
          },
        },
      ),
      'oversize body': rows(
        { ...capture, ...answers(400, 'invalid_input') },
        {
          'a capture': { body: { ...good, images: { SELFIE: 'A'.repeat(15_000_000) } } },
        },
      ),
      'non-image body': rows(
        { ...capture, ...answers(400, 'invalid_input') },
        {
          'text, signed': { body: await captureOf(signer, about, { selfie: new Uint8Array(Buffer.from(NO_PICTURE)) }) },
          'no JSON': { body: 'not a capture' },
        },
      ),
      'page size out of range': { notApplicable: 'no call of this family has pages' },
      'SQL in a filter': rows(
        { ...results, ...answers(404, 'not_found') },
        {
          'as a session': { path: `/v1/biometrics/liveness/${encodeURIComponent(SQL)}/results` },
          'as a key': { headers: { 'x-api-key': `ev_live_${SQL}` }, ...answers(401, 'unauthorized') },
        },
      ),
      'private address in an image URL': rows(
        { ...match(''), ...answers(400, 'invalid_input') },
        Object.fromEntries(PRIVATE_ADDRESSES.map((url) => [url, match(url)])),
      ),
    };
  };
};
