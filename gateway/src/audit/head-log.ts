/** Writes the heads of the audit chains to the log, which a change in the database cannot alter. */
import type { Logger } from 'pino';
import type { Tx } from '../database/database.ts';
import type { AuditTrail } from './types.ts';

export interface HeadLog {
  /** Logs the heads of the chains that have grown since the last time. Never rejects. */
  tell(): Promise<void>;
  /** Logs at intervals from now on. */
  start(): void;
  stop(): void;
}

export const createHeadLog = (audit: AuditTrail<Tx>, logger: Logger, seconds: number): HeadLog => {
  /** The last logged hash of each chain. */
  let told: ReadonlyMap<string, string> = new Map();
  let timer: NodeJS.Timeout | undefined;

  const tell = async (): Promise<void> => {
    try {
      const heads = await audit.heads();
      const grown = heads.filter(({ chain, hash }) => told.get(chain) !== hash);
      if (grown.length > 0) {
        logger.info({ auditHeads: grown }, 'audit heads');
      }
      told = new Map(heads.map(({ chain, hash }) => [chain, hash]));
    } catch (error) {
      logger.warn({ err: error }, 'the heads of the audit trail cannot be read');
    }
  };

  return {
    tell,
    start() {
      timer = setInterval(() => void tell(), seconds * 1000);
      timer.unref();
    },
    stop: () => clearInterval(timer),
  };
};
