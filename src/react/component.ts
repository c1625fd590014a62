import { createElement, useEffect, useRef } from 'react';
import type { CSSProperties, ReactElement } from 'react';
import type { DocumentVerificationResult, ThemeMode } from '../contract/index.ts';
import { defined } from '../define.ts';
import { toLifesignError } from '../errors.ts';
import { errorResult } from '../flow/result.ts';
import type { FlowKind, Phase } from '../flow/state.ts';
import type { HelpCenter } from '../options.ts';
import { tellTrouble } from '../tell-trouble.ts';
import type { SelfieElement } from '../ui/selfie-element.ts';
import type { SelfieSettings } from '../ui/settings.ts';
import type { FlowTheme } from '../ui/theme/theme.ts';

/** A launch begins when `correlationId` is set, with `baseUrl` and `token` or with `settings.backend`. */
export interface LifesignSelfieProps {
  /** Your own id of this attempt. A new id begins a new launch. */
  readonly correlationId?: string | null;
  readonly baseUrl?: string | null;
  readonly token?: string | null;
  /** Default `liveness`. */
  readonly flow?: FlowKind;
  readonly language?: string | null;
  readonly theme?: FlowTheme | null;
  readonly themeMode?: ThemeMode | null;
  readonly helpCenter?: HelpCenter | null;
  readonly staticUrl?: string | null;
  /** As a dialog over the page instead of inline. Default false. */
  readonly modal?: boolean;
  /** Default false: the last screen stays. */
  readonly closesItself?: boolean;
  /** The settings that are not strings. Read when `correlationId` changes; a new object by itself changes nothing. */
  readonly settings?: SelfieSettings | null;
  readonly onResult?: (result: DocumentVerificationResult) => void;
  readonly onPhase?: (phase: Phase, attempt: number) => void;
  /** The person left the last screen. */
  readonly onClose?: () => void;
  readonly id?: string;
  readonly className?: string;
  readonly style?: CSSProperties;
}

/** `<lifesign-selfie>` with props and callbacks instead of attributes and events. */
export const LifesignSelfie = (props: LifesignSelfieProps): ReactElement => {
  const { id, className, style, correlationId = null } = props;
  const place = useRef<SelfieElement>(null);
  const latest = useRef(props);
  const begun = useRef<string | null>(null);

  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    const element = place.current;
    const listening = new AbortController();
    const { signal } = listening;
    element?.addEventListener('lifesign-result', ({ result }) => latest.current.onResult?.(result), { signal });
    element?.addEventListener('lifesign-phase', ({ phase, attempt }) => latest.current.onPhase?.(phase, attempt), {
      signal,
    });
    element?.addEventListener('lifesign-close', () => latest.current.onClose?.(), { signal });
    return () => listening.abort();
  }, []);

  useEffect(() => {
    let isOver = false;
    const draw = async (): Promise<void> => {
      try {
        await defined;
      } catch (error) {
        if (!isOver && correlationId !== null) {
          const data = toLifesignError(error, 'asset-load-failed').toJSON();
          tellTrouble(data);
          latest.current.onResult?.(errorResult(correlationId, data));
        }
        return;
      }
      const element = place.current;
      if (isOver || element === null) {
        return;
      }
      // Set before the id, because the id begins a launch that reads them.
      if (begun.current !== correlationId) {
        element.settings = props.settings ?? null;
        begun.current = correlationId;
      }
      element.flow = props.flow ?? 'liveness';
      element.language = props.language ?? null;
      element.theme = props.theme ?? null;
      element.themeMode = props.themeMode ?? null;
      element.helpCenter = props.helpCenter ?? null;
      element.staticUrl = props.staticUrl ?? null;
      element.modal = props.modal ?? false;
      element.closesItself = props.closesItself ?? false;
      element.baseUrl = props.baseUrl ?? null;
      element.token = props.token ?? null;
      element.correlationId = correlationId;
    };
    void draw();
    return () => {
      isOver = true;
    };
  });

  return createElement('lifesign-selfie', { ref: place, id, className, style });
};
