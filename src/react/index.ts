/**
 * `lifesign/react`: the element as a component, and launches by a hook. Does nothing on a server, and nothing
 * twice where React runs effects twice (StrictMode).
 */
export { LifesignSelfie } from './component.ts';
export type { LifesignSelfieProps } from './component.ts';
export { useSelfieLiveness, useSelfieVerification } from './launch.ts';
export type { LaunchHook } from './launch.ts';
