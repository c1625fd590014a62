/** The BPM self-service family's column of refusals. */
import { expect } from 'vitest';
import { tokenOf } from '../bpm.ts';
import { ask } from '../capture.ts';
import { bearer } from '../e-verify.ts';
import { jpeg } from '../harness.ts';
import { bpmAnswer, type Column, forged, NO_PICTURE, rows, SQL } from '../hazards.ts';

const COMMANDS = '/api/BPMSelfService/commands';

const post = (name: string, token: string, body: unknown = {}) => ({
  method: 'POST',
  path: `${COMMANDS}/${name}`,
  headers: bearer(token),
  body,
});

const at = (status: number, code: string) => ({ status, answer: bpmAnswer(code) });

export const bpmColumn: Column = async (gateway) => {
  const old = await tokenOf({ expiresIn: 60 });
  return async () => {
    const jane = await tokenOf();
    const john = await tokenOf({ sub: '4321' });
    const admin = await tokenOf({ roles: ['admin'], sub: '9' });
    const start = { ...post('StartLivenessSessionCommand', john, { sessionId: 'secret-session' }) };
    expect((await ask(gateway, start.method, start.path, start.headers, start.body)).status).toBe(200);
    const record = { sessionId: 'mine', isSuccessful: true };
    const update = (token: string, more: object) => post('UpdateLivenessCheckCommand', token, { ...record, ...more });
    const list = (body: unknown) => post('RetrieveLivenessChecksQuery', admin, body);
    const imageBase64 = Buffer.from(await jpeg(480, 500)).toString('base64');
    const everyCommand = (token: string) => ({
      'a record': update(token, {}),
      'a session': post('StartLivenessSessionCommand', token),
      'the standing': post('CheckLivenessStatusQuery', token),
      'a user': post('GetUserLivenessCheckQuery', token, { userId: 4321 }),
      'a list': post('RetrieveLivenessChecksQuery', token),
    });
    const none = { ...list({}), status: 200 };
    return {
      'wrong role': rows(
        { ...list({}), ...at(403, '04') },
        {
          'a customer asks for a list': post('RetrieveLivenessChecksQuery', jane),
          'a customer asks for a user': post('GetUserLivenessCheckQuery', jane, { userId: 4321 }),
          'an administrator sends a record': update(admin, {}),
          'an administrator begins a session': post('StartLivenessSessionCommand', admin),
        },
      ),
      'foreign record': rows(
        { ...list({}), ...at(403, '04') },
        {
          'a record under another user’s session': update(jane, { sessionId: 'secret-session', imageBase64 }),
        },
      ),
      'expired token': rows({ ...list({}), ...at(401, '05') }, everyCommand(old)),
      'reused token': rows(
        { ...list({}), ...at(409, '06') },
        {
          'another user’s session once more': post('StartLivenessSessionCommand', jane, {
            sessionId: 'secret-session',
          }),
          'one’s own': start,
        },
      ),
      'forged token': rows(
        { ...list({}), ...at(401, '05') },
        {
          ...everyCommand(forged(jane)),
          ...everyCommand(
            await tokenOf({ roles: ['customer', 'admin'], secret: 'another-secret-of-much-the-same-length' }),
          ),
        },
      ),
      'oversize body': rows(
        { ...list({}), ...at(400, '01') },
        {
          'a picture': update(jane, { imageBase64: 'A'.repeat(7_200_000) }),
          'a second picture': update(jane, { imageBase64, additionalImageBase64: 'A'.repeat(7_200_000) }),
          'all of it': update(jane, { imagePath: 'A'.repeat(15_000_000) }),
        },
      ),
      'non-image body': rows(
        { ...list({}), ...at(400, '01') },
        {
          'text': update(jane, { imageBase64: NO_PICTURE }),
          'text as the second picture': update(jane, { imageBase64, additionalImageBase64: NO_PICTURE }),
          'an SVG': update(jane, { imageBase64: `data:image/svg+xml;base64,${NO_PICTURE}` }),
        },
      ),
      'page size out of range': rows(
        { ...list({}), ...at(400, '01') },
        {
          'none': list({ pageSize: 0 }),
          'too many': list({ pageSize: 101 }),
          'a negative page': list({ pageNumber: -1 }),
        },
      ),
      'SQL in a filter': rows(
        { ...none, ...at(400, '01') },
        {
          'as a user': list({ selfServiceUserId: SQL }),
          'as a size': list({ pageSize: SQL }),
          'as a session, which is a text': {
            ...list({ sessionId: SQL }),
            status: 200,
            answer: expect.objectContaining({
              data: { Items: [], PageNumber: 1, PageSize: 20, TotalCount: 0, TotalPages: 0 },
            }) as unknown,
          },
        },
      ),
      'private address in an image URL': { notApplicable: '`imagePath` is stored as text and never opened' },
    };
  };
};
