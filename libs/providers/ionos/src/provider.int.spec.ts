import { demoEstate } from '@skyledger/cloud-emulator';
import { collectPass, expectPassConforms } from '@skyledger/provider-sdk';
import { allowsAnyone, coversPort, type DiscoveredResource } from '@skyledger/resource-model';
import type { IonosCredentials } from './credentials';
import { ionos } from './provider';
import {
  BIG,
  BIG_TOKEN,
  bigAccount,
  IonosEstate,
  LOGIN,
  NARROW_TOKEN,
  passOf,
} from './testing/ionos-estate';

const [demo] = demoEstate().ionos ?? [];
const demoAccount: IonosCredentials = { method: 'token', api_token: demo?.token ?? '' };

const PASSES: readonly [pass: string, kinds: string[]][] = [
  ['compute.datacenters', ['ionos.datacenter']],
  ['compute.servers', ['ionos.server']],
  ['storage.volumes', ['ionos.volume']],
  ['storage.snapshots', ['ionos.snapshot']],
  ['storage.images', ['ionos.image']],
  ['network.lans', ['ionos.lan']],
  ['network.security-groups', ['ionos.security-group']],
  ['network.ip-blocks', ['ionos.ip-block']],
  ['network.network-load-balancers', ['ionos.network-load-balancer']],
  ['network.application-load-balancers', ['ionos.application-load-balancer']],
  ['network.load-balancers', ['ionos.load-balancer']],
  ['network.nat-gateways', ['ionos.nat-gateway']],
  ['kubernetes.clusters', ['ionos.cluster']],
  ['databases.postgresql-clusters', ['ionos.database']],
  ['databases.mongodb-clusters', ['ionos.mongodb']],
  ['databases.mariadb-clusters', ['ionos.mariadb']],
];

let ledger: IonosEstate;

beforeEach(async () => {
  ledger = await IonosEstate.start();
});

afterEach(() => ledger.close());

async function everything(credentials = bigAccount): Promise<DiscoveredResource[]> {
  const client = await ledger.connect(credentials);
  const collected = [];
  for (const pass of ionos.passes) collected.push(await collectPass(pass, client));
  expect(collected.flatMap(({ warnings }) => warnings)).toEqual([]);
  return collected.flatMap(({ resources }) => resources);
}

describe('IONOS against an estate', () => {
  it.each(PASSES)('%s yields exactly what is there', async (id, kinds) => {
    const pass = passOf(id);
    const client = await ledger.connect();
    const canaries = [BIG_TOKEN];
    const { resources, warnings } = await expectPassConforms(ionos, pass, client, { canaries });
    const expected = ledger.expectedIds(BIG, kinds, pass.types);
    expect(expected.length).toBeGreaterThan(0);
    expect(resources.map(({ resourceId }) => resourceId).sort()).toEqual(expected);
    expect(warnings).toEqual([]);
  });

  it('yields all of the demo, with weaknesses in it', async () => {
    const resources = await everything(demoAccount);
    const kinds = PASSES.flatMap(([, each]) => each);
    const types = [...new Set(ionos.passes.flatMap((pass) => pass.types))];
    expect(resources.map(({ resourceId }) => resourceId).sort()).toEqual(
      ledger.expectedIds(demo?.account ?? '', kinds, types),
    );
    expect(resources.length).toBeGreaterThanOrEqual(40);
    expect(resources.length).toBeLessThanOrEqual(110);
    const rules = resources.flatMap((resource) =>
      resource.resourceType === 'firewall'
        ? (resource as DiscoveredResource<'firewall'>).attributes.rules
        : [],
    );
    expect(rules.some((rule) => allowsAnyone(rule) && coversPort(rule, 'tcp', 22))).toBe(true);
    expect(resources.some(({ resourceType, isPublic }) => resourceType === 'vm' && isPublic)).toBe(
      true,
    );
  });

  it('relates everything by ids that exist', async () => {
    const resources = await everything();
    const ids = new Set(resources.map(({ resourceId }) => resourceId));
    expect(ids.size).toBe(resources.length);
    const relationships = resources.flatMap((resource) => resource.relationships);
    const kinds = new Set(relationships.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['attached_to', 'protected_by', 'runs_in', 'targets']);
    expect(relationships.filter(({ resourceId }) => !ids.has(resourceId))).toEqual([]);
  });

  it('gives resources their labels, asked for once', async () => {
    const client = await ledger.connect();
    for (const id of ['compute.servers', 'storage.volumes', 'network.ip-blocks']) {
      const { resources } = await collectPass(passOf(id), client);
      expect(resources.some(({ tags }) => 'team' in tags)).toBe(true);
    }
    const asked = ledger.gate.operations.filter((operation) => operation === 'GET /labels');
    expect(asked).toHaveLength(1);
  });

  it('brings node pools with their clusters, at no further request', async () => {
    const { resources } = await collectPass(passOf('kubernetes.clusters'), await ledger.connect());
    const pools = resources.filter(({ resourceType }) => resourceType === 'scaling_group');
    const clusters = new Set(resources.map(({ resourceId }) => resourceId));
    expect(pools.length).toBeGreaterThan(1);
    const held = pools.flatMap(({ relationships }) =>
      relationships.filter(({ kind }) => kind === 'attached_to'),
    );
    expect(held).toHaveLength(pools.length);
    expect(held.filter(({ resourceId }) => !clusters.has(resourceId))).toEqual([]);
    expect(ledger.gate.operations).toEqual(['GET /k8s']);
  });

  it.each(['databases.mongodb-clusters', 'databases.mariadb-clusters'])(
    'does not take databases that %s may not list for none',
    async (id) => {
      const client = await ledger.connect({ method: 'token', api_token: NARROW_TOKEN });
      await expect(collectPass(passOf(id), client)).rejects.toMatchObject({
        fault: { kind: 'denied', code: '331' },
      });
    },
  );

  it('warns of a location that does not answer and reads the others', async () => {
    const fault = {
      match: { action: '/:host/clusters', times: 1 },
      effect: { type: 'status', status: 503 },
    } as const;
    ledger.emulator.faults.add(fault);
    const pass = passOf('databases.mariadb-clusters');
    const { resources, warnings } = await collectPass(pass, await ledger.connect());
    expect(warnings).toEqual([expect.objectContaining({ code: 'unavailable' })]);
    expect(resources).toHaveLength(103);
    expect(new Set(resources.map(({ region }) => region))).toEqual(new Set(['de/txl']));
  });

  it('fails when no location answers', async () => {
    ledger.emulator.faults.add({
      match: { action: '/:host/clusters' },
      effect: { type: 'status', status: 503 },
    });
    const reading = collectPass(passOf('databases.mariadb-clusters'), await ledger.connect());
    await expect(reading).rejects.toMatchObject({ fault: { kind: 'unavailable' } });
  });

  it('has few requests to make for servers without security groups', async () => {
    const account = 'big-contract';
    ledger.emulator.mutate({ op: 'remove', account, kind: 'ionos.security-group', share: 1 });
    const { resources } = await collectPass(passOf('compute.servers'), await ledger.connect());
    expect(resources.length).toBeGreaterThan(260);
    // Labels, data centers; in each of two: LANs, groups, two pages of servers.
    expect(ledger.gate.operations).toHaveLength(2 + 2 * 4);
  });

  it('passes what is left of the burst on to the gate', async () => {
    await collectPass(passOf('storage.snapshots'), await ledger.connect());
    expect(ledger.gate.observations.length).toBeGreaterThan(0);
    expect(ledger.gate.observations[0]).toEqual({ remaining: expect.any(Number) });
  });
});

describe('IONOS identity', () => {
  it('is the contract, whichever way it is opened', async () => {
    const expected = {
      nativeAccountId: '31000001',
      displayName: 'owner@example.com',
      missingPermissions: [],
    };
    for (const credentials of [
      bigAccount,
      { method: 'password', ...LOGIN } as const,
      { ...bigAccount, contract_number: '31000001' },
    ]) {
      expect(await ionos.identify(await ledger.connect(credentials))).toMatchObject(expected);
    }
  });

  it('knows of a token when it was made and when it ends', async () => {
    const { token } = demoEstate().ionos![0]!;
    const client = await ledger.connect({ method: 'token', api_token: token });
    expect((await ionos.identify(client)).credentials).toEqual({
      issuedAt: '2026-01-01T00:00:00.000Z',
      expiresAt: '2036-01-01T00:00:00.000Z',
      writePermissions: null,
    });
    const byPassword = await ledger.connect({ method: 'password', ...LOGIN });
    expect((await ionos.identify(byPassword)).credentials).toBeUndefined();
  });

  it('is not another contract than the one asked for', async () => {
    const client = await ledger.connect({ ...bigAccount, contract_number: '42' });
    await expect(ionos.identify(client)).rejects.toMatchObject({ fault: { kind: 'denied' } });
  });

  it('says what may not be read', async () => {
    const client = await ledger.connect({ method: 'token', api_token: NARROW_TOKEN });
    const { missingPermissions } = await ionos.identify(client);
    expect(missingPermissions).toEqual([
      'Read Kubernetes cluster',
      'Access and manage DBaaS',
      'Access and manage Network Security Groups',
    ]);
  });

  it('refuses unknown credentials without repeating them', async () => {
    for (const credentials of [
      { method: 'token', api_token: 'canary' } as const,
      { method: 'password', username: 'ops@example.com', password: 'canary' } as const,
    ]) {
      const outcome = ionos.identify(await ledger.connect(credentials));
      await expect(outcome).rejects.toMatchObject({
        fault: { kind: 'unauthenticated', code: '315', message: 'Unauthorized' },
      });
      await expect(outcome).rejects.not.toThrow('canary');
    }
  });

  it('says when the token has ended', async () => {
    const claims = Buffer.from(JSON.stringify({ exp: 1_577_836_800 })).toString('base64url');
    const client = await ledger.connect({ method: 'token', api_token: `e30.${claims}.sig` });
    await expect(ionos.identify(client)).rejects.toMatchObject({
      fault: { kind: 'unauthenticated', message: 'the token ended at 2020-01-01T00:00:00.000Z' },
    });
  });
});
