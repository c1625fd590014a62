/** `lifesign/vision`: the computation that device and gateway share, so that a picture gets the same score on both. */
export { ASSETS, verifyAsset } from './assets.ts';
export type { Asset, AssetId } from './assets.ts';
export { createBlazeFace } from './blazeface/blazeface.ts';
export type { BlazeFace } from './blazeface/blazeface.ts';
export { cropFace } from './crop.ts';
export type { CropSpec } from './crop.ts';
export { geometryOf } from './geometry.ts';
export { createLivenessNet, LIVENESS_THRESHOLDS } from './liveness.ts';
export type { LivenessNet, LivenessParts } from './liveness.ts';
export { assessQuality, faceOutline } from './quality.ts';
export type { Assessment, QualityInput } from './quality.ts';
export { countRivals, mainFace } from './several-faces.ts';
export type { LocatedFace } from './several-faces.ts';
export { TEMPORAL } from './temporal.ts';
export { useWasm } from './runtime/backend.ts';
export { loadWebgl } from './runtime/load-webgl.ts';
export type { LoadWasm, LoadWebgl, WasmVariant } from './runtime/backend.ts';
export type { NetFiles } from './runtime/prepared.ts';
export type {
  BackendName,
  Box,
  DetectedFace,
  FaceGeometry,
  FrameQuality,
  Issue,
  Pixels,
  Point,
  SelfTest,
} from './types.ts';
