/** The page's calls to its own server. The gateway's partner credentials never reach the page. */
import type { ThemeMode } from 'lifesign';

export interface LaunchWishes {
  readonly flow: 'liveness' | 'verification';
  readonly partner: 'demo' | 'sandbox';
  readonly outcome?: string;
  readonly theme: ThemeMode;
  readonly locale: string;
  /** A JPEG or PNG as data URL. */
  readonly reference?: string;
  /** Through the hosted page. */
  readonly hosted: boolean;
}

export interface Opened {
  readonly correlationId: string;
  readonly baseUrl: string;
  /** The page that a phone opens to continue the launch. */
  readonly phonePageUrl: string;
  /** For the SDK in this page. */
  readonly token?: string;
  /** For the hosted page. */
  readonly launchUrl?: string;
}

interface Check {
  readonly result: boolean;
  readonly version: string;
}

/** Get Submission Details, and the completion callback, which is the same object. */
export interface SubmissionDetails {
  readonly status: 'COMPLETED' | 'ERROR' | 'IN_PROGRESS';
  readonly submissionId: string;
  readonly result?: 'VALID' | 'INVALID';
  readonly reasonCode: string;
  readonly processedAt: string | null;
  readonly submissionDetails: {
    readonly imageUrls: Readonly<Record<string, string>>;
    readonly verificationResults: {
      readonly liveness?: Check;
      readonly faceMatch?: Check & { readonly score: number };
    };
  };
}

export interface PartnerKnowledge {
  /** The visitor's user id at the gateway. */
  readonly userId: string;
  readonly details: SubmissionDetails | null;
  readonly callback: SubmissionDetails | null;
  readonly callbackVerified: boolean;
  readonly callbackReceivedAt: string | null;
}

/** Calls this page's own server; rejects with its error text. */
export const askServer = async <T>(path: string, init?: RequestInit): Promise<T> => {
  const response = await fetch(path, init);
  if (!response.ok) {
    const { error } = (await response.json().catch(() => ({}))) as { error?: string };
    throw new Error(error ?? `The server answered ${String(response.status)}`);
  }
  return (await response.json()) as T;
};

export const tellServer = <T>(path: string, body: object): Promise<T> =>
  askServer(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

export const openLaunch = (wishes: LaunchWishes): Promise<Opened> => tellServer('/api/launch', wishes);

export const freshToken = async (correlationId: string): Promise<string> =>
  (await tellServer<{ token: string }>(`/api/token/${encodeURIComponent(correlationId)}`, {})).token;

export const askResult = (correlationId: string): Promise<PartnerKnowledge> =>
  askServer(`/api/result/${encodeURIComponent(correlationId)}`);

/** Calls `listener` after each callback of the gateway. Returns an unsubscribe function. */
export const onServerNews = (correlationId: string, listener: () => void): (() => void) => {
  const source = new EventSource(`/api/result/${encodeURIComponent(correlationId)}/events`);
  source.addEventListener('callback', listener);
  return () => source.close();
};
