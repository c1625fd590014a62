/** How every family's gateway says that there were too many attempts over sessions: its body has no field for it. */
const REASON = 'x-lifesign-reason';

export const isTooManyAttempts = (status: number, headers: Headers): boolean =>
  status === 429 && headers.get(REASON)?.startsWith('velocity-') === true;
