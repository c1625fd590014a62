/** The browser's camera permission and policy, read without a prompt. Every answer may be null for unknown. */

interface Policy {
  allowsFeature(feature: string): boolean;
}

/** Null where the browser has no such API (Safari, Firefox). */
export const policyAllowsCamera = (): boolean | null => {
  const policy = readPolicy();
  try {
    return policy === null ? null : policy.allowsFeature('camera');
  } catch {
    return null;
  }
};

/** `permissionsPolicy` is the later name; browsers that ship the API at all ship `featurePolicy`. */
const readPolicy = (): Policy | null => {
  const candidates: readonly unknown[] = [
    Reflect.get(document, 'permissionsPolicy'),
    Reflect.get(document, 'featurePolicy'),
  ];
  return candidates.find(isPolicy) ?? null;
};

const isPolicy = (value: unknown): value is Policy =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'allowsFeature') === 'function';

/** Null where the name `camera` is unknown (Firefox before 131) or the API is absent. */
export const cameraPermission = async (): Promise<PermissionStatus | null> => {
  try {
    return await navigator.permissions.query({ name: 'camera' });
  } catch {
    return null;
  }
};
