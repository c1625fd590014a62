/** The Liveness Check Proxy's column of refusals. */
import { expect } from 'vitest';
import { type Column, lcpAnswer, NO_PICTURE, rows, SQL } from '../hazards.ts';
import { ADMIN, basic, LCP, recordFor, tokenOf, verify } from '../lcp.ts';

const sending = (livenessRecord: unknown) => ({
  method: 'POST',
  path: `${LCP}/liveness/verify`,
  headers: {},
  body: { userId: 'user1', livenessRecord },
});

const reading = (path: string) => ({ method: 'GET', path, headers: ADMIN });

const at = (status: number, code: string) => ({ status, answer: lcpAnswer(code) });

export const lcpColumn: Column = async (gateway) => {
  const old = await recordFor(await tokenOf(gateway, 'user1'));
  return async () => {
    const mine = await recordFor(await tokenOf(gateway, 'user1'));
    const foreign = await recordFor(await tokenOf(gateway, 'secret-user'));
    const used = await recordFor(await tokenOf(gateway, 'user1'));
    expect((await verify(gateway, 'user1', used)).status).toBe(200);
    const audit = `${LCP}/admin/audit/users`;
    const reference = { method: 'PUT', path: `${LCP}/admin/reference-images/user1`, headers: ADMIN };
    return {
      'wrong role': rows(
        { ...reading(`${audit}/user1`), ...at(403, 'ERROR_REQUEST') },
        {
          'a reader of the audit log': { headers: basic('reader', 'reader-password') },
          'a reader who stores a picture': { ...reference, headers: basic('reader', 'reader-password'), body: 'x' },
          'nobody': { headers: {}, ...at(401, 'ERROR_REQUEST') },
        },
      ),
      'foreign record': rows({ ...sending(foreign), ...at(400, 'VERIFICATION_ERROR') }, { 'another user’s token': {} }),
      'expired token': rows({ ...sending(old), ...at(400, 'VERIFICATION_ERROR') }, { 'one of two hours ago': {} }),
      'reused token': rows({ ...sending(used), ...at(400, 'VERIFICATION_ERROR') }, { 'one that was verified': {} }),
      'forged token': rows(
        { ...sending(mine), ...at(400, 'VERIFICATION_ERROR') },
        {
          'a made-up one': sending(await recordFor('A'.repeat(43))),
          'a password': {
            ...reading(`${audit}/user1`),
            body: undefined,
            headers: basic('admin', 'guess'),
            ...at(401, 'ERROR_REQUEST'),
          },
        },
      ),
      'oversize body': rows(
        { ...sending(mine), ...at(400, 'ERROR_REQUEST') },
        {
          'a capture': sending({ ...mine, image: 'A'.repeat(24_000_000) }),
          'a user': { body: { userId: 'A'.repeat(40_000) } },
          'a reference picture': { ...reference, body: 'A'.repeat(6_000_000) },
        },
      ),
      'non-image body': rows(
        { ...sending(mine), ...at(400, 'ERROR_REQUEST') },
        {
          'text as capture': sending({ ...mine, image: NO_PICTURE }),
          'text as reference picture': { ...reference, body: 'not a picture at all', ...at(409, 'ERROR_REQUEST') },
        },
      ),
      'page size out of range': rows(
        { ...reading(audit), ...at(400, 'ERROR_REQUEST') },
        {
          'none': { path: `${audit}/user1?pageSize=0` },
          'too many': { path: `${audit}/user1?pageSize=1001` },
          'a negative page': { path: `${audit}/user1?pageNumber=-1` },
        },
      ),
      'SQL in a filter': rows(
        { ...reading(audit), ...at(400, 'ERROR_REQUEST') },
        {
          'as a time': { path: `${audit}/user1?start=${encodeURIComponent(SQL)}` },
          'as an entry': { path: `${LCP}/admin/audit/${encodeURIComponent(SQL)}` },
          'as a user, which is a text': {
            path: `${audit}/${encodeURIComponent(SQL)}`,
            status: 200,
            answer: { records: [] },
          },
        },
      ),
      'private address in an image URL': { notApplicable: 'no call of this family takes an address' },
    };
  };
};
