/** Codes and causes of invalid requests. */
import { HEADERS } from 'lifesign/contract';
import { z } from '@hono/zod-openapi';
import { headerSchema } from '../../../http/text.ts';
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

/** `missing` is the contract's cause for a missing header. */
export const textHeader = (name: string, missing: string) =>
  headerSchema({ maxLength: HEADER_MAX, missing, invalid: `INVALID_${upper(name)}` });

/** A required header. Blank counts as missing, as the contract's causes say. */
export const header = (name: string, description: string) =>
  textHeader(name, `${upper(name)}_CAN_NOT_BE_EMPTY`).openapi({
    param: { name, in: 'header', required: true, description },
  });

/** An optional header that must not be blank when sent. */
export const optionalHeader = (name: string, description: string, blank = `${upper(name)}_CAN_NOT_BE_EMPTY`) =>
  textHeader(name, blank)
    .optional()
    .openapi({ param: { name, in: 'header', required: false, description } });

/** Documents the token header; the middleware in front has checked it already. */
export const tokenHeader = (kind: 'partner' | 'user') =>
  z
    .string()
    .optional()
    .openapi({ param: { name: HEADERS.token, in: 'header', required: true, description: `The ${kind} token.` } });
