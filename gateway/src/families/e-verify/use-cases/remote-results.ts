/** Results of an external service: read again while they may still change, stored once final. */
import { lockEVerifySession, updateEVerifySession } from '../store/sessions.ts';
import type { EVerifySessionRow } from '../store/tables.ts';
import { Refusal } from '../../../check/refusal.ts';
import type { RemoteLiveness, RemoteStanding } from '../providers/rekognition.ts';
import { identifyImages, keepImages, recordCheck } from '../../../check/record.ts';
import type { EVerifyDeps, EVerifyStanding } from './sessions.ts';

export const readRemoteStanding = async (
  deps: EVerifyDeps,
  remote: RemoteLiveness,
  session: EVerifySessionRow,
  signal: AbortSignal,
): Promise<EVerifyStanding> => {
  if (session.status !== 'pending') {
    return { status: session.status, result: session.result };
  }
  const standing = await remote.read(session.id, signal);
  const { status, result, selfie } = standing;
  if (status === 'pending' || status === 'processing') {
    return { status, result };
  }
  const images = selfie === null ? [] : await keepImages(deps, await identifyImages(deps, { SELFIE: selfie }));
  return deps.db.transaction().execute(async (tx) => {
    const locked = await lockEVerifySession(tx, session.id);
    if (locked === undefined) {
      // The person was erased meanwhile, so the vendor's answer must not be stored.
      throw new Refusal('submission-missing', 'no such session');
    }
    if (locked.status !== 'pending') {
      return { status: locked.status, result: locked.result };
    }
    await updateEVerifySession(tx, session.id, {
      status,
      completed_at: deps.clock.now(),
      result: result === null ? null : JSON.stringify(result),
    });
    if (status !== 'expired') {
      await recordCheck(deps, tx, {
        family: 'e-verify',
        tenant: session.account,
        userId: session.client_session_token,
        reference: session.id,
        ...stateOf(standing),
        score: result === null ? null : result.score / 100,
        evidence: null,
        details: { decidedBy: remote.name },
        images,
      });
    }
    return { status, result };
  });
};

const stateOf = ({ result }: RemoteStanding) => {
  if (result === null) {
    return { state: 'failed', reason: 'failed' } as const;
  }
  if (result.isLive) {
    return { state: 'live', reason: null } as const;
  }
  return result.spoofDetected
    ? ({ state: 'spoof', reason: 'spoof' } as const)
    : ({ state: 'uncertain', reason: 'uncertain' } as const);
};
