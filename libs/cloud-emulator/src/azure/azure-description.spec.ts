import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Emulator } from '../index';
import { startEmulator } from '../index';
import { AzureReader, SPEC, type Listing } from './testing/azure-reader';
import { swaggerDifferences } from './testing/swagger-schema';
import type { Definitions, SwaggerSchema } from './testing/swagger-schema';

const specs = join(
  process.env['SKYLEDGER_SPECS_DIR'] ?? join(__dirname, '../../../../../shared/specs'),
  'azure',
);

interface Description {
  readonly definitions: Definitions;
  readonly paths: Record<
    string,
    { get?: { responses: Record<string, { schema: SwaggerSchema }> } }
  >;
}
const read = (file: string): Description =>
  JSON.parse(readFileSync(join(specs, file), 'utf8')) as Description;

(existsSync(specs) ? describe : describe.skip)('Azure against its official description', () => {
  let emulator: Emulator;
  let reader: AzureReader;

  beforeAll(async () => {
    emulator = await startEmulator({ estate: SPEC });
    reader = new AzureReader(emulator);
    await reader.signIn();
  });
  afterAll(() => emulator.close());

  it.each([
    ['compute-vm-2024-07-01', 'Microsoft.Compute/virtualMachines', ''],
    ['compute-vm-2024-07-01', 'Microsoft.Compute/virtualMachines', '&statusOnly=true'],
    ['compute-disk-2024-03-02', 'Microsoft.Compute/disks', ''],
    ['compute-disk-2024-03-02', 'Microsoft.Compute/snapshots', ''],
    ['network-2024-01-01', 'Microsoft.Network/virtualNetworks', ''],
    ['network-2024-01-01', 'Microsoft.Network/networkSecurityGroups', ''],
    ['network-2024-01-01', 'Microsoft.Network/publicIPAddresses', ''],
    ['network-2024-01-01', 'Microsoft.Network/networkInterfaces', ''],
    ['network-2024-01-01', 'Microsoft.Network/loadBalancers', ''],
    ['sql-2021-11-01', 'Microsoft.Sql/servers', ''],
    ['storage-2023-05-01', 'Microsoft.Storage/storageAccounts', ''],
  ])('answers as %s says for %s%s', async (file, type, query) => {
    const { definitions, paths } = read(`${file}.swagger.json`);
    const path = paths[`/subscriptions/{subscriptionId}/providers/${type}`];
    const schema = path?.get?.responses['200']?.schema;
    const body = await (
      await reader.get(`/providers/${type}?api-version=2024-01-01${query}`)
    ).json();
    expect(schema).toBeDefined();
    expect(swaggerDifferences(definitions, schema ?? {}, body)).toEqual([]);
  });

  it('lists resource groups as described', async () => {
    const { definitions } = read('resources-2024-03-01.swagger.json');
    const body = await (await reader.get('/resourcegroups?api-version=2021-04-01')).json();
    const schema = { $ref: '#/definitions/ResourceGroupListResult' };
    expect((body as Listing).value.length).toBeGreaterThan(1);
    expect(swaggerDifferences(definitions, schema, body)).toEqual([]);
  });

  it.each([
    ['/databases', 'DatabaseListResult'],
    ['/firewallRules', 'FirewallRuleListResult'],
  ])('answers %s of an SQL server as described', async (below, definition) => {
    const { definitions } = read('sql-2021-11-01.swagger.json');
    const [server] = await reader.readAll(
      '/providers/Microsoft.Sql/servers?api-version=2021-11-01',
    );
    const id = reader.below(server?.id ?? '');
    const body = await (await reader.get(`${id}${below}?api-version=2021-11-01`)).json();
    const schema = { $ref: `#/definitions/${definition}` };
    expect(swaggerDifferences(definitions, schema, body)).toEqual([]);
  });

  it('lists the subscriptions of a tenant as described', async () => {
    const { paths, definitions } = read('resources-2024-03-01.swagger.json');
    const body = await (await reader.getOfTenant('/subscriptions?api-version=2022-12-01')).json();
    const schema = paths['/subscriptions']?.get?.responses['200']?.schema;
    // The description has a link on the last page as well, which the service leaves out.
    expect((body as Listing).nextLink).toBeDefined();
    expect(swaggerDifferences(definitions, schema ?? {}, body)).toEqual([]);
  });

  it('words the subscription and errors as described', async () => {
    const { definitions } = read('resources-2024-03-01.swagger.json');
    const subscription = await (await reader.get('?api-version=2022-12-01')).json();
    const differences = swaggerDifferences(
      definitions,
      { $ref: '#/definitions/Subscription' },
      subscription,
    );
    expect(differences).toEqual([]);
    const error = await (await reader.get('/providers/Microsoft.Compute/disks')).json();
    const schema = { $ref: '#/definitions/CloudError' };
    expect(swaggerDifferences(definitions, schema, error)).toEqual([]);
  });
});
