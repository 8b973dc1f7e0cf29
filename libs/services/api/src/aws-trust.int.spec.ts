import { Controller } from '@nestjs/common';
import { mintExternalId, trustTemplate } from '@skyledger/contracts';
import { OnRequest } from '@skyledger/messaging';
import type { z } from 'zod';
import { externalIdSchema } from './aws/aws-trust.schema';
import { type Answer, type ApiHarness, startApi } from './testing/api-harness';
import { insertLedgerRows, type LedgerRows } from './testing/ledger-rows';

const NATIVE = '210987654321';
const EXTERNAL_ID = 'skyledger-0123456789abcdefghijklmnopqrstuv';

/** Answers as the accounts service does, and remembers what it was asked. */
@Controller()
class AccountsService {
  static readonly asked: unknown[] = [];

  @OnRequest(mintExternalId)
  async mint(
    request: z.infer<typeof mintExternalId.request>,
  ): Promise<z.infer<typeof mintExternalId.response>> {
    AccountsService.asked.push(request);
    const { nativeAccountId } = request;
    return { externalId: EXTERNAL_ID, nativeAccountId, isNew: nativeAccountId === null };
  }

  @OnRequest(trustTemplate)
  async template(
    request: z.infer<typeof trustTemplate.request>,
  ): Promise<z.infer<typeof trustTemplate.response>> {
    AccountsService.asked.push(request);
    return { externalId: EXTERNAL_ID, template: '{"of":"AWS"}' };
  }
}

let api: ApiHarness;
let token: string;
let rows: LedgerRows;

beforeAll(async () => {
  api = await startApi({ responders: [AccountsService] });
  const tenantId = await api.addTenant();
  token = await api.addToken(tenantId, ['CloudConnector:read', 'CloudConnector:manage']);
  rows = await insertLedgerRows(api.database, tenantId);
});

afterAll(() => api?.stop());
beforeEach(() => void (AccountsService.asked.length = 0));

const template = (query: string): Promise<Answer> =>
  api.call('GET', `/api/v1/cloud/aws/trust-template?${query}`, { token });

it('mints external ids, and gives the same again', async () => {
  const mint = (native: string | null): Promise<Answer> =>
    api.call('POST', '/api/v1/cloud/aws/external-ids', {
      token,
      body: { native_account_id: native },
    });
  const first = await mint(null);
  expect(first.status).toBe(201);
  expect(externalIdSchema.parse(first.body)).toEqual(first.body);
  const second = await mint(NATIVE);
  expect([second.status, second.body]).toEqual([
    200,
    { external_id: EXTERNAL_ID, native_account_id: NATIVE },
  ]);
  expect((await mint('123')).body.errors[0].field).toBe('native_account_id');
});

it('gives a stack of CloudFormation for an account that is not in the ledger', async () => {
  const { status, body, headers } = await template(`account=${NATIVE}`);
  expect([status, body]).toEqual([200, { of: 'AWS' }]);
  expect(headers['content-type']).toMatch(/^application\/json/);
  expect(headers['content-disposition']).toBe(`attachment; filename="skyledger-${NATIVE}.json"`);
  expect(AccountsService.asked).toMatchObject([
    { nativeAccountId: NATIVE, format: 'cloudformation', partition: 'aws' },
  ]);
});

it('gives a file of Terraform for an account of the ledger', async () => {
  const { status, headers } = await template(
    `account=${rows.accountId}&format=terraform&partition=aws-cn`,
  );
  expect(status).toBe(200);
  expect(headers['content-type']).toMatch(/^text\/plain/);
  const [{ native_account_id: native }] = (await api.database.withTenant(
    (AccountsService.asked[0] as { tenantId: string }).tenantId,
    (tx) => tx.query<{ native_account_id: string }>('SELECT native_account_id FROM cloud_accounts'),
  )) as [{ native_account_id: string }];
  expect(AccountsService.asked).toMatchObject([
    { nativeAccountId: native, format: 'terraform', partition: 'aws-cn' },
  ]);
});

it.each<[string, string, number]>([
  ['an account of nobody', 'account=0198a000-0000-7000-8000-00000000ffff', 404],
  ['what is no account', 'account=production', 400],
  ['another language', `account=${NATIVE}&format=pulumi`, 400],
  ['another partition', `account=${NATIVE}&partition=aws-iso`, 400],
])('refuses %s', async (_what, query, expected) => {
  expect((await template(query)).status).toBe(expected);
  expect(AccountsService.asked).toEqual([]);
});
