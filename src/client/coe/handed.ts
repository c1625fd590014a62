/** The CoE family on the phone: a launch that a computer handed over, opened by the code of its link. */
import { LifesignError } from '../../errors.ts';
import type { Backend, RedeemedLaunch } from '../backend.ts';
import { guarded } from '../transport/guarded.ts';
import { createJsonCalls } from '../transport/json-call.ts';
import type { Fetch } from '../transport/xhr-fetch.ts';
import { parseRedeemed } from './answers.ts';
import { unwrap } from './calls.ts';
import { coe, type CoeBackend } from './coe.ts';
import { readFailure } from './failure.ts';

export interface HandedOptions {
  /** With or without a trailing slash. */
  readonly baseUrl: string;
  /** The link's code; null where the address had none. */
  readonly code: string | null;
  /** Replaces `fetch` and the upload's `XMLHttpRequest`, for tests. */
  readonly fetch?: Fetch;
}

/** One backend for each launch. Its token is issued once, to this browser only. */
export const handed = ({ baseUrl, code, ...options }: HandedOptions): Required<Backend> => {
  let launch: CoeBackend | null = null;

  const opened = (): CoeBackend => {
    if (launch === null) {
      throw new LifesignError('internal', 'The launch was not opened yet');
    }
    return launch;
  };

  const redeem = async (signal: AbortSignal): Promise<RedeemedLaunch> => {
    if (code === null) {
      throw new LifesignError('handoff-unknown', 'The address of the page has no launch code');
    }
    const sendJson = createJsonCalls({ baseUrl, readFailure, fetch: options.fetch ?? null });
    const answer = await sendJson({
      name: 'handoff-redeem',
      method: 'post',
      path: 'coe/v1/handoffs/redeem',
      json: { code },
      // The link opens once: a retry after a lost answer would be refused.
      isRepeatable: false,
      signal,
    });
    const { token, ...redeemed } = parseRedeemed(unwrap('handoff-redeem', answer).data);
    launch = coe({ baseUrl, token, correlationId: redeemed.correlationId, flow: redeemed.flow, ...options });
    return redeemed;
  };

  return {
    asksChallenges: false,
    redeem: ({ signal }) => guarded(signal, () => redeem(signal)),
    begin: (begun) => guarded(begun.signal, () => opened().begin(begun)),
    submit: (input) => guarded(input.signal, () => opened().submit(input)),
    status: (submissionId, asked) => guarded(asked.signal, () => opened().status(submissionId, asked)),
    handoff: {
      make: (asked) => guarded(asked.signal, () => opened().handoff.make(asked)),
      look: (id, asked) => guarded(asked.signal, () => opened().handoff.look(id, asked)),
      end: (id, asked) => guarded(asked.signal, () => opened().handoff.end(id, asked)),
    },
  };
};
