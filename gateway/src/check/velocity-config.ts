/** The configuration and terms of velocity: how many attempts over all sessions are allowed within a time. */
import { z } from 'zod';

/** `attempts` 0: not counted. */
const limit = (attempts: number, hours: number) =>
  z
    .strictObject({
      attempts: z.number().int().nonnegative().max(100_000).default(attempts),
      hours: z.number().positive().max(720).default(hours),
    })
    .default({ attempts, hours });

export const velocitySchema = z.strictObject({
  /** `refuse`: an attempt over a limit is not judged; `report`: it is judged, and record and risk level show it. */
  mode: z.enum(['refuse', 'report']).default('refuse'),
  /** Ten sessions of three attempts in a day. */
  user: limit(30, 24),
  /** High, because thousands of people share an address behind a carrier's NAT, in a school or in an office. */
  address: limit(600, 1),
  /** As many as one launch can ever make: our SDK makes a key for each launch. */
  launchKey: limit(20, 24),
});

export type VelocityPolicy = z.infer<typeof velocitySchema>;

export const VELOCITY_REASONS = {
  user: 'velocity-user',
  address: 'velocity-address',
  launchKey: 'velocity-launch-key',
} as const;

export type CountedBy = keyof typeof VELOCITY_REASONS;
export type VelocityReason = (typeof VELOCITY_REASONS)[CountedBy];

/** Attempts within each limit's time, this one included. */
export interface Velocity {
  readonly counts: Readonly<Partial<Record<CountedBy, number>>>;
  /** What is over its limit where that is only reported. */
  readonly exceeded: readonly VelocityReason[];
}
