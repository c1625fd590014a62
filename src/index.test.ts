import { expect, it } from 'vitest';

it('imports on a server, does nothing there, and rejects a launch with the reason', async () => {
  expect(typeof document).toBe('undefined');
  const lifesign = await import('./index.ts');
  await expect(lifesign.initialise()).resolves.toBeUndefined();
  await expect(lifesign.dispose()).resolves.toBeUndefined();
  await expect(lifesign.checkSupport()).resolves.toMatchObject({ supported: false });
  const config = { baseUrl: 'https://gateway.example', token: 't', correlationId: 'c' };
  await expect(lifesign.launchSelfieLiveness(config)).rejects.toThrow(/browser/);
});

it('defines nothing on a server', async () => {
  const { defined } = await import('./define.ts');
  await expect(defined).resolves.toBeUndefined();
});

it('exports these names and no others', async () => {
  expect(Object.keys(await import('./index.ts')).toSorted()).toEqual([
    'DefaultOneKycSelfieLivenessFlowTheme',
    'DefaultOneKycSelfieVerificationFlowTheme',
    'LifesignError',
    'OneKycSelfieLivenessFlowTheme',
    'OneKycSelfieVerificationFlowTheme',
    'bpmSelfService',
    'checkSupport',
    'dispose',
    'eVerify',
    'initialise',
    'isLifesignError',
    'launchFromHandoff',
    'launchSelfieLiveness',
    'launchSelfieVerification',
    'launchWithProvider',
    'livenessCheckProxy',
  ]);
});
