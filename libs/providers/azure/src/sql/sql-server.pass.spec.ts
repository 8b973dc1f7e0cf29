import { collectPass, ProviderError, type FaultKind } from '@skyledger/provider-sdk';
import type { ArmList, ArmPage } from '../arm-list';
import type { AzureClient } from '../client';
import {
  SQL_AUDITING,
  SQL_DATABASE_AUDITING,
  SQL_DATABASES,
  SQL_ENCRYPTION,
  SQL_FIREWALL_RULES,
  SQL_SERVERS,
} from './sql-lists';
import { sqlServers } from './sql-server.pass';

const serverId = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Sql/servers/a';
const setting = (state: string): unknown => ({ name: 'current', properties: { state } });

/** One server of one database; what is missing in `answers` is an error. */
function clientOf(answers: ReadonlyMap<ArmList, unknown[]>, code = ''): AzureClient {
  const list = (asked: ArmList): Promise<ArmPage> => {
    const items = answers.get(asked);
    if (items !== undefined) return Promise.resolve({ items, next: null });
    const fault = { kind: 'bug' as FaultKind, code, message: 'refused' };
    return Promise.reject(new ProviderError(fault, asked.permission));
  };
  return { list } as unknown as AzureClient;
}

const common: readonly [ArmList, unknown[]][] = [
  [SQL_SERVERS, [{ id: serverId, name: 'a' }]],
  [SQL_DATABASES, [{ id: `${serverId}/databases/b`, name: 'b' }]],
  [SQL_FIREWALL_RULES, []],
  [SQL_ENCRYPTION, [setting('Enabled')]],
];

const audited = (
  resources: readonly { resourceType: string; attributes: Record<string, unknown> }[],
): unknown[] =>
  resources
    .filter((each) => each.resourceType === 'database')
    .map((each) => each.attributes['accessLogged']);

describe('the auditing of SQL databases', () => {
  it('is not asked of a database whose server audits', async () => {
    const client = clientOf(new Map([...common, [SQL_AUDITING, [setting('Enabled')]]]));
    const { resources } = await collectPass(sqlServers, client);
    expect(audited(resources)).toEqual([true, true]);
  });

  it('is asked of a database whose server does not', async () => {
    const lists: [ArmList, unknown[]][] = [
      [SQL_AUDITING, [setting('Disabled')]],
      [SQL_DATABASE_AUDITING, [setting('Enabled')]],
    ];
    const { resources } = await collectPass(sqlServers, clientOf(new Map([...common, ...lists])));
    expect(audited(resources)).toEqual([false, true]);
  });

  it('is unknown, and nothing is missing, where a kind of database has none', async () => {
    const answers = new Map([...common, [SQL_AUDITING, [setting('Disabled')]] as const]);
    const client = clientOf(answers, 'BlobAuditingIsNotSupportedOnResourceType');
    const { resources, warnings } = await collectPass(sqlServers, client);
    expect(audited(resources)).toEqual([false, null]);
    expect(warnings).toEqual([]);
  });

  it('fails the pass where the service fails', async () => {
    const answers = new Map([...common, [SQL_AUDITING, [setting('Disabled')]] as const]);
    const outcome = collectPass(sqlServers, clientOf(answers, 'InternalServerError'));
    await expect(outcome).rejects.toMatchObject({ fault: { code: 'InternalServerError' } });
  });
});
