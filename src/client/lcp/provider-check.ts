/** A check of the Liveness Check Proxy whose provider captures with its own SDK: token, that SDK, verdict. */
import { isLifesignError, LifesignError } from '../../errors.ts';
import { guarded } from '../transport/guarded.ts';
import { createProxyCalls, type ProxyAccess } from './proxy-calls.ts';

/**
 * Runs the provider's own SDK, with its own screens and camera, and resolves when its capture is over. Rejects with an
 * `AbortError` when the person left it.
 */
export type CaptureWithProvider = (start: {
  /** The token of init, just issued: some expire after two minutes. Null where the provider gives none. */
  readonly reference: string | null;
  readonly signal: AbortSignal;
}) => Promise<{
  /** Base64 of the provider's serialised capture, where verify wants it. */
  readonly image?: string;
}>;

export interface ProviderCheck extends ProxyAccess {
  readonly captureWithProvider: CaptureWithProvider;
  readonly signal: AbortSignal;
}

/** `left`: the person ended the capture. Null: the provider could not reach a verdict. */
export type ProviderVerdict = 'ACCEPTED' | 'REJECTED' | 'left' | null;

export const checkWithProvider = ({
  captureWithProvider,
  signal,
  ...access
}: ProviderCheck): Promise<ProviderVerdict> =>
  guarded(signal, async () => {
    const calls = createProxyCalls(access);
    const reference = await calls.init(signal);
    // Async, so that a synchronous throw becomes a rejection too.
    const start = async () => captureWithProvider({ reference, signal });
    const capture = await start().catch((error: unknown) => {
      if (error instanceof Error && error.name === 'AbortError') {
        return null;
      }
      // An error of a vendor's SDK may quote the token, so it is not passed on.
      throw isLifesignError(error) ? error : new LifesignError('capture-failed', "The provider's own capture failed");
    });
    if (capture === null) {
      return 'left';
    }
    const { image } = capture;
    return calls.verify(
      { ...(image === undefined ? {} : { image }), ...(reference === null ? {} : { reference }) },
      { signal },
    );
  });
