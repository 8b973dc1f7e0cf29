import { startEmulator, type Emulator, type FaultEffect } from '@skyledger/cloud-emulator';
import { collectPass, expectPassConforms } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { azure } from './provider';
import { BIG, CANARIES, Connections, credentialsOf, estate, passOf } from './testing/azure-estate';

const GRAPH = '/providers/Microsoft.ResourceGraph/resources';
const PERMISSIONS = '/subscriptions/:subscription/providers/Microsoft.Authorization/permissions';
/** Of the eleven sites, those that are no function apps; all are on the first page. */
const ONE_BY_ONE = 7;

let emulator: Emulator;
let connections: Connections;

async function start(changes: object = {}): Promise<void> {
  const [demo, big, ...others] = estate.azure ?? [];
  if (!demo || !big) throw new Error('an account is missing');
  const accounts = [demo, { ...big, ...changes }, ...others];
  emulator = await startEmulator({ estate: { ...estate, azure: accounts } });
  connections = new Connections(emulator);
}

beforeEach(() => start());
afterEach(async () => {
  await connections.close();
  await emulator.close();
});

/** What the ledger compares: everything but the payload. */
async function collect(id: string): Promise<DiscoveredResource[]> {
  const client = await connections.to(credentialsOf(BIG));
  const { resources, warnings } = await collectPass(passOf(id), client);
  expect(warnings).toEqual([]);
  return resources.map((resource) => ({ ...resource, raw: null }));
}

const count = (operation: string): number =>
  connections.gate.operations.filter((each) => each === operation).length;
const singly = (): number => count('Microsoft.Web/sites/config/read');
const queries = (): number => count('resource-graph:query');

const deny = (): void =>
  connections.strike({ account: BIG.account, action: GRAPH }, { type: 'deny' });

describe('Azure with and without Resource Graph', () => {
  it.each(azure.passes.map(({ id }) => id))(
    '%s yields the same, however often it is switched',
    async (id) => {
      const before = await collect(id);
      deny();
      expect(await collect(id)).toEqual(before);
      emulator.faults.clear();
      expect(await collect(id)).toEqual(before);
    },
  );

  it('asks a page of sites for their configurations at once', async () => {
    const client = await connections.to(credentialsOf(BIG));
    const { resources } = await collectPass(passOf('web.sites'), client);
    const versions = resources.map(
      ({ attributes }) => (attributes as Record<string, unknown>)['minimumTlsVersion'],
    );
    expect(versions.filter((version) => typeof version === 'string')).toHaveLength(ONE_BY_ONE);
    // Three rows an answer.
    expect({ queries: queries(), singly: singly() }).toEqual({ queries: 3, singly: 0 });
    await collectPass(passOf('web.sites'), client);
    expect(count('Microsoft.Authorization/permissions/read')).toBe(1);
  });

  it('goes on from any page, and keeps secrets out', async () => {
    const client = await connections.to(credentialsOf(BIG));
    const options = { canaries: CANARIES };
    const { resources } = await expectPassConforms(azure, passOf('web.sites'), client, options);
    expect(resources).toHaveLength(11);
    expect(queries()).toBeGreaterThan(0);
  });

  it('hears how many queries are left', async () => {
    await collect('web.sites');
    const { observations } = connections.gate;
    const left = observations
      .map(({ remaining }) => remaining)
      .filter((each) => each !== undefined);
    expect(left).toEqual(expect.arrayContaining([14, 13, 12]));
  });

  it.each<[string, () => Promise<void> | void]>([
    ['it is denied', deny],
    [
      'it was never registered',
      async () => {
        await connections.close();
        await emulator.close();
        await start({ unregistered: ['Microsoft.ResourceGraph'] });
      },
    ],
    [
      'the roles of the caller may not be read',
      () => connections.strike({ account: BIG.account, action: PERMISSIONS }, { type: 'deny' }),
    ],
    [
      'they let some services be read',
      async () => {
        await connections.close();
        await emulator.close();
        await start({ actions: ['Microsoft.Web/*/read', 'Microsoft.Resources/*/read'] });
      },
    ],
  ])('asks each App Service where %s', async (_what, close) => {
    const before = await collect('web.sites');
    await close();
    const already = singly();
    expect(await collect('web.sites')).toEqual(before);
    expect(singly() - already).toBe(ONE_BY_ONE);
  });

  it('asks the service about sites that it leaves out', async () => {
    const before = await collect('web.sites');
    const already = singly();
    const effect = {
      type: 'replace-text',
      find: '/config/web"',
      replace: '/config/other"',
    } as const;
    connections.strike({ account: BIG.account, action: GRAPH, page: 1 }, effect);
    expect(await collect('web.sites')).toEqual(before);
    expect(singly() - already).toBe(1);
  });

  const truncated = {
    type: 'replace-text',
    find: '"resultTruncated":"false"',
    replace: '"resultTruncated":"true"',
  } as const;
  it.each<[string, FaultEffect, number, object]>([
    ['throttles', { type: 'throttle', retryAfterSeconds: 7 }, 1, { kind: 'throttled' }],
    ['throttles without a time', { type: 'throttle' }, 2, { kind: 'throttled' }],
    ['fails', { type: 'status', status: 500 }, 1, { kind: 'unavailable' }],
    ['is cut off', { type: 'truncate' }, 2, { kind: 'unavailable' }],
    ['sends half a document', { type: 'malformed' }, 1, { kind: 'malformed' }],
    ['cuts its answer short', truncated, 3, { kind: 'malformed' }],
    ['leads to the same page', { type: 'repeat-token' }, 2, { kind: 'malformed' }],
    ['has no rows', { type: 'null-fields', fields: ['data'] }, 1, { kind: 'malformed' }],
    ['ends the token', { type: 'expire-token' }, 1, { kind: 'expired' }],
  ])(
    'fails the pass, and reads nothing as missing, when it %s',
    async (_w, effect, page, fault) => {
      connections.strike({ account: BIG.account, action: GRAPH, page }, effect);
      await expect(collect('web.sites')).rejects.toMatchObject({
        operation: 'resource-graph:query',
        fault,
      });
      expect(singly()).toBe(0);
    },
  );
});
