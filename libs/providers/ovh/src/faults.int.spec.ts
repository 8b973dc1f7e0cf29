import { oddNames, type FaultEffect } from '@skyledger/cloud-emulator';
import { collectPass, expectPassConforms } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { ovh } from './provider';
import {
  ACCOUNT,
  PROJECTS,
  SERVICE_ACCOUNT,
  passOf,
  startOvhEstate,
  type OvhEstate,
} from './testing/ovh-estate';

let estate: OvhEstate;

beforeEach(async () => {
  estate = await startOvhEstate();
});

afterEach(() => estate.close());

const idOf = ({ resourceId }: DiscoveredResource): string => resourceId;

describe('OVHcloud under faults', () => {
  const instances = '/cloud/project/:serviceName/instance';

  it.each<[string, FaultEffect, object]>([
    [
      'throttling',
      { type: 'throttle', retryAfterSeconds: 7 },
      { kind: 'throttled', retryAfterMs: 7000 },
    ],
    [
      'a key that was revoked',
      { type: 'expire-token' },
      { kind: 'unauthenticated', code: 'INVALID_CREDENTIAL' },
    ],
    ['a failing service', { type: 'status', status: 500 }, { kind: 'unavailable' }],
    ['a failing gateway', { type: 'status', status: 502 }, { kind: 'unavailable' }],
    ['a cut body', { type: 'truncate' }, { kind: 'unavailable' }],
    ['a cut chunked body', { type: 'truncate', chunked: true }, { kind: 'unavailable' }],
    ['a document that ends in the middle', { type: 'malformed' }, { kind: 'malformed' }],
  ])('fails on %s after the project before it', async (_what, effect, fault) => {
    estate.strike(effect, { action: instances, nth: 2 });
    const pages: unknown[] = [];
    const reading = async (): Promise<void> => {
      const context = { client: await estate.connect(), region: 'global', cursor: null };
      const { signal } = new AbortController();
      for await (const page of passOf('compute.instances').collect({ ...context, signal })) {
        pages.push(page);
      }
    };
    await expect(reading()).rejects.toMatchObject({ fault });
    expect(pages).toHaveLength(1);
  });

  it('reads the other projects when one is denied, and says so', async () => {
    estate.strike({ type: 'deny' }, { action: instances, nth: 2 });
    const { resources, warnings } = await collectPass(
      passOf('compute.instances'),
      await estate.connect(),
    );
    expect(resources).toHaveLength(60);
    expect(warnings.map(({ code }) => code)).toEqual(['denied']);
  });

  it.each([
    ['compute.instances', instances],
    ['vps.servers', '/vps'],
    ['ip.addresses', '/ip'],
    ['network.vracks', '/vrack'],
    ['database.services', '/cloud/project/:serviceName/database/service'],
    ['storage.volumes', '/cloud/project'],
  ])('fails %s when all of it is denied', async (id, action) => {
    estate.strike({ type: 'deny' }, { action });
    const outcome = collectPass(passOf(id), await estate.connect());
    await expect(outcome).rejects.toMatchObject({ fault: { kind: 'denied' } });
  });

  it.each([
    ['vps.servers', '/vps/:serviceName/ips', 60],
    ['dedicated.servers', '/dedicated/server/:serviceName/specifications/hardware', 9],
    ['network.vracks', '/vrack/:serviceName/cloudProject', 3],
    ['network.vracks', '/vrack/:serviceName/dedicatedServerInterfaceDetails', 3],
    ['compute.instances', '/cloud/project/:serviceName/flavor', 90],
    ['kubernetes.clusters', '/cloud/project/:serviceName/kube/:kubeId/nodepool', 7],
  ])('keeps all of %s when %s is denied, and says so', async (id, action, count) => {
    estate.strike({ type: 'deny' }, { action });
    const { resources, warnings } = await collectPass(passOf(id), await estate.connect());
    expect(resources).toHaveLength(count);
    expect(new Set(warnings.map(({ code }) => code))).toEqual(new Set(['denied']));
  });

  const CATALOGUE = '/order/catalog/public/cloud';
  const PRICED = ['compute.instances', 'storage.volumes'];
  const strikeAnyone = (effect: FaultEffect, action: string): void => {
    estate.emulator.faults.add({ match: { provider: 'ovh', action }, effect });
  };

  it.each<[string, FaultEffect, string]>([
    ['fails', { type: 'status', status: 500 }, CATALOGUE],
    ['is denied', { type: 'deny' }, CATALOGUE],
    ['is throttled', { type: 'throttle', retryAfterSeconds: 7 }, CATALOGUE],
    ['is cut off', { type: 'truncate' }, CATALOGUE],
    ['ends in the middle', { type: 'malformed' }, CATALOGUE],
    ['has no plans', { type: 'null-fields', fields: ['addons'] }, CATALOGUE],
    ['has no currency', { type: 'null-fields', fields: ['currencyCode'] }, CATALOGUE],
    [
      "is another subsidiary's",
      { type: 'replace-text', find: '"subsidiary":"FR"', replace: '"subsidiary":"US"' },
      CATALOGUE,
    ],
    [
      'does not know the subsidiary',
      { type: 'replace-text', find: '"ovhSubsidiary":"FR"', replace: '"ovhSubsidiary":"XX"' },
      '/me',
    ],
    ['is of nobody knows whom', { type: 'status', status: 503 }, '/me'],
  ])(
    'keeps instances and volumes, and says so once, when the catalogue %s',
    async (_w, effect, action) => {
      for (const id of PRICED) {
        const whole = await collectPass(passOf(id), await estate.connect());
        strikeAnyone(effect, action);
        const client = await estate.connect();
        const { resources, warnings } = await collectPass(passOf(id), client);
        const unpriced = (each: DiscoveredResource): object => ({ ...each, price: null });
        expect(resources.map(unpriced)).toEqual(whole.resources.map(unpriced));
        expect(resources.filter(({ price }) => price)).toEqual([]);
        const left = resources.filter(({ price }) => price === undefined).map(idOf);
        const priced = whole.resources.filter(({ price }) => price !== null).map(idOf);
        expect(priced.length).toBeGreaterThan(0);
        expect(left).toEqual(expect.arrayContaining(priced));
        expect(warnings).toEqual([
          { code: 'prices_unread', message: expect.stringMatching(/^GET /), detailOnly: true },
        ]);
        const asked = estate.gate.operations.length;
        await collectPass(passOf(id), client);
        // It is left alone after it failed.
        expect(
          estate.gate.operations.slice(asked).filter((each) => each.includes('/order')),
        ).toEqual([]);
        estate.emulator.faults.clear();
      }
    },
  );

  it.each(PRICED)(
    'keeps %s without prices, and warns of nothing, when keys may not read whose they are',
    async (id) => {
      strikeAnyone({ type: 'deny' }, '/me');
      const { resources, warnings } = await collectPass(passOf(id), await estate.connect());
      expect(resources.length).toBeGreaterThan(0);
      expect(resources.filter(({ price }) => price !== null)).toEqual([]);
      expect(warnings).toEqual([]);
    },
  );

  it('takes no price that is none', async () => {
    strikeAnyone({ type: 'null-fields', fields: ['price'] }, CATALOGUE);
    const { resources, warnings } = await collectPass(
      passOf('storage.volumes'),
      await estate.connect(),
    );
    expect(resources.filter(({ price }) => price !== null)).toEqual([]);
    expect(warnings).toEqual([]);
  });

  it('connects anew when the token ends before prices are asked for', async () => {
    const client = await estate.connect(SERVICE_ACCOUNT);
    strikeAnyone({ type: 'expire-token' }, '/me');
    const outcome = collectPass(passOf('compute.instances'), client);
    await expect(outcome).rejects.toMatchObject({ fault: { kind: 'expired' } });
  });

  it('ends the pass when the keys end before prices are asked for', async () => {
    const client = await estate.connect();
    strikeAnyone({ type: 'expire-token' }, '/me');
    const outcome = collectPass(passOf('storage.volumes'), client);
    await expect(outcome).rejects.toMatchObject({ fault: { kind: 'unauthenticated' } });
  });

  it('reads servers and networks with a key that may not read vRacks', async () => {
    estate.strike({ type: 'deny' }, { action: '/vrack' });
    const client = await estate.connect();
    for (const [id, region] of [
      ['dedicated.servers', 'global'],
      ['network.networks', 'GRA11'],
    ] as const) {
      const { resources, warnings } = await collectPass(passOf(id), client, { region });
      expect(resources.length).toBeGreaterThan(0);
      expect(warnings).toEqual([]);
      expect(JSON.stringify(resources)).not.toContain(':vrack:');
    }
  });

  it('minds no item that was deleted after it was listed', async () => {
    const client = await estate.connect();
    const [first] = estate.expectedRows(['ovh.vps'], 'vm');
    const gone = first?.split(' ')[0]?.split(':').at(-1) ?? '';
    estate.strike(
      { type: 'replace-text', find: '[', replace: '["vps-never-was.vps.ovh.net",' },
      { action: '/vps' },
    );
    estate.emulator.mutate({ op: 'remove', account: ACCOUNT, kind: 'ovh.vps', ids: [gone] });
    const { resources, warnings } = await collectPass(passOf('vps.servers'), client);
    expect(resources).toHaveLength(59);
    expect(warnings).toEqual([]);
  });

  it('does not take a list that is none for an empty one', async () => {
    estate.strike(
      { type: 'replace-text', find: '[]', replace: '{}' },
      { action: instances, account: 'empty-ovh' },
    );
    const empty = { client_id: 'EU.empty', client_secret: 'empty-client-secret' };
    const client = await estate.connect({ ...SERVICE_ACCOUNT, ...empty });
    const outcome = collectPass(passOf('compute.instances'), client);
    await expect(outcome).rejects.toMatchObject({ fault: { kind: 'malformed' } });
  });

  it('does not take a list of something else for one of names', async () => {
    estate.strike({ type: 'replace-text', find: '[', replace: '[null,' }, { action: '/vps' });
    const outcome = collectPass(passOf('vps.servers'), await estate.connect());
    await expect(outcome).rejects.toMatchObject({ fault: { kind: 'malformed' } });
  });

  it('keeps what it knows of items whose fields are missing', async () => {
    const fields = ['name', 'status', 'ipAddresses', 'flavorId', 'imageId', 'region', 'created'];
    estate.strike({ type: 'null-fields', fields }, { action: instances });
    const { resources } = await expectPassConforms(
      ovh,
      passOf('compute.instances'),
      await estate.connect(),
    );
    expect(resources).toHaveLength(90);
  });

  it('lists an item once that is told twice', async () => {
    estate.strike({ type: 'duplicate-item' }, { action: instances });
    const { resources } = await expectPassConforms(
      ovh,
      passOf('compute.instances'),
      await estate.connect(),
    );
    expect(resources).toHaveLength(90);
  });

  it.each(Object.entries(oddNames))('reads names that are odd: %s', async (_what, name) => {
    estate.strike({ type: 'rename', name }, { action: instances });
    const { resources } = await collectPass(passOf('compute.instances'), await estate.connect());
    expect(resources.filter((resource) => resource.name === name)).toHaveLength(PROJECTS);
  });

  it('finds nothing in a project that was deleted since it was listed', async () => {
    estate.strike(
      { type: 'replace-text', find: '[', replace: '["00000000000000000000000000000000",' },
      { action: '/cloud/project' },
    );
    const { resources, warnings } = await collectPass(
      passOf('compute.instances'),
      await estate.connect(),
    );
    expect(resources).toHaveLength(90);
    expect(warnings).toEqual([]);
  });
});
