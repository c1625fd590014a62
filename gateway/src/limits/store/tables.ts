interface RateLimitTable {
  /** A keyed hash of what is counted. */
  key: string;
  /** When its bucket is full again; the row has no effect from then on. */
  full_at: Date;
}

export interface LimitTables {
  rate_limit: RateLimitTable;
}
