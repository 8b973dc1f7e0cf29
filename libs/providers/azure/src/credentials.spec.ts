import { azureCredentialsSchema } from './credentials';

const SUBSCRIPTION = '0b1f6471-1bf0-4dda-aec3-cb9272f09590';
const TENANT = '31c75423-32d6-4322-88b7-c478bdde4858';
const CLIENT = '8f1c9d0e-2f4b-4a7e-9c55-0d3f5a7b6c21';

const principal = {
  method: 'service_principal',
  tenant_id: TENANT,
  client_id: CLIENT,
  client_secret: 'Abc8Q~secret',
  subscription_id: SUBSCRIPTION,
};

describe('Azure credentials', () => {
  it.each([
    principal,
    { ...principal, cloud: 'usgovernment' },
    { method: 'federated', tenant_id: TENANT, client_id: CLIENT, subscription_id: SUBSCRIPTION },
    { method: 'managed_identity', subscription_id: SUBSCRIPTION },
    { method: 'managed_identity', client_id: CLIENT, subscription_id: SUBSCRIPTION },
  ])('takes %j', (credentials) => {
    expect(azureCredentialsSchema.parse(credentials)).toEqual(credentials);
  });

  it('takes ids in capitals and with the blanks that copying brings along', () => {
    const pasted = { ...principal, tenant_id: ` ${TENANT.toUpperCase()}\n` };
    expect(azureCredentialsSchema.parse(pasted)).toEqual(principal);
  });

  it.each([
    ['subscription_id', 'demo'],
    ['tenant_id', 'contoso.onmicrosoft.com/../common'],
    ['client_id', ''],
    ['client_secret', ''],
    ['client_secret', 'two words'],
    ['cloud', 'germany'],
    ['method', 'password'],
  ])('refuses %s %j', (field, value) => {
    const { error } = azureCredentialsSchema.safeParse({ ...principal, [field]: value });
    expect(error?.issues.map((issue) => issue.path)).toContainEqual([field]);
  });

  it('never quotes a refused secret, and refuses fields it does not know', () => {
    const odd = { ...principal, client_secret: 'canary secret' };
    expect(JSON.stringify(azureCredentialsSchema.safeParse(odd).error)).not.toContain('canary');
    expect(azureCredentialsSchema.safeParse({ ...principal, x: 1 }).success).toBe(false);
    const federated = { ...principal, method: 'federated' };
    expect(azureCredentialsSchema.safeParse(federated).success).toBe(false);
  });
});
