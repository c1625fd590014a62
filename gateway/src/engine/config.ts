/** The engine's part of the configuration: third-party nets that decide about liveness together with ours. */
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/**
 * Default weights of our net and the experts, for the open nets of `presets.ts` together with
 * the nets of the end of November 2026; the only place for these numbers. See `jointScore`; gateway/README.md gives their error rates.
 */
export const JOINT = { own: 1, scale: 1, bias: -0.3 } as const;
/** Weight of an expert's logit. Minivision's two nets are meant to be used together. */
export const WEIGHTS = { minivision: 0.2, facenox: 0.3, other: 0.2 } as const;

/** An expert's known answers: one for each drawn picture. */
export const KNOWN_ANSWERS = 2;

const outputSchema = z.strictObject({
  /**
   * `softmax`: a logit for each class. `difference`: two logits, the live one minus the other, or a single logit.
   * `probabilities`: the net ends in a softmax.
   */
  kind: z.enum(['softmax', 'difference', 'probabilities']),
  /** 0-based indices of the bona fide outputs. */
  live: z.array(z.number().int().nonnegative()).min(1),
});

const netSchema = z.strictObject({
  /** Names the expert in the record of each check. */
  name: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,39}$/, 'must be lower-case letters, digits, dots and hyphens'),
  /** ONNX, relative to the configuration's own folder. */
  file: z.string().min(1),
  /** Lower-case hex. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  crop: z.strictObject({
    /** Side of the crop over that of the face's box, brows to chin. */
    scale: z.number().min(0.5).max(10),
    /** What happens at the picture's border: the crop is moved and shrunk to stay inside, or the picture is reflected. */
    border: z.enum(['moved', 'reflected']),
  }),
  input: z.strictObject({
    /** Pixels on each side. */
    size: z.number().int().min(1).max(1024),
    order: z.enum(['RGB', 'BGR']),
    range: z.enum(['0-1', '0-255']),
  }),
  output: outputSchema,
});

const expertSchema = netSchema.extend({
  /** Weight of its logit in the sum. 0 only records it. */
  weight: z.number().min(0),
  /** Its logits on the drawn pictures, recorded when it was added. */
  knownAnswers: z.array(z.number()).length(KNOWN_ANSWERS),
});

const distinct = (experts: readonly { readonly name: string }[]): boolean =>
  new Set(experts.map(({ name }) => name)).size === experts.length;

export const engineSchema = z.strictObject({
  experts: z.array(expertSchema).max(8).refine(distinct, 'names an expert twice').default([]),
  joint: z
    .strictObject({
      /** Weight of our own net's logit. */
      own: z.number().min(0).default(JOINT.own),
      /** Applied to the sum of the weighted logits. */
      scale: z.number().positive().default(JOINT.scale),
      bias: z.number().default(JOINT.bias),
    })
    .default(JOINT),
});

/** What is needed to run a net. */
export type ExpertNet = z.infer<typeof netSchema>;
export type ExpertConfig = z.infer<typeof expertSchema>;
export type EngineConfig = z.infer<typeof engineSchema>;

const parseBy =
  <Value>(schema: z.ZodType<Value>) =>
  (value: unknown): Value => {
    const parsed = schema.safeParse(value);
    if (!parsed.success) {
      throw new Error(`The entry is not complete:\n${z.prettifyError(parsed.error)}`);
    }
    return parsed.data;
  };

/** Both throw an error that names every problem. */
export const parseExpertNet = parseBy(netSchema);
export const parseExpert = parseBy(expertSchema);

/** Paths of experts are relative to the configuration file, not to the working directory. */
export const fromFolderOf = (configFile: string | URL, engine: EngineConfig): EngineConfig => {
  const folder = dirname(typeof configFile === 'string' ? configFile : fileURLToPath(configFile));
  return { ...engine, experts: engine.experts.map((expert) => ({ ...expert, file: resolve(folder, expert.file) })) };
};
