/** Evidence for a gateway process, which knows the models of this release. */
import type { EvidencePayload } from 'lifesign/contract';
import { ASSETS } from 'lifesign/vision';

const IDS = ['liveness-topology', 'liveness-weights', 'face-detector-topology', 'face-detector-weights'] as const;

/** Returns the evidence with the models that the SDK of this release loads. */
export const withShippedModels = (payload: EvidencePayload): EvidencePayload => ({
  ...payload,
  models: Object.fromEntries(IDS.map((id) => [id, ASSETS[id].sha256])),
});
