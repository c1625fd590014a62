/** How the family names what is wrong with a request. */
import { HEADERS } from 'lifesign/contract';
import { z } from '@hono/zod-openapi';
import { userIdSchema } from '../../http/user-id.ts';
import { CoeFailure } from './failure.ts';

/** A cause of the contract, put into a schema as its error message. */
const CAUSE = /^[A-Z][A-Z0-9_]+$/;

const HEADER_MAX = 200;

interface ValidationResult {
  readonly success: boolean;
  readonly target: string;
  readonly error?: { readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[] };
}

/** A validation hook: the first problem decides, under the route's code for missing or wrong input. */
export const refuseWith =
  (code: string, fallback = 'INVALID_REQUEST') =>
  (result: ValidationResult): undefined => {
    if (result.success) {
      return undefined;
    }
    const issue = result.error?.issues[0];
    const message = issue?.message ?? '';
    throw new CoeFailure(400, code, CAUSE.test(message) ? message : fallback);
  };

export const upper = (name: string): string => name.toUpperCase().replaceAll('-', '_');

/** A required header. Blank counts as missing, as the contract's causes say. */
export const header = (name: string, description: string) =>
  z
    .string({ error: `${upper(name)}_CAN_NOT_BE_EMPTY` })
    .trim()
    .min(1, `${upper(name)}_CAN_NOT_BE_EMPTY`)
    .max(HEADER_MAX, `INVALID_${upper(name)}`)
    .openapi({ param: { name, in: 'header', required: true, description } });

/** The partner's id of a user. */
export const userIdHeader = () =>
  z
    .string({ error: `${upper(HEADERS.partnerUserId)}_CAN_NOT_BE_EMPTY` })
    .trim()
    .min(1, `${upper(HEADERS.partnerUserId)}_CAN_NOT_BE_EMPTY`)
    .max(HEADER_MAX, `INVALID_${upper(HEADERS.partnerUserId)}`)
    .refine((id) => userIdSchema.safeParse(id).success, `INVALID_${upper(HEADERS.partnerUserId)}`)
    .openapi({
      param: { name: HEADERS.partnerUserId, in: 'header', required: true, description: "The partner's id of the user" },
    });

/** An optional header that must not be blank when sent. */
export const optionalHeader = (name: string, description: string, blank = `${upper(name)}_CAN_NOT_BE_EMPTY`) =>
  z
    .string()
    .trim()
    .min(1, blank)
    .max(HEADER_MAX, `INVALID_${upper(name)}`)
    .optional()
    .openapi({ param: { name, in: 'header', required: false, description } });

/** Documents the token header; the middleware in front has checked it already. */
export const tokenHeader = (kind: 'partner' | 'user') =>
  z
    .string()
    .optional()
    .openapi({ param: { name: HEADERS.token, in: 'header', required: true, description: `The ${kind} token.` } });
