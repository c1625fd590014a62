/** Retention over many pictures: in small batches, and an abort stops it after the current one. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { onBothDatabases } from './support/databases.ts';
import { finished, launch, startGateway, submit, type TestGateway } from './support/harness.ts';

const CHECKS = 60;
const MONTH_MS = 31 * 86_400_000;

/** Aborts at the second call, which comes after one batch. */
const afterOneBatch = (): AbortSignal => {
  const { signal } = new AbortController();
  let questions = 0;
  return Object.assign(signal, {
    throwIfAborted: () => {
      questions += 1;
      if (questions > 1) {
        throw new DOMException('stopping', 'AbortError');
      }
    },
  });
};

onBothDatabases((location) => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startGateway({ database: location() });
    const one = await launch(gateway);
    const { submissionId } = await submit(gateway, one);
    await finished(gateway, one, submissionId);
    // The same picture many times: retention treats them alike, and a launch for each would take minutes.
    const document = await gateway.db
      .selectFrom('document')
      .selectAll()
      .where('type', '=', 'SELFIE')
      .executeTakeFirstOrThrow();
    const { sealed } = await gateway.db
      .selectFrom('document_image')
      .select('sealed')
      .where('document_id', '=', document.id)
      .executeTakeFirstOrThrow();
    const submission = await gateway.db.selectFrom('submission').selectAll().executeTakeFirstOrThrow();
    for (let ordinal = 2; ordinal <= CHECKS; ordinal += 1) {
      const [id, documentId] = [crypto.randomUUID(), crypto.randomUUID()];
      const { checks: _checks, evidence: _evidence, velocity: _velocity, ...copied } = submission;
      await gateway.db
        .insertInto('submission')
        .values({ ...copied, id, ordinal, checks: null, evidence: null, velocity: null })
        .execute();
      await gateway.db
        .insertInto('document')
        .values({ ...document, id: documentId, submission_id: id })
        .execute();
      await gateway.db.insertInto('document_image').values({ document_id: documentId, sealed }).execute();
    }
  }, 240_000);
  afterAll(() => gateway.close(2000));

  const left = async (): Promise<number> =>
    (await gateway.db.selectFrom('document_image').select('document_id').execute()).length;

  test('stops between two batches and continues in the next run', { timeout: 120_000 }, async () => {
    expect(await left()).toBe(CHECKS);
    gateway.advance(MONTH_MS);
    await expect(gateway.eraseExpired(AbortSignal.abort())).rejects.toThrow('abort');
    expect(await left()).toBe(CHECKS);
    await expect(gateway.eraseExpired(afterOneBatch())).rejects.toThrow('stopping');
    expect(await left()).toBe(CHECKS - 25);
    expect(await gateway.eraseExpired()).toBeGreaterThanOrEqual(CHECKS - 25);
    expect(await left()).toBe(0);
  });
});
