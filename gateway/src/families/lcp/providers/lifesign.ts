/** Our own engine as a provider: the SDK's capture, signed for the token of init, judged here. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Deps } from '../../../deps.ts';
import { importLaunchKey } from '../../../check/evidence.ts';
import { hasTooManyBrackets } from '../../../http/json-body.ts';
import { Refusal } from '../../../check/refusal.ts';
import type { Engine } from '../../../engine/types.ts';
import { captureSchema, openCapture } from '../../../check/capture.ts';
import { judge } from '../../../check/judge.ts';
import { type LivenessProvider, ProviderFailure } from './provider.ts';

/** `livenessRecord.image`: base64 of this as JSON. The key is bound by the token, which only its user was given. */
const recordSchema = captureSchema.extend({ public_key: z.string().max(512) });

export const createLifesignProvider = (
  deps: Deps & { readonly engine: Engine },
  { tokenSeconds, hasPhotos }: { readonly tokenSeconds: number; readonly hasPhotos: boolean },
): LivenessProvider => ({
  name: 'lifesign',
  record: { image: 'required', reference: 'required' },
  photoAt: hasPhotos ? 'verify' : 'never',
  init: () =>
    Promise.resolve({
      token: randomBytes(32).toString('base64url'),
      expiresAt: new Date(deps.clock.now().getTime() + tokenSeconds * 1000),
    }),
  async verify({ photo }, { image, reference }, signal) {
    const record = recordSchema.safeParse(parseJson(image ?? new Uint8Array()));
    if (!record.success || reference === null || (await importLaunchKey(record.data.public_key)) === null) {
      throw new ProviderFailure('record', 'not a capture of the SDK');
    }
    const { public_key: publicKey, ...body } = record.data;
    const expected = { publicKey, nonce: reference, submissionId: reference };
    // The answer to init cannot request moments and light, so frames that are sent anyway are not judged.
    const capture = await openCapture(deps, body, expected, { moments: 'off', light: 'off' }).catch(
      (error: unknown) => {
        throw error instanceof Refusal ? failureOf(error) : error;
      },
    );
    const known = await photo();
    const { images, evidence } = capture;
    const { device, injection, challenges } = evidence;
    const subject = { images, device, injection, challenges, reference: known ?? undefined };
    const judgement = await judge(deps.engine, deps.config.policy, subject, signal);
    return { ...judgement, selfie: images.SELFIE ?? null, evidence, launchKey: publicKey };
  },
});

/** An unusable picture says nothing about the person: the token stays valid for another capture. */
const failureOf = (refusal: Refusal): ProviderFailure =>
  new ProviderFailure(refusal.fault === null ? 'verification' : 'record', refusal.message, refusal);

const parseJson = (bytes: Uint8Array): unknown => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // The guard of the body could not check the content of the base64.
    return hasTooManyBrackets(text) ? null : JSON.parse(text);
  } catch {
    return null;
  }
};
