/** The engine's interface. Independent of threads and model runtime. */
import type { DocumentType } from 'lifesign/contract';
import type { PicturePrint } from '../images/picture-print.ts';
import type { Chroma } from './reflection.ts';

export interface EngineInput {
  /** Encoded JPEG or PNG bytes as uploaded; `SELFIE` is required. */
  readonly images: Readonly<Partial<Record<DocumentType, Uint8Array>>>;
  /** Encoded small frames of other moments of the same stream. Default: none. */
  readonly moments?: readonly Uint8Array[];
  /** Encoded small frames of the same stream while the screen took one tint after the other. Default: none. */
  readonly light?: readonly Uint8Array[];
  /** Encoded reference image, for a 1:1 match. */
  readonly reference?: Uint8Array;
  /** Minimum match score, 0..1; the engine's default when absent. */
  readonly matchThreshold?: number;
  /** Minimum liveness score, 0..1; the engine's default when absent. */
  readonly livenessThreshold?: number;
}

/** Why pictures could not be verified. */
export type CaptureProblem =
  'unreadable' | 'no-face' | 'several-faces' | 'too-small' | 'poor-quality' | 'different-faces';

/** Pictures of one verification that are copies of one: `selfies` of each other, or `reference` of one of them. */
export type CopyProblem = 'selfies' | 'reference';

/**
 * Why small frames cannot be other moments of the person in the selfies: there is no face, another one, all are one picture,
 * or they or their faces differ in size.
 */
export type MomentsProblem = 'no-face' | 'other-face' | 'alike' | 'apart';

export interface LivenessResult {
  /** 0..1, higher is more likely bona fide. */
  readonly score: number;
  readonly threshold: number;
  readonly result: boolean;
  /** `name@first twelve hex digits of the weights' SHA-256`; a `+` between them where several nets decided together. */
  readonly version: string;
}

export interface FaceMatchResult {
  /** 0..1, higher is more similar. */
  readonly score: number;
  readonly threshold: number;
  readonly result: boolean;
  readonly version: string;
}

export interface EngineResult {
  /** Null when the pictures could be verified. */
  readonly problem: CaptureProblem | null;
  readonly liveness: LivenessResult | null;
  /** Null when liveness failed or no reference was given. */
  readonly faceMatch: FaceMatchResult | null;
  /** Null when no reference was given or it was not used. */
  readonly reference: 'ok' | 'unreadable' | 'no-face' | 'several-faces' | null;
  /** Null when no picture is a copy. */
  readonly copy: CopyProblem | null;
  /** Null when they are such moments; absent where there were none, and with a problem. */
  readonly moments?: MomentsProblem | null;
  /** What the face reflects in each frame of light; null where that cannot be measured, absent where there were none. */
  readonly light?: readonly Chroma[] | null;
  /** Of the pictures in which a face was found; none with a problem. */
  readonly prints: Readonly<Partial<Record<DocumentType, PicturePrint>>>;
  /** Asset id to lower-case hex SHA-256 of what was run. */
  readonly models: Readonly<Record<string, string>>;
  /** Named numbers for the record of the check (scores by image and by net, face sizes, quality). */
  readonly signals: Readonly<Record<string, number>>;
}

export interface ComparisonInput {
  /** Encoded JPEG or PNG bytes; its largest face is compared. */
  readonly source: Uint8Array;
  /** Encoded JPEG or PNG bytes; each of its faces is compared with that one. */
  readonly target: Uint8Array;
}

/** The result of comparing two pictures, without liveness. */
export interface ComparisonResult {
  /** Which picture could not be compared, and why; null when both could. */
  readonly problem: {
    readonly picture: 'source' | 'target';
    readonly reason: 'unreadable' | 'no-face' | 'too-small';
  } | null;
  /** For the most similar face of the target; null with a problem. */
  readonly match: FaceMatchResult | null;
  /** The detector's confidence in the compared faces, 0..1; null with a problem. */
  readonly confidence: number | null;
}

/** Inference in worker threads. Rejects only when no verdict could be reached (a crash, a time-out). */
export interface Engine {
  /** Number of concurrent verifications; further ones wait for a thread. */
  readonly threads: number;
  verify(input: EngineInput, options?: { readonly signal?: AbortSignal }): Promise<EngineResult>;
  /** 1:1 match of two pictures. Rejects as `verify` does. */
  compare(input: ComparisonInput, options?: { readonly signal?: AbortSignal }): Promise<ComparisonResult>;
  /** Resolves once a thread has loaded its models and passed the known-answer self-test. */
  ready(): Promise<void>;
  close(): Promise<void>;
}
