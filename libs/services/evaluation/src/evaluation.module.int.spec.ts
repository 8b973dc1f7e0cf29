import { randomUUID } from 'node:crypto';
import type { INestApplication } from '@nestjs/common';
import { resourceRemoved, resourceUpserted } from '@skyledger/contracts';
import { event, MessageBus } from '@skyledger/messaging';
import { eventually } from '@skyledger/testing';
import { startEvaluationApp } from './testing/evaluation-app';
import { TestLedger } from './testing/test-ledger';

let ledger: TestLedger;
let app: INestApplication;

beforeAll(async () => {
  ledger = await TestLedger.open();
  app = await startEvaluationApp(ledger.url);
});
afterAll(async () => {
  await app.close();
  await ledger.close();
});

it('opens findings when resources change and resolves them when these are removed', async () => {
  const bus = app.get(MessageBus);
  const account = await ledger.addAccount();
  const { tenantId } = account;
  const bucket = await ledger.insert(account, 'bucket', { encryptedAtRest: false });
  const run = { ...account, runId: randomUUID() };

  const resources = [{ id: bucket, change: 'created' as const }];
  await bus.publish([event(resourceUpserted, tenantId, { ...run, resources })]);
  await eventually(async () =>
    expect(await ledger.findings(account)).toMatchObject([
      { check_id: 'bucket-encrypted-at-rest', status: 'open' },
    ]),
  );

  await ledger.retire(bucket);
  await bus.publish([event(resourceRemoved, tenantId, { ...run, resourceIds: [bucket] })]);
  await eventually(async () =>
    expect(await ledger.findings(account)).toMatchObject([
      { status: 'resolved', resolution: 'resource_removed' },
    ]),
  );
});
