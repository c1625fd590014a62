import { useCallback, useEffect, useRef, useState } from 'react';
import type { DocumentVerificationResult } from '../contract/index.ts';
import { launch as launchFlow } from '../launch.ts';
import type { FlowKind } from '../flow/state.ts';
import type { LaunchConfig } from '../ui/config.ts';

export interface LaunchHook {
  /** Opens the flow, by default as a dialog, and resolves to its result. Aborted when the component unmounts. */
  readonly launch: (config: LaunchConfig) => Promise<DocumentVerificationResult>;
  readonly isOpen: boolean;
}

/** Checks that a live person is in front of the camera. */
export const useSelfieLiveness = (): LaunchHook => useFlow('liveness');

/** The same, and the selfie is compared with the reference image. */
export const useSelfieVerification = (): LaunchHook => useFlow('verification');

const useFlow = (flow: FlowKind): LaunchHook => {
  const [isOpen, setIsOpen] = useState(false);
  const current = useRef<AbortController | null>(null);
  useEffect(() => () => current.current?.abort(), []);
  const launch = useCallback(
    async (config: LaunchConfig): Promise<DocumentVerificationResult> => {
      const ending = new AbortController();
      const end = (): void => ending.abort();
      config.signal?.addEventListener('abort', end);
      if (config.signal?.aborted === true) {
        end();
      }
      current.current = ending;
      setIsOpen(true);
      try {
        return await launchFlow(flow, { ...config, signal: ending.signal });
      } finally {
        config.signal?.removeEventListener('abort', end);
        setIsOpen(false);
      }
    },
    [flow],
  );
  return { launch, isOpen };
};
