/** The browser's actions in a session, by its capture token. */
import { randomBytes } from 'node:crypto';
import type { Tint } from 'lifesign/contract';
import { findEVerifySession, lockEVerifySession, updateEVerifySession } from '../store/sessions.ts';
import type { EVerifySessionRow } from '../store/tables.ts';
import type { Tx } from '../../../database/database.ts';
import type { Deps } from '../../../deps.ts';
import type { AskedChallenges } from '../../../check/challenges.ts';
import { outcomeOf } from '../rules.ts';
import { framesToAsk } from '../../../check/frames.ts';
import { Refusal } from '../../../check/refusal.ts';
import type { Engine } from '../../../engine/types.ts';
import { type CaptureBody, openCapture } from '../../../check/capture.ts';
import { judge } from '../../../check/judge.ts';
import { identifyImages, keepImages, recordCheck } from '../../../check/record.ts';
import { heldToReuse } from '../../../check/reuse.ts';
import { type Attempt, heldToVelocity, requireRoom, tellingRefused } from '../../../check/velocity.ts';
import { standingOf } from './sessions.ts';

interface BegunCapture extends AskedChallenges {
  readonly nonce: string;
  readonly moments?: number[];
  readonly light?: Tint[];
}

/**
 * Issues the nonce that the evidence must have, and binds the launch key. A reloaded page begins again: the later key and
 * nonce replace the earlier ones.
 */
export const beginCapture = (
  deps: Deps,
  sessionId: string,
  publicKey: string,
  address: string | null,
): Promise<BegunCapture> => tellingOf(deps, sessionId, () => begin(deps, sessionId, publicKey, address));

/** Records a refused attempt under the partner's name of the session, because the family has no user ids. */
const tellingOf = async <Result>(deps: Deps, sessionId: string, work: () => Promise<Result>): Promise<Result> => {
  const { account: tenant, client_session_token: userId } = await getSession(deps, sessionId);
  return tellingRefused(deps, { family: 'e-verify', tenant, userId }, work);
};

const attemptOf = ({ account: tenant }: EVerifySessionRow, address: string | null, launchKey: string): Attempt => ({
  family: 'e-verify',
  tenant,
  user: null,
  address,
  launchKey,
});

const begin = (deps: Deps, sessionId: string, publicKey: string, address: string | null): Promise<BegunCapture> =>
  deps.db.transaction().execute(async (tx) => {
    const session = await lockOpen(deps, tx, sessionId);
    if (session.mode === 'live') {
      await requireRoom(deps, tx, deps.config.policy, attemptOf(session, address, publicKey));
    }
    const nonce = randomBytes(32).toString('base64url');
    const captureBy = new Date(session.created_at.getTime() + captureSeconds(deps) * 1000);
    await updateEVerifySession(tx, sessionId, { nonce, public_key: publicKey, expires_at: captureBy });
    return {
      nonce,
      challenges: session.challenges,
      isPassiveAllowed: session.is_passive_allowed,
      ...framesToAsk(deps.config.policy, nonce),
    };
  });

/** From the start of a session to the last moment at which its capture may arrive. */
export const captureSeconds = ({ config }: Pick<Deps, 'config'>): number =>
  config.eVerify.sessionSeconds + config.policy.uploadUrlSeconds;

/**
 * Judges a capture and stores the verdict before it is acknowledged. A session accepts one; a repeat after a lost answer gets
 * the answer of the first. Nothing is locked while the engine works; of two concurrent captures the one that is judged first
 * counts.
 */
export const takeCapture = (
  deps: Deps & { readonly engine: Engine },
  sessionId: string,
  body: CaptureBody,
  address: string | null,
  signal: AbortSignal,
): Promise<EVerifySessionRow> => tellingOf(deps, sessionId, () => take(deps, sessionId, body, address, signal));

const take = async (
  deps: Deps & { readonly engine: Engine },
  sessionId: string,
  body: CaptureBody,
  address: string | null,
  signal: AbortSignal,
): Promise<EVerifySessionRow> => {
  const session = await getSession(deps, sessionId);
  if (session.nonce === null || session.public_key === null) {
    throw new Refusal('state-conflict', 'the capture was not begun');
  }
  if (session.mode === 'test' && standingOf(deps, session).status !== 'expired') {
    return session;
  }
  const expected = { publicKey: session.public_key, nonce: session.nonce, submissionId: sessionId };
  const capture = await openCapture(deps, body, expected, deps.config.policy);
  if (session.status === 'completed') {
    return session;
  }
  requireOpen(deps, session);
  const attempt = attemptOf(session, address, session.public_key);
  await requireRoom(deps, deps.db, deps.config.policy, attempt);
  const asked = {
    challenges: session.challenges,
    isPassiveAllowed: session.is_passive_allowed,
    elapsedMs: deps.clock.now().getTime() - session.created_at.getTime(),
  };
  const { evidence, images: pictures, moments, light } = capture;
  const { device, injection, challenges } = evidence;
  const subject = { images: pictures, moments, light, device, injection, challenges, asked };
  const judged = await judge(deps.engine, deps.config.policy, subject, signal);
  const images = await keepImages(deps, await identifyImages(deps, pictures));
  return deps.db.transaction().execute(async (tx) => {
    const locked = await lockEVerifySession(tx, sessionId);
    if (locked === undefined || locked.nonce !== session.nonce) {
      throw new Refusal('state-conflict', 'the capture was begun again');
    }
    if (locked.status !== 'pending') {
      return locked;
    }
    const alone = await heldToReuse(deps, tx, deps.config.policy, images, judged);
    const judgement = await heldToVelocity(deps, tx, deps.config.policy, attempt, alone);
    const changes = { status: 'completed' as const, completed_at: deps.clock.now() };
    const result = outcomeOf(judgement);
    await updateEVerifySession(tx, sessionId, { ...changes, result: JSON.stringify(result) });
    await recordCheck(deps, tx, {
      family: 'e-verify',
      tenant: locked.account,
      // The family knows no users; this is the name that the partner gave the person's session.
      userId: locked.client_session_token,
      reference: sessionId,
      ...judgement,
      evidence,
      images,
    });
    return { ...locked, ...changes, result };
  });
};

export const getSession = async (deps: Deps, sessionId: string): Promise<EVerifySessionRow> => {
  const session = await findEVerifySession(deps.db, sessionId);
  if (session === undefined) {
    throw new Refusal('submission-missing', 'no such session');
  }
  return session;
};

const lockOpen = async (deps: Deps, tx: Tx, sessionId: string): Promise<EVerifySessionRow> => {
  const session = await lockEVerifySession(tx, sessionId);
  if (session === undefined) {
    throw new Refusal('submission-missing', 'no such session');
  }
  requireOpen(deps, session);
  return session;
};

const requireOpen = (deps: Deps, session: EVerifySessionRow): void => {
  const { status } = standingOf(deps, session);
  // A session of a test key accepts a capture whatever its outcome is.
  if (status === 'expired' || (session.mode === 'live' && status !== 'pending')) {
    throw new Refusal('state-conflict', `the session is ${status}`);
  }
};
