import { expectedResources } from '@skyledger/cloud-emulator';
import { collectPass, expectPassConforms, type Collected } from '@skyledger/provider-sdk';
import { ovh } from './provider';
import {
  ACCOUNT,
  PROJECTS,
  SECRETS,
  SERVICE_ACCOUNT,
  collect,
  passOf,
  regionsOf,
  startOvhEstate,
  type OvhEstate,
} from './testing/ovh-estate';

let estate: OvhEstate;

beforeEach(async () => {
  estate = await startOvhEstate();
});

afterEach(() => estate.close());

describe('OVHcloud against an estate', () => {
  it.each([
    ['compute.instances', ['ovh.instance'], ['vm']],
    ['compute.images', ['ovh.image'], ['image']],
    ['storage.volumes', ['ovh.volume'], ['volume']],
    ['storage.volume-snapshots', ['ovh.volume-snapshot'], ['snapshot']],
    ['storage.containers', ['ovh.container'], ['bucket']],
    ['storage.buckets', ['ovh.bucket'], ['bucket']],
    ['network.networks', ['ovh.network', 'ovh.public-network'], ['network', 'subnet']],
    ['network.vracks', ['ovh.vrack'], ['network']],
    ['network.floating-ips', ['ovh.floating-ip'], ['public_ip']],
    ['network.load-balancers', ['ovh.load-balancer'], ['load_balancer']],
    ['openstack.security-groups', ['ovh.security-group'], ['firewall']],
    ['database.services', ['ovh.database'], ['database']],
    ['kubernetes.clusters', ['ovh.cluster'], ['cluster']],
    ['vps.servers', ['ovh.vps'], ['vm']],
    ['dedicated.servers', ['ovh.server'], ['node']],
    ['ip.addresses', ['ovh.ip', 'ovh.vps', 'ovh.server'], ['public_ip', 'firewall']],
  ])('%s yields exactly every %j as %j', async (id, kinds, types) => {
    const client = await estate.connect();
    const pass = passOf(id);
    const found: Collected[] = [];
    for (const region of await regionsOf(pass, client)) {
      const canaries = Object.values(SECRETS);
      found.push(await expectPassConforms(ovh, pass, client, { region, canaries }));
    }
    const resources = found.flatMap((each) => each.resources);
    for (const type of types) {
      const rows = resources.filter(({ resourceType }) => resourceType === type);
      const expected = estate.expectedRows(kinds, type);
      expect(expected.length).toBeGreaterThan(0);
      expect(rows.map(({ resourceId, name }) => `${resourceId} ${name}`).sort()).toEqual(expected);
    }
    expect(resources.filter(({ resourceType }) => !types.includes(resourceType))).toEqual([]);
    expect(found.flatMap(({ warnings }) => warnings)).toEqual([]);
  });

  it('reads lists in several pages', async () => {
    const client = await estate.connect();
    expect((await collectPass(passOf('vps.servers'), client)).pages.length).toBeGreaterThan(1);
    const instances = await collectPass(passOf('compute.instances'), client);
    expect(instances.pages).toHaveLength(PROJECTS);
  });

  it('relates resources by ids that exist', async () => {
    const client = await estate.connect();
    const resources: Collected['resources'] = [];
    for (const { id } of ovh.passes) resources.push(...(await collect(id, client)));
    const ids = new Set(resources.map(({ resourceId }) => resourceId));
    const relationships = resources.flatMap((resource) => resource.relationships);
    const kinds = new Set(relationships.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['attached_to', 'protected_by', 'runs_in']);
    expect(relationships.filter(({ resourceId }) => !ids.has(resourceId))).toEqual([]);
    const related = (type: string): boolean =>
      resources.some(
        ({ resourceType, relationships: of }) => resourceType === type && of.length > 0,
      );
    const types = [
      'vm',
      'node',
      'volume',
      'network',
      'subnet',
      'public_ip',
      'load_balancer',
      'database',
      'cluster',
    ];
    expect(types.filter((type) => !related(type))).toEqual([]);
  });

  it('is followed when things go, change and come', async () => {
    const { emulator } = estate;
    const kinds = new Set(
      [...emulator.estate.shelves({ account: ACCOUNT })].map(({ kind }) => kind),
    );
    emulator.mutate({ op: 'remove', share: 0.3, account: ACCOUNT });
    emulator.mutate({ op: 'change', share: 0.5, account: ACCOUNT });
    for (const kind of kinds) emulator.mutate({ op: 'add', kind, count: 2, account: ACCOUNT });
    const client = await estate.connect();
    const found: string[] = [];
    for (const { id } of ovh.passes) {
      for (const { resourceId, name } of await collect(id, client)) {
        found.push(`${resourceId} ${name}`);
      }
    }
    const expected = [...expectedResources(emulator.estate, ACCOUNT)]
      .flatMap(({ rows }) => rows)
      .map(({ resourceId, name }) => `${resourceId} ${name}`);
    expect(found.sort()).toEqual(expected.sort());
    expect(new Set(found).size).toBe(found.length);
  });

  it('is read by a service account just the same, by one token', async () => {
    const client = await estate.connect(SERVICE_ACCOUNT);
    const { resources } = await collectPass(passOf('compute.instances'), client);
    expect(resources).toHaveLength(90);
    expect(estate.gate.operations.filter((each) => each.includes('token'))).toHaveLength(1);
  });

  it('sizes every instance, asking for the flavors of a project once', async () => {
    const client = await estate.connect();
    const instances = await collect('compute.instances', client);
    await collect('compute.instances', client);
    expect(instances.filter(({ size }) => size === null)).toEqual([]);
    const asked = estate.gate.operations.filter((each) => each.endsWith('/flavor'));
    expect(asked).toHaveLength(PROJECTS);
  });

  it('prices instances by their plans, asking for the catalogue once', async () => {
    const client = await estate.connect();
    const instances = await collect('compute.instances', client);
    const volumes = await collect('storage.volumes', client);
    // So many cents an hour; a plan by the month costs half of that for each of its 730 hours.
    const cents: Readonly<Record<string, number>> = {
      'd2-2': 1.01,
      'd2-8': 2.02,
      'b2-7': 3.03,
      'b3-8': 4.04,
      'c3-4': 5.05,
      'r3-32': 6.06,
    };
    const told = instances.map(({ size, nativeState, price, raw }) => {
      const isMonthly = (raw as { monthlyBilling: unknown }).monthlyBilling !== null;
      const euros = ((cents[size ?? ''] ?? NaN) / 100) * (isMonthly ? 0.5 : 1);
      const isPaid = nativeState !== 'ERROR';
      return {
        found: price?.hourly,
        expected: isPaid ? String(Number(euros.toFixed(6))) : undefined,
      };
    });
    expect(told.map(({ found }) => found)).toEqual(told.map(({ expected }) => expected));
    expect(new Set(instances.map(({ price }) => price?.source))).toEqual(
      new Set(['ovh:catalog/cloud', 'ovh:catalog/cloud, a month of 730 hours', undefined]),
    );
    const ofType = (type: string): (string | undefined)[] =>
      volumes
        .filter(
          ({ attributes, size }) =>
            (attributes as { sizeGib: number }).sizeGib === 100 && size === type,
        )
        .map(({ price }) => price?.hourly);
    expect(new Set(ofType('high-speed'))).toEqual(new Set(['0.01102']));
    expect(new Set(ofType('classic'))).toEqual(new Set(['0.00501']));
    const asked = estate.gate.operations.filter((each) => /\/me$|\/order\//.test(each));
    expect(asked).toEqual(['GET /me', 'GET /order/catalog/public/cloud']);
  });

  it('asks once who is in which vRack, for servers, networks and vRacks alike', async () => {
    const client = await estate.connect();
    for (const id of ['dedicated.servers', 'network.networks', 'network.vracks']) {
      await collect(id, client);
    }
    const asked = estate.gate.operations.filter((each) => each.endsWith('/cloudProject'));
    expect(asked).toHaveLength(estate.expectedRows(['ovh.vrack'], 'network').length);
  });

  it('asks no region for what it does not offer', async () => {
    const client = await estate.connect();
    for (const id of ['storage.buckets', 'network.load-balancers']) await collect(id, client);
    expect(estate.emulator.stats.count({ status: 404 })).toBe(0);
  });

  it('knows the regions of all projects, and refuses others', async () => {
    const client = await estate.connect();
    const known = await ovh.regions(client, null);
    expect(known).toEqual(['DE1', 'EU-WEST-PAR', 'GRA', 'GRA11', 'SBG', 'SBG5']);
    expect(await ovh.regions(client, ['SBG5', 'GRA', 'GRA'])).toEqual(['GRA', 'SBG5']);
    await expect(ovh.regions(client, ['MOON1'])).rejects.toMatchObject({
      fault: { kind: 'disabled', message: expect.stringContaining('MOON1') },
    });
  });
});
