/**
 * Ten things that may be wrong with a request, against all four families: refused with the family's own error, nothing
 * stored, judged or disclosed. The types require every cell; what else each family refuses is in its own
 * tests.
 */
import { expect, test } from 'vitest';
import { FAMILIES, type Family } from '../src/check/check.ts';
import { getReferenceImage } from '../src/families/coe/use-cases/reference-image.ts';
import { ask } from './support/capture.ts';
import { onBothDatabases } from './support/databases.ts';
import { familiesConfig } from './support/families.ts';
import { startGateway, type TestGateway } from './support/harness.ts';
import { type FamilyColumn, HAZARDS } from './support/hazards.ts';
import { ADMIN_USERS } from './support/lcp.ts';
import { bpmColumn } from './support/refusals/bpm.ts';
import { coeColumn } from './support/refusals/coe.ts';
import { eVerifyColumn } from './support/refusals/e-verify.ts';
import { lcpColumn } from './support/refusals/lcp.ts';
import { opening } from './support/opening.ts';

const TWO_HOURS_MS = 7_200_000;

const TABLES = [
  'session',
  'submission',
  'document_image',
  'liveness_check',
  'check_image',
  'bpm_user',
  'bpm_session',
  'bpm_record',
  'e_verify_session',
  'lcp_initiation',
  'lcp_image',
  'lcp_reference_image',
  'callback_delivery',
] as const;

onBothDatabases((location) => {
  let gateway: TestGateway;
  let table: Readonly<Record<Family, FamilyColumn>>;

  opening(async (closing) => {
    gateway = closing(
      await startGateway({ config: familiesConfig(ADMIN_USERS), database: location(), getReferenceImage }),
    );
    const coe = await coeColumn(gateway);
    const bpm = await bpmColumn(gateway);
    const eVerify = await eVerifyColumn(gateway);
    const lcp = await lcpColumn(gateway);
    gateway.advance(TWO_HOURS_MS);
    table = { 'coe': await coe(), 'bpm': await bpm(), 'e-verify': await eVerify(), 'lcp': await lcp() };
  });

  /** Everything that a request could leave behind, and what it could use up. */
  const traces = async () => {
    const counts: Record<string, number> = {};
    for (const name of TABLES) {
      const { total } = await gateway.db
        .selectFrom(name)
        .select((eb) => eb.fn.countAll<string>().as('total'))
        .executeTakeFirstOrThrow();
      counts[name] = Number(total);
    }
    const unused = await gateway.db
      .selectFrom('lcp_initiation')
      .select((eb) => eb.fn.countAll<string>().as('total'))
      .where('used_at', 'is', null)
      .executeTakeFirstOrThrow();
    return { counts, unused: unused.total, judged: gateway.engine.calls.length };
  };

  test.each(HAZARDS)('%s', { timeout: 180_000 }, async (hazard) => {
    const before = await traces();
    let refused = 0;
    for (const family of FAMILIES) {
      const cell = table[family][hazard];
      if ('notApplicable' in cell) {
        continue;
      }
      for (const { name, method = 'GET', path, headers, body, status, answer } of cell) {
        const where = `${family}: ${name}`;
        const reply = await ask(gateway, method, path, headers, body);
        expect([where, reply.status, reply.body]).toEqual([where, status, answer]);
        // No word of a person, a table, an address or the code.
        expect(JSON.stringify(reply.body), where).not.toMatch(
          /secret|select |insert |drop table|169\.254|10\.0\.0|node_modules|\bat \/|ev_live_/i,
        );
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(1);
    expect(await traces()).toEqual(before);
  });
});
