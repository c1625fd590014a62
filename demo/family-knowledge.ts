/** Requests of the bank's server to the gateway about a visit, with answers, as sent to its page. */

export interface Answer {
  /** The request in readable form: method, path, and caller. */
  readonly call: string;
  readonly status: number;
  /** The unchanged answer. */
  readonly body: unknown;
}

export interface FamilyKnowledge {
  /** The visitor's status, in the family's own terms. */
  readonly standing: string;
  /** Null while undecided. */
  readonly passed: boolean | null;
  /** Newest last. */
  readonly answers: readonly Answer[];
  /** Query of the admin page's list that finds the check; null when the gateway keeps none. */
  readonly review: string | null;
}
