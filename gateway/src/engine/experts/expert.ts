/** One expert: an ONNX file, verified against its entry, that gives a logit for a face. */
import { readFile } from 'node:fs/promises';
import type { FaceGeometry, Pixels } from 'lifesign/vision';
import { sha256Of } from '../../crypto/sha256.ts';
import type { ExpertConfig, ExpertNet } from '../config.ts';
import { DRAWN_PICTURES } from './drawn-pictures.ts';
import { expertInput } from './expert-input.ts';
import { expertLogit } from './joint.ts';
import { openSession } from './onnx-session.ts';

/** An unusable entry; the message is one line that says which and why. */
export class ExpertError extends Error {
  override readonly name = 'ExpertError';
}

export interface OpenExpert {
  /** Its logit; positive means bona fide. */
  logit(pixels: Pixels, geometry: FaceGeometry): Promise<number>;
  /** Its logits on the drawn pictures, in their order. */
  answers(): Promise<readonly number[]>;
  release(): Promise<void>;
}

export interface Expert extends OpenExpert {
  readonly config: ExpertConfig;
}

/** Tolerated difference between two machines' logits, relative where they are large. Other settings or files differ by more. */
const TOLERANCE = 0.01;

/** Rejects with `ExpertError` when the file is missing, has another hash, or is not a net of the entry's shape. */
export const openExpert = async (net: ExpertNet): Promise<OpenExpert> => {
  const bytes = await readFile(net.file).catch((error: unknown) => {
    throw refusal(net, `cannot be read: ${firstLine(error)}`, error);
  });
  const sha256 = sha256Of(bytes);
  if (sha256 !== net.sha256) {
    throw refusal(net, `has the SHA-256 ${sha256}, its entry says ${net.sha256}`);
  }
  const session = await openSession(bytes, net.input.size).catch((error: unknown) => {
    throw refusal(net, `is not a net of this entry: ${firstLine(error)}`, error);
  });
  const logit: OpenExpert['logit'] = async (pixels, geometry) => {
    const outputs = await session.run(expertInput(pixels, geometry, net)).catch((error: unknown) => {
      throw refusal(net, `cannot be run: ${firstLine(error)}`, error);
    });
    const problem = outputProblem(outputs.length, net.output);
    if (problem !== null) {
      throw refusal(net, `is not a net of this entry: ${problem}`);
    }
    return expertLogit(outputs, net.output);
  };
  return {
    logit,
    answers: async () => {
      const logits: number[] = [];
      for (const { pixels, geometry } of DRAWN_PICTURES) {
        logits.push(await logit(pixels, geometry));
      }
      return logits;
    },
    release: () => session.release(),
  };
};

/** As `openExpert`, and rejects when the net does not give its known answers here. */
export const startExpert = async (config: ExpertConfig): Promise<Expert> => {
  const expert = await openExpert(config);
  try {
    checkAnswers(config, await expert.answers());
    return { ...expert, config };
  } catch (error) {
    await expert.release();
    throw error;
  }
};

const checkAnswers = (config: ExpertConfig, answers: readonly number[]): void => {
  const isRight = config.knownAnswers.every((known, index) => {
    const error = Math.abs((answers[index] ?? Number.NaN) - known);
    return error <= TOLERANCE * Math.max(1, Math.abs(known));
  });
  if (!isRight) {
    const [got, known] = [answers, config.knownAnswers].map((logits) =>
      logits.map((logit) => logit.toFixed(3)).join(', '),
    );
    throw refusal(
      config,
      `answers ${got} to the drawn pictures, its entry says ${known}: add it again if its settings are meant`,
    );
  }
};

const outputProblem = (count: number, { kind, live }: ExpertNet['output']): string | null => {
  const isRight =
    live.every((index) => index < count) &&
    (kind === 'difference' ? live.length === 1 && count <= 2 : live.length < count);
  return isRight ? null : `it gives ${count} numbers, which ${kind} with ${live.join(', ')} live cannot be`;
};

const refusal = ({ name, file }: ExpertNet, problem: string, cause?: unknown): ExpertError =>
  new ExpertError(`Expert ${name}: ${file} ${problem}`, { cause });

const firstLine = (error: unknown): string => {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0] ?? '';
};
