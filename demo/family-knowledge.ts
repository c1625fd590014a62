/** What the bank's server asked of the gateway about a visit and was told: between that server and its page. */

export interface Answer {
  /** What was asked, for people: method, path, and as whom. */
  readonly call: string;
  readonly status: number;
  /** Word for word. */
  readonly body: unknown;
}

export interface FamilyKnowledge {
  /** Where the visitor stands, in the family's own words. */
  readonly standing: string;
  /** Null while nothing decides. */
  readonly passed: boolean | null;
  /** Newest last. */
  readonly answers: readonly Answer[];
  /** Query of the admin page's list that finds the check; null when the gateway keeps none. */
  readonly review: string | null;
}
