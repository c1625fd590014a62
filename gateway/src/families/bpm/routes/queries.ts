/** Queries of customers and administrators (contracts 7). They answer in Pascal case, unlike commands, as the contract says. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { BpmProfile } from '../tokens.ts';
import { queryData, timeOf } from '../rules.ts';
import { COUNTED } from '../../../database/total.ts';
import { asJsonNumber } from '../../../http/long.ts';
import { type LivenessRecord, readRecord, readRecords, readUser, standingOf } from '../use-cases/read.ts';
import { cursorOf, NEXT_CURSOR_HEADER, TOTAL_HEADER } from '../../../http/cursor.ts';
import { bearer, body, optionalBody, responses, success } from './envelope.ts';
import { BpmFailure } from './failure.ts';
import { type BpmEnv, type BpmGuards, type BpmRouteDeps, jsonBody, refuseInvalid } from './guards.ts';
import { DATA, listSchema, lookSchema, userSchema } from './schemas.ts';

const PATH = '/api/BPMSelfService/commands';

const statusRoute = ({ customerOnly }: BpmGuards) =>
  createRoute({
    method: 'post',
    path: `${PATH}/CheckLivenessStatusQuery`,
    tags: ['BPM self-service'],
    summary: 'Whether the current user has completed liveness; the latest record decides',
    middleware: [customerOnly, ...jsonBody(4096)] as const,
    request: { headers: bearer('customer'), body: optionalBody(z.object({})) },
    responses: responses(DATA.status, 'Where the user stands.'),
  });

const userRoute = ({ adminOnly }: BpmGuards) =>
  createRoute({
    method: 'post',
    path: `${PATH}/GetUserLivenessCheckQuery`,
    tags: ['BPM self-service'],
    summary: 'The deciding record of a user with its picture; every access is audited',
    middleware: [adminOnly, ...jsonBody(4096, { hasLongs: true })] as const,
    request: { headers: bearer('admin'), body: body(userSchema) },
    responses: responses(DATA.user, 'The user; `LivenessCheck` is null when liveness is not completed.', [404]),
  });

const recordRoute = ({ adminOnly }: BpmGuards) =>
  createRoute({
    method: 'post',
    path: `${PATH}/GetLivenessCheckQuery`,
    tags: ['BPM self-service'],
    summary: 'Ours: any record by its id with its picture, whatever its outcome; every access is audited',
    middleware: [adminOnly, ...jsonBody(4096)] as const,
    request: { headers: bearer('admin'), body: body(lookSchema) },
    responses: responses(DATA.record, 'The record.', [404]),
  });

const listRoute = ({ adminOnly }: BpmGuards) =>
  createRoute({
    method: 'post',
    path: `${PATH}/RetrieveLivenessChecksQuery`,
    tags: ['BPM self-service'],
    summary: 'All records, newest first; filters are ANDed',
    middleware: [adminOnly, ...jsonBody(4096, { hasLongs: true })] as const,
    request: { headers: bearer('admin'), body: optionalBody(listSchema) },
    responses: responses(
      DATA.list,
      `One page; empty past the end. The header \`${NEXT_CURSOR_HEADER}\` is for the next one. Records are counted up to ${COUNTED}: with more of them, that is \`TotalCount\`, and the header \`${TOTAL_HEADER}\` says \`at-least\`.`,
    ),
  });

export const queryRoutes = (deps: BpmRouteDeps, guards: BpmGuards) =>
  new OpenAPIHono<BpmEnv>({ defaultHook: refuseInvalid })
    .openapi(statusRoute(guards), async (c) => {
      const { completed, record } = await standingOf(deps, c.var.customer.userId);
      return c.json(
        success(
          {
            HasCompletedLivenessCheck: completed,
            LivenessCheckDate: record === null ? null : timeOf(record.created_at),
            SessionId: record?.session_id ?? null,
          },
          `Liveness check has ${completed ? '' : 'not '}been completed.`,
        ),
        200,
      );
    })
    .openapi(userRoute(guards), async (c) => {
      const { userId } = c.req.valid('json');
      const user = await readUser(deps, userId, c.var.admin);
      if (user === null) {
        throw new BpmFailure('03', 'The user does not exist.');
      }
      const data = {
        UserId: asJsonNumber(userId),
        ...profileData(user.profile),
        HasCompletedLivenessCheck: user.completed,
        LivenessCheck: user.record === null ? null : { ...queryData(user.record), ImageBase64: user.image },
      };
      // The contract's only answer without a message.
      return c.json({ isSuccessful: true as const, statusCode: '00' as const, data }, 200);
    })
    .openapi(recordRoute(guards), async (c) => {
      const found = await readRecord(deps, c.req.valid('json').id, c.var.admin);
      if (found === null) {
        throw new BpmFailure('03', 'The record does not exist.');
      }
      return c.json(success({ ...listedData(found), ImageBase64: found.image }, 'Liveness check retrieved.'), 200);
    })
    .openapi(listRoute(guards), async (c) => {
      const { preRegistrationId, selfServiceUserId, sessionId, ...page } = c.req.valid('json');
      const pageNumber = page.pageNumber ?? 1;
      const pageSize = page.pageSize ?? 20;
      const filter = {
        preRegistrationId: preRegistrationId ?? undefined,
        userId: selfServiceUserId ?? undefined,
        sessionId: sessionId ?? undefined,
      };
      const { records, total, isTotalExact, next } = await readRecords(deps, filter, {
        pageNumber,
        pageSize,
        after: page.cursor?.[0],
      });
      if (next !== null) {
        c.header(NEXT_CURSOR_HEADER, cursorOf([next]));
      }
      if (!isTotalExact) {
        c.header(TOTAL_HEADER, 'at-least');
      }
      return c.json(
        success(
          {
            Items: records.map(listedData),
            PageNumber: pageNumber,
            PageSize: pageSize,
            TotalCount: total,
            TotalPages: Math.ceil(total / pageSize),
          },
          'Liveness checks retrieved.',
        ),
        200,
      );
    });

const listedData = ({ row, facts }: Pick<LivenessRecord, 'row' | 'facts'>) => ({
  ...queryData(facts),
  SelfServiceUserId: asJsonNumber(row.user_id),
  PreRegistrationId: row.pre_registration_id === null ? null : asJsonNumber(row.pre_registration_id),
});

const profileData = (profile: BpmProfile) => ({
  EmailAddress: profile.emailAddress,
  UserId2: profile.userId2,
  FirstName: profile.firstName,
  LastName: profile.lastName,
  MiddleName: profile.middleName,
  DisplayName: profile.displayName,
});
