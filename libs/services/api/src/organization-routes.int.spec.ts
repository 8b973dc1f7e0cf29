import { Controller } from '@nestjs/common';
import {
  createOrganization,
  CREDENTIALS_FIELD,
  deleteOrganization,
  syncOrganization,
  updateOrganization,
} from '@skyledger/contracts';
import { OnRequest } from '@skyledger/messaging';
import { VaultProvider } from '@skyledger/vault';
import type { z } from 'zod';
import { organizationPageSchema, organizationSchema } from './organizations/organization.schema';
import { type Answer, type ApiHarness, startApi } from './testing/api-harness';
import { type EntityTree, insertEntityTree } from './testing/entity-tree';

type CreateRequest = z.infer<typeof createOrganization.request>;

const PATH = '/api/v1/cloud/organizations';
const SECRET = 'canary-secret-of-the-management-account-00';
const CREDENTIALS = {
  management: { access_key_id: 'AKIAMANAGEMENTACCOUNT', secret_access_key: SECRET },
  member_role_name: 'SkyledgerReadOnly',
};
const asked: Record<string, unknown>[] = [];
let stored: (request: CreateRequest) => Promise<void>;

/** Answers as the accounts service does, and remembers what it was asked. */
@Controller()
class AccountsService {
  @OnRequest(createOrganization)
  async create(request: CreateRequest): Promise<z.infer<typeof createOrganization.response>> {
    asked.push(request);
    await stored(request);
    return { organizationId: request.organizationId, nativeId: 'o-created' };
  }

  @OnRequest(updateOrganization)
  update(
    request: z.infer<typeof updateOrganization.request>,
  ): z.infer<typeof updateOrganization.response> {
    asked.push(request);
    return { version: '2' };
  }

  @OnRequest(syncOrganization)
  sync(request: z.infer<typeof syncOrganization.request>): { requested: true } {
    asked.push(request);
    return { requested: true };
  }

  @OnRequest(deleteOrganization)
  delete(request: z.infer<typeof deleteOrganization.request>): { deleted: true } {
    asked.push(request);
    return { deleted: true };
  }
}

let api: ApiHarness;
let tenantId: string;
let tree: EntityTree;
let token: string;
let ofLeft: string;

beforeAll(async () => {
  api = await startApi({ responders: [AccountsService] });
  stored = async ({ organizationId, provider, name }) => {
    await api.database.withTenant(tenantId, (tx) =>
      tx.query(
        `INSERT INTO cloud_organizations (tenant_id, id, provider, native_id, name, key_id, ciphertext,
           fingerprint, schedule, created_by)
         VALUES ($1, $2, $3, 'o-created', $4, 'key', '\\x00', 'print', '{"kind":"manual"}', 'test')`,
        [tenantId, organizationId, provider, name],
      ),
    );
  };
});
afterAll(() => api?.stop());

beforeEach(async () => {
  asked.length = 0;
  tenantId = await api.addTenant();
  tree = await insertEntityTree(api.database, tenantId);
  token = await api.addToken(tenantId, ['CloudConnector:read', 'CloudConnector:manage']);
  ofLeft = await api.addToken(
    tenantId,
    ['CloudConnector:read', 'CloudConnector:manage'],
    tree.left,
  );
});

const connect = (more: object = {}): Promise<Answer> =>
  api.call('POST', PATH, {
    token,
    body: { name: 'The company', provider: 'aws', credentials: CREDENTIALS, ...more },
  });

it('connects one with credentials that are sealed on the way', async () => {
  const exclude = [{ field: 'name', pattern: 'sandbox-*' }];
  const answer = await connect({ exclude, regions: ['eu-central-1'], group: 'Company' });
  expect(answer.status).toBe(201);
  expect(organizationSchema.parse(answer.body)).toMatchObject({
    name: 'The company',
    native_id: 'o-created',
    status: 'pending',
    members: { listed: 0, missed: 0, gone: 0, closed: 0, excluded: 0 },
    last_synced_at: null,
  });
  expect(answer.headers['location']).toBe(`${PATH}/${answer.body.id}`);
  expect(answer.headers['etag']).toBe('"v1"');
  expect(answer.text).not.toContain(SECRET);
  const [request] = asked as [CreateRequest];
  expect(request).toMatchObject({
    tenantId,
    provider: 'aws',
    entityId: tenantId,
    include: [],
    exclude,
    regions: ['eu-central-1'],
    schedule: { kind: 'interval', minutes: 240 },
    group: 'Company',
  });
  expect(JSON.stringify(request)).not.toContain(SECRET);
  const { keyId, ciphertext } = request.credentials;
  const opened = api.app
    .get(VaultProvider)
    .get()
    .openText(
      { keyId, ciphertext: Buffer.from(ciphertext, 'base64') },
      { tenantId, accountId: request.organizationId, field: CREDENTIALS_FIELD },
    );
  expect(JSON.parse(opened)).toMatchObject({ member_role_name: 'SkyledgerReadOnly' });
});

it.each([
  ['another provider', { provider: 'hetzner', credentials: {} }, 'provider'],
  ['other credentials', { credentials: { role_arn: 'x' } }, 'credentials.management'],
  ['another pattern', { include: [{ field: 'email', pattern: 'x' }] }, 'include.0.field'],
])('is refused with %s', async (_what, more, field) => {
  const { status, body } = await connect(more);
  expect([400, 422]).toContain(status);
  expect(body.errors).toEqual(expect.arrayContaining([expect.objectContaining({ field })]));
  expect(asked).toEqual([]);
});

it('is changed in the version that was read', async () => {
  const { id } = (await connect()).body;
  const change = (headers: Record<string, string>): Promise<Answer> =>
    api.call('PATCH', `${PATH}/${id}`, { token, headers, body: { include: [], group: null } });
  expect((await change({})).status).toBe(428);
  expect((await change({ 'if-match': '"v1"' })).status).toBe(200);
  expect(asked.at(-1)).toMatchObject({
    organizationId: id,
    ifVersion: ['1'],
    changes: { include: [], group: null },
  });
  expect(asked.at(-1)).not.toHaveProperty('credentials');
});

it('is synchronised on request, and forgotten', async () => {
  const { id } = (await connect()).body;
  const sync = await api.call('POST', `${PATH}/${id}/sync`, { token });
  expect([sync.status, sync.body]).toEqual([202, { requested: true }]);
  expect((await api.call('DELETE', `${PATH}/${id}`, { token })).status).toBe(204);
  expect(asked.slice(1)).toMatchObject([{ organizationId: id }, { organizationId: id }]);
});

it('is shown to those of its entity alone, with its members', async () => {
  const { organizationId } = tree.ofRight;
  await api.database.withTenant(tenantId, (tx) =>
    tx.query(
      `UPDATE cloud_accounts SET organization_id = $1, membership = 'closed' WHERE id = $2`,
      [organizationId, tree.ofRight.accountId],
    ),
  );
  const listing = await api.call('GET', PATH, { token });
  expect(organizationPageSchema.parse(listing.body).items).toMatchObject([
    { id: tree.ofLeaf.organizationId, members: { closed: 0 } },
    { id: organizationId, members: { closed: 1 } },
  ]);
  const members = await api.call(
    'GET',
    `/api/v1/cloud/accounts?organization_id=${organizationId}`,
    {
      token,
    },
  );
  expect(members.body.items).toMatchObject([
    { id: tree.ofRight.accountId, organization_id: organizationId, membership: 'closed' },
  ]);
  const left = await api.call('GET', PATH, { token: ofLeft });
  expect(left.body.items.map(({ id }: { id: string }) => id)).toEqual([tree.ofLeaf.organizationId]);
  expect((await api.call('GET', `${PATH}/${organizationId}`, { token: ofLeft })).status).toBe(404);
});

it('goes on page by page', async () => {
  const first = await api.call('GET', `${PATH}?limit=1`, { token });
  const next = await api.call('GET', `${PATH}?limit=1&cursor=${first.body.next_cursor}`, { token });
  expect([first.body.items[0].id, next.body.items[0].id, next.body.next_cursor]).toEqual([
    tree.ofLeaf.organizationId,
    tree.ofRight.organizationId,
    null,
  ]);
});
