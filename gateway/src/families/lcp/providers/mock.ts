import { randomBytes } from 'node:crypto';
import { type LivenessProvider, ProviderFailure } from './provider.ts';

/** User ids for the other outcomes; text after a colon is ignored, any other user is accepted. */
export const MOCK_USERS = {
  rejected: 'mock-rejected',
  initiationError: 'mock-initiation-error',
  verificationError: 'mock-verification-error',
  remoteError: 'mock-remote-error',
} as const;

const nameOf = (userId: string): string => userId.split(':', 1)[0] ?? '';

/** Does not check pictures: the user id decides. For integration tests of callers, never for production. */
export const createMockProvider = (): LivenessProvider => ({
  name: 'mock',
  record: { image: 'ignored', reference: 'required' },
  photoAt: 'never',
  init: ({ userId }) => {
    switch (nameOf(userId)) {
      case MOCK_USERS.initiationError:
        return Promise.reject(new ProviderFailure('initiation', 'the user id says so'));
      case MOCK_USERS.remoteError:
        return Promise.reject(new ProviderFailure('remote', 'the user id says so'));
      default:
        return Promise.resolve({ token: randomBytes(16).toString('hex'), expiresAt: null });
    }
  },
  verify: ({ userId }) => {
    const name = nameOf(userId);
    if (name === MOCK_USERS.verificationError) {
      return Promise.reject(new ProviderFailure('verification', 'the user id says so'));
    }
    const isLive = name !== MOCK_USERS.rejected;
    return Promise.resolve({
      state: isLive ? 'live' : 'spoof',
      reason: isLive ? null : 'mock',
      score: null,
      selfie: null,
      evidence: null,
      details: { decidedBy: 'mock' },
    });
  },
});
