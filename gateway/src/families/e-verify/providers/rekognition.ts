/**
 * Amazon Rekognition Face Liveness behind the e-verify family: the session is the vendor's, its capture is that of the
 * vendor's own browser component, and its verdict is read once and kept. Not tried against the vendor's service: built to
 * its published API.
 */
import {
  CompareFacesCommand,
  CreateFaceLivenessSessionCommand,
  GetFaceLivenessSessionResultsCommand,
  InvalidParameterException,
  RekognitionClient,
  SessionNotFoundException,
} from '@aws-sdk/client-rekognition';
import type { EVerifyConfig } from '../config.ts';
import type { LivenessOutcome, MatchOutcome, SessionStatus } from '../rules.ts';

export interface RemoteStanding {
  readonly status: SessionStatus;
  /** Null unless completed. */
  readonly result: LivenessOutcome | null;
  /** Encoded picture of the person; null where none was taken. */
  readonly selfie: Uint8Array | null;
}

/** An external liveness service for the e-verify family. Its methods reject when it cannot be reached or refuses us. */
export interface RemoteLiveness {
  readonly name: string;
  readonly challenge: { readonly type: string; readonly instructions: string };
  /** The same token gives the same session. */
  start(requestToken: string, signal: AbortSignal): Promise<string>;
  read(sessionId: string, signal: AbortSignal): Promise<RemoteStanding>;
  /** Null when there is no face to compare. */
  compare(source: Uint8Array, target: Uint8Array, signal: AbortSignal): Promise<MatchOutcome | null>;
}

type Settings = Extract<EVerifyConfig['provider'], { type: 'rekognition' }>;

const NOTHING = { result: null, selfie: null } as const;

const options = (abortSignal: AbortSignal) => ({ abortSignal, requestTimeout: 15_000 });

/** Credentials come from where the vendor's SDK finds them: environment, profile, instance. */
export const createRekognition = ({
  region,
  endpoint,
  livenessThreshold,
  spoofThreshold,
}: Omit<Settings, 'type'>): RemoteLiveness => {
  const client = new RekognitionClient({ region, maxAttempts: 3, ...(endpoint === undefined ? {} : { endpoint }) });

  return {
    name: 'rekognition',
    challenge: {
      type: 'face_movement_and_light',
      instructions: 'Please move your face into the oval and hold still while colours are shown',
    },
    async start(requestToken, signal) {
      const { SessionId } = await client.send(
        new CreateFaceLivenessSessionCommand({ ClientRequestToken: requestToken }),
        options(signal),
      );
      if (SessionId === undefined) {
        throw new TypeError('Rekognition gave no session');
      }
      return SessionId;
    },
    async read(sessionId, signal) {
      const answer = await client
        .send(new GetFaceLivenessSessionResultsCommand({ SessionId: sessionId }), options(signal))
        .catch((error: unknown) => {
          if (error instanceof SessionNotFoundException) {
            return null;
          }
          throw error;
        });
      // All data of a session is deleted when it expires.
      switch (answer?.Status) {
        case undefined:
        case 'EXPIRED':
          return { status: 'expired', ...NOTHING };
        case 'CREATED':
          return { status: 'pending', ...NOTHING };
        case 'IN_PROGRESS':
          return { status: 'processing', ...NOTHING };
        case 'SUCCEEDED': {
          // Analysed, not live: the confidence decides, and the threshold is ours to set.
          const score = Math.round((answer?.Confidence ?? 0) * 10) / 10;
          const isLive = score >= livenessThreshold;
          const result = { score, isLive, spoofDetected: score < spoofThreshold };
          return { status: 'completed', result, selfie: answer?.ReferenceImage?.Bytes ?? null };
        }
        default:
          return { status: 'failed', ...NOTHING };
      }
    },
    async compare(source, target, signal) {
      const command = new CompareFacesCommand({
        SourceImage: { Bytes: source },
        TargetImage: { Bytes: target },
        // All faces: the caller's threshold decides which of them match.
        SimilarityThreshold: 0,
      });
      const answer = await client.send(command, options(signal)).catch((error: unknown) => {
        // What the API says when the source has no face; the pictures were checked to be pictures before.
        if (error instanceof InvalidParameterException) {
          return null;
        }
        throw error;
      });
      const best = answer?.FaceMatches?.toSorted((a, b) => (b.Similarity ?? 0) - (a.Similarity ?? 0))[0];
      return best === undefined
        ? null
        : { score: floor(best.Similarity ?? 0), confidence: floor(best.Face?.Confidence ?? 0) };
    },
  };
};

/** Rounded down, so that rounding never raises a score over a threshold. */
const floor = (value: number): number => Math.floor(value * 10) / 10;
