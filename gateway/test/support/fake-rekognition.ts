/** Rekognition's JSON protocol for our three calls, as documented. */
import { randomUUID } from 'node:crypto';
import { type JsonReply, type JsonServer, startJsonServer } from './json-server.ts';

interface FakeSession {
  status: 'CREATED' | 'IN_PROGRESS' | 'SUCCEEDED' | 'FAILED' | 'EXPIRED';
  confidence: number;
  /** Base64; null for a session without a reference picture. */
  selfie: string | null;
}

export interface FakeRekognition extends JsonServer {
  readonly sessions: Map<string, FakeSession>;
  /** Similarities that a comparison finds; null: no face in the source. */
  readonly finds: { similarities: readonly number[] | null };
}

const refuse = (type: string): JsonReply => ({ status: 400, body: { __type: type, message: type } });

export const startFakeRekognition = async (): Promise<FakeRekognition> => {
  const sessions = new Map<string, FakeSession>();
  const byRequestToken = new Map<string, string>();
  const finds: FakeRekognition['finds'] = { similarities: [92.14] };

  const create = ({ ClientRequestToken: token = '' }: { ClientRequestToken?: string }): JsonReply => {
    if (!/^[\w-]{1,64}$/.test(token)) {
      return refuse('InvalidParameterException');
    }
    const id = byRequestToken.get(token) ?? randomUUID();
    byRequestToken.set(token, id);
    if (!sessions.has(id)) {
      sessions.set(id, { status: 'CREATED', confidence: 0, selfie: null });
    }
    return { status: 200, body: { SessionId: id } };
  };

  const read = ({ SessionId: id = '' }: { SessionId?: string }): JsonReply => {
    const session = sessions.get(id);
    if (session === undefined) {
      return refuse('SessionNotFoundException');
    }
    const { status, confidence, selfie } = session;
    const reference = selfie === null ? {} : { ReferenceImage: { Bytes: selfie } };
    const analysed = status === 'SUCCEEDED' ? { Confidence: confidence, ...reference } : {};
    return { status: 200, body: { SessionId: id, Status: status, AuditImages: [], ...analysed } };
  };

  const compare = ({ SimilarityThreshold: threshold = 80 }: { SimilarityThreshold?: number }): JsonReply => {
    if (finds.similarities === null) {
      return refuse('InvalidParameterException');
    }
    const found = finds.similarities.map((Similarity) => ({ Similarity, Face: { Confidence: 99.96 } }));
    const FaceMatches = found.filter(({ Similarity }) => Similarity >= threshold);
    return { status: 200, body: { SourceImageFace: { Confidence: 99 }, FaceMatches, UnmatchedFaces: [] } };
  };

  const server = await startJsonServer(({ headers, body }) => {
    const input = JSON.parse(body.toString()) as Record<string, never>;
    switch (headers['x-amz-target']) {
      case 'RekognitionService.CreateFaceLivenessSession':
        return create(input);
      case 'RekognitionService.GetFaceLivenessSessionResults':
        return read(input);
      case 'RekognitionService.CompareFaces':
        return compare(input);
      default:
        return refuse('UnknownOperationException');
    }
  });
  return Object.assign(server, { sessions, finds });
};
