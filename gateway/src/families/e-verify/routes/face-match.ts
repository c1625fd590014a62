/** Face match by two addresses (contracts 6), for the partner's server. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Deps } from '../../../deps.ts';
import type { EVerifyDeps } from '../use-cases/sessions.ts';
import { DEFAULT_MATCH_THRESHOLD } from '../rules.ts';
import { type FaceMatchAnswer, matchFaces } from '../use-cases/face-match.ts';
import { EVerifyFailure } from './failure.ts';
import { type EVerifyEnv, type EVerifyLimits, jsonBody, keyOnly, refuseInvalid, requestIdOf } from './guards.ts';
import { keyHeader, responses } from './schemas.ts';

const MAX_BODY_BYTES = 16 * 1024;

const imageUrl = z.url({ protocol: /^https?$/ }).max(2048);

const faceMatchRoute = (deps: Deps, limits: EVerifyLimits) =>
  createRoute({
    method: 'post',
    path: '/v1/biometrics/face-match',
    tags: ['e-verify'],
    summary: 'Face match',
    middleware: [keyOnly(deps, limits, 'face-match'), ...jsonBody(MAX_BODY_BYTES)] as const,
    request: {
      headers: keyHeader,
      body: {
        required: true,
        content: {
          'application/json': {
            schema: z
              .object({
                source_image_url: imageUrl.openapi({ description: 'https; JPEG or PNG, 5 MB' }),
                target_image_url: imageUrl.openapi({ description: 'https; JPEG or PNG, 5 MB' }),
                threshold: z.number().min(0).max(100).default(DEFAULT_MATCH_THRESHOLD),
              })
              .openapi('FaceMatch'),
          },
        },
      },
    },
    responses: responses(
      z
        .object({
          request_id: z.string(),
          status: z.literal('completed'),
          result: z.object({
            match_score: z.number().min(0).max(100),
            is_match: z.boolean(),
            confidence: z.number().min(0).max(100),
          }),
          message: z.string(),
        })
        .openapi('FaceMatched'),
      'The match; two different people are a result, not a failure.',
      [400, 401, 403, 429, 500],
    ),
  });

export const faceMatchRoutes = (deps: EVerifyDeps, limits: EVerifyLimits) =>
  new OpenAPIHono<EVerifyEnv>({ defaultHook: refuseInvalid }).openapi(faceMatchRoute(deps, limits), async (c) => {
    const { source_image_url: sourceUrl, target_image_url: targetUrl, threshold } = c.req.valid('json');
    const answer = await matchFaces(deps, c.var.caller, { sourceUrl, targetUrl }, c.req.raw.signal);
    if (!answer.ok) {
      throw unusable(answer);
    }
    const { score, confidence } = answer.match;
    return c.json(
      {
        request_id: requestIdOf(c),
        status: 'completed' as const,
        result: { match_score: score, is_match: score >= threshold, confidence },
        message: 'Face matching completed successfully.',
      },
      200,
    );
  });

/** One message for every failure of fetching: distinct ones would reveal the gateway's network. */
const unusable = ({ picture, failure }: Extract<FaceMatchAnswer, { ok: false }>): EVerifyFailure => {
  const field = `${picture}_image_url`;
  const cause = new Error(failure);
  switch (failure) {
    case 'no-face':
      return new EVerifyFailure('invalid_input', `${field}: no face was found in the image.`, { cause });
    case 'too-small':
      return new EVerifyFailure('invalid_input', `${field}: the face in the image is too small to compare.`, { cause });
    case 'not-https':
    case 'invalid-url':
      return new EVerifyFailure('invalid_input', `${field} must be an https address.`, { cause });
    default:
      return new EVerifyFailure('invalid_input', `${field}: no JPEG or PNG could be fetched.`, { cause });
  }
};
