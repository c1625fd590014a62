/** What gateways answer, by schema. Knows what several families share; each has its own answers in its folder. */
import {
  array,
  type GenericSchema,
  type InferOutput,
  nonEmpty,
  picklist,
  pipe,
  safeParse,
  string,
  transform,
  union,
} from 'valibot';
import { CHALLENGES } from '../../contract/index.ts';
import { LifesignError } from '../../errors.ts';

/** Throws `api-malformed`, which names the field that is not as the schema says and nothing of what it holds. */
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

/** Movements that a session asks for, or one: a name that we do not know could never be done. */
export const challenges = union([
  array(challenge),
  pipe(
    challenge,
    transform((name) => [name]),
  ),
]);
