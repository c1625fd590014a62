/** Schemas of answers that several families share; each family's own are in its folder. */
import {
  array,
  fallback,
  type GenericSchema,
  type InferOutput,
  length,
  maxLength,
  maxValue,
  minValue,
  nonEmpty,
  number,
  picklist,
  pipe,
  safeParse,
  string,
  transform,
  union,
} from 'valibot';
import { CHALLENGES, LIGHT, MOMENTS, TINT_NAMES } from '../../contract/index.ts';
import { LifesignError } from '../../errors.ts';

/** Throws `api-malformed`, which names the invalid field but not its value. */
export const parseAnswer = <S extends GenericSchema>(schema: S, value: unknown): InferOutput<S> => {
  const parsed = safeParse(schema, value, { abortEarly: true });
  if (parsed.success) {
    return parsed.output;
  }
  const path = parsed.issues[0].path ?? [];
  const field = path.map(({ key }) => String(key)).join('.') || 'body';
  throw new LifesignError('api-malformed', `The gateway's answer has no usable ${field}`, { detail: field });
};

export const text = pipe(string(), nonEmpty());

export const deviceVerdict = picklist(['enforce', 'report']);

const challenge = picklist(CHALLENGES);

/** The challenges of a session, or a single one. Unknown names are rejected: the person could never complete them. */
export const challenges = union([
  array(challenge),
  pipe(
    challenge,
    transform((name) => [name]),
  ),
]);

/** Shares of the hold, 0..1, of which the gateway wants frames. Empty when the answer has none, or invalid ones. */
export const moments = fallback(pipe(array(pipe(number(), minValue(0), maxValue(1))), maxLength(MOMENTS.max)), []);

/** Tints for the screen, in order. One that names others, as a later gateway might, gets none. */
export const light = fallback(pipe(array(picklist(TINT_NAMES)), length(LIGHT.steps)), []);
