/** Innovatrics' Digital Identity Service as documented, including the order in which resources must be created. */
import { randomUUID } from 'node:crypto';
import { type JsonReply, type JsonRequest, type JsonServer, startJsonServer } from './json-server.ts';

export const INNOVATRICS_TOKEN = 'innovatrics-token';

export interface FakeInnovatrics extends JsonServer {
  /** Its results; tests change them. */
  readonly finds: {
    liveness: number | null;
    similarity: number;
    recordError: string | null;
    referenceError: string | null;
  };
  /** Customers that were not removed. */
  readonly customers: ReadonlySet<string>;
  /** JPEG of the selfie that it extracts. */
  readonly selfie: string;
}

const refuse = (status: number, errorCode: string): JsonReply => ({ status, body: { errorCode, errorMessage: '' } });

const json = (request: JsonRequest): Readonly<Record<string, unknown>> =>
  JSON.parse(request.body.toString()) as Record<string, unknown>;

export const startFakeInnovatrics = async (selfie: string): Promise<FakeInnovatrics> => {
  const finds: FakeInnovatrics['finds'] = { liveness: 0.97, similarity: 0.95, recordError: null, referenceError: null };
  const customers = new Set<string>();
  const containers = new Set<string>();
  const records = new Set<string>();
  const faces = new Set<string>();

  const customer = (id: string, rest: string, request: JsonRequest): JsonReply => {
    if (!customers.has(id)) {
      return refuse(404, 'NOT_FOUND');
    }
    const link = `/api/v1/customers/${id}/liveness/records/1/selfie`;
    switch (`${request.method} ${rest}`) {
      case 'PUT /liveness':
        containers.add(id);
        return { status: 200, body: { links: {} } };
      case 'POST /liveness/records':
        if (!containers.has(id) || request.headers['content-type'] !== 'application/octet-stream') {
          return refuse(404, 'NOT_FOUND');
        }
        if (finds.recordError !== null) {
          return { status: 200, body: { errorCode: finds.recordError } };
        }
        records.add(id);
        return { status: 200, body: { selfie: { detection: { confidence: 0.9 } }, links: { selfie: link } } };
      case 'GET /liveness/records/1/selfie':
        return records.has(id) ? { status: 200, body: { data: selfie } } : refuse(404, 'NOT_FOUND');
      case 'PUT /selfie': {
        const origin = json(request)['selfieOrigin'] as { link?: string } | undefined;
        return origin?.link === link
          ? { status: 200, body: { detection: { confidence: 0.9 } } }
          : refuse(400, 'INVALID_REQUEST_BODY');
      }
      case 'POST /liveness/evaluation':
        return json(request)['type'] === 'MAGNIFEYE_LIVENESS'
          ? {
              status: 200,
              body: finds.liveness === null ? { errorCode: 'NOT_ENOUGH_DATA' } : { score: finds.liveness },
            }
          : refuse(400, 'INVALID_REQUEST_BODY');
      case 'DELETE ':
        customers.delete(id);
        return { status: 204 };
      default:
        return refuse(404, 'NOT_FOUND');
    }
  };

  const face = (request: JsonRequest): JsonReply => {
    const { data } = json(request)['image'] as { data: string };
    if (data !== selfie && finds.referenceError !== null) {
      return { status: 200, body: { errorCode: finds.referenceError } };
    }
    const id = randomUUID();
    faces.add(id);
    return { status: 201, body: { id, detection: { confidence: 0.9 } } };
  };

  const server = await startJsonServer((request) => {
    const path = request.path.replace(/^\/identity\/api\/v1/, '');
    if (request.headers['authorization'] !== `Bearer ${INNOVATRICS_TOKEN}`) {
      return refuse(401, 'UNAUTHORIZED');
    }
    if (request.method === 'POST' && path === '/customers') {
      const id = randomUUID();
      customers.add(id);
      return { status: 201, body: { id } };
    }
    if (request.method === 'POST' && path === '/faces') {
      return face(request);
    }
    const probe = /^\/faces\/([^/]+)\/similarity$/.exec(path)?.[1];
    if (probe !== undefined) {
      const other = String(json(request)['referenceFace']).replace('/api/v1/faces/', '');
      return faces.has(probe) && faces.has(other)
        ? { status: 200, body: { score: finds.similarity } }
        : refuse(404, 'NOT_FOUND');
    }
    const [, id = '', rest = ''] = /^\/customers\/([^/]+)(.*)$/.exec(path) ?? [];
    return customer(id, rest, request);
  });
  return Object.assign(server, { finds, customers, selfie });
};
