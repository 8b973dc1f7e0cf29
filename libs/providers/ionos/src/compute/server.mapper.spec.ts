import { discoveredResourceSchema, type DiscoveredResource } from '@skyledger/resource-model';
import { Memberships } from '../network/memberships';
import { anElement, aServerContext, children, DC, ODD_VALUES } from '../testing/fixtures';
import { aNic, aServer } from '../testing/server.builder';
import { toServer } from './server.mapper';

const map = (raw: unknown, changes = {}): DiscoveredResource<'vm'> | null =>
  toServer(raw, aServerContext(changes));

describe('toServer', () => {
  it('maps a server', () => {
    const raw = aServer();
    const server = map(raw);
    expect(server).toEqual({
      resourceId: 'server/b46e5056',
      resourceType: 'vm',
      nativeType: 'server',
      name: 'shop-web-1',
      region: 'de/fra',
      zone: 'ZONE_1',
      state: 'running',
      nativeState: 'RUNNING',
      size: 'ENTERPRISE',
      privateIps: [],
      publicIps: ['85.215.10.7'],
      isPublic: true,
      tags: { team: 'shop' },
      createdAt: '2021-07-30T13:10:20.000Z',
      relationships: [
        { kind: 'runs_in', resourceId: `datacenter/${DC}` },
        { kind: 'runs_in', resourceId: `datacenter/${DC}/lan/1` },
        { kind: 'protected_by', resourceId: 'nic/88811503/firewall' },
      ],
      price: null,
      attributes: {
        cpuCount: 2,
        memoryMib: 4096,
        imageId: '7d2f1f4a',
        metadataTokenRequired: null,
        identityId: null,
        architecture: 'x86_64',
      },
      raw,
    });
    expect(discoveredResourceSchema.safeParse(server).error).toBeUndefined();
  });

  it.each([
    ['RUNNING', 'running'],
    ['BLOCKED', 'running'],
    ['SHUTDOWN', 'pending'],
    ['SHUTOFF', 'stopped'],
    ['PAUSED', 'stopped'],
    ['SUSPENDED', 'stopped'],
    ['CRASHED', 'error'],
    ['NOSTATE', 'unknown'],
    [null, 'unknown'],
  ])('reads the state %p as %s', (vmState, state) => {
    expect(map(aServer({ vmState }))).toMatchObject({ state, nativeState: vmState });
  });

  it('leaves the zone open where the platform chose it', () => {
    expect(map(aServer({ availabilityZone: 'AUTO' }))?.zone).toBeNull();
  });

  it('is not public in private LANs, whatever its addresses', () => {
    const nics = children(aNic({ lan: 2, ips: ['10.12.222.11', '85.215.10.7'] }));
    expect(map(aServer({}, { nics }))).toMatchObject({
      privateIps: ['10.12.222.11', '85.215.10.7'],
      publicIps: [],
      isPublic: false,
    });
  });

  it('is public by IPv6 as well', () => {
    const nics = children(aNic({ ips: null, ipv6Ips: ['2a02:247a:1:2::3'] }));
    expect(map(aServer({}, { nics }))).toMatchObject({
      publicIps: ['2a02:247a:1:2::3'],
      isPublic: true,
    });
  });

  it.each([3, 99])('does not say whether it is public in LAN %p, which does not', (lan) => {
    const nics = children(aNic({ lan, ips: ['85.215.10.7', '10.0.0.1'] }));
    expect(map(aServer({}, { nics }))).toMatchObject({
      privateIps: ['10.0.0.1'],
      publicIps: ['85.215.10.7'],
      isPublic: null,
    });
  });

  it('is private without interfaces, but not when none were told', () => {
    expect(map(aServer({}, { nics: children() }))?.isPublic).toBe(false);
    const reference = { id: 'b46e5056/nics', type: 'collection' };
    expect(map(aServer({}, { nics: reference }))?.isPublic).toBeNull();
  });

  it('is protected by its groups and those of its interfaces, and not by a firewall that is off', () => {
    const memberships = new Memberships();
    const member = (id: string): object => children({ id, type: 'nic' });
    memberships.add(
      anElement(
        'security-group',
        {},
        { id: 'g1', entities: { servers: children(), nics: member('88811503') } },
      ),
    );
    memberships.add(
      anElement(
        'security-group',
        {},
        { id: 'g2', entities: { servers: member('b46e5056'), nics: children() } },
      ),
    );
    const entities = {
      nics: children(aNic({ firewallActive: false })),
      securitygroups: children({ id: 'g2', type: 'security-group' }),
    };
    expect(
      map(aServer({}, entities), { memberships })?.relationships.filter(
        ({ kind }) => kind === 'protected_by',
      ),
    ).toEqual([
      { kind: 'protected_by', resourceId: 'security-group/g1' },
      { kind: 'protected_by', resourceId: 'security-group/g2' },
    ]);
  });

  it('is the same in whatever order its interfaces come', () => {
    const one = aNic({ ips: ['85.215.10.7'] }, { id: 'n1' });
    const other = aNic({ ips: ['85.215.10.9'] }, { id: 'n2' });
    const servers = [children(one, other), children(other, one)].map((nics) =>
      map(aServer({}, { nics })),
    );
    expect(servers[0]?.publicIps).toEqual(['85.215.10.7', '85.215.10.9']);
    expect({ ...servers[1], raw: null }).toEqual({ ...servers[0], raw: null });
  });

  it.each([
    [null, null],
    ['ARM_NEOVERSE', null],
    ['AMD_OPTERON', 'x86_64'],
  ])('reads the architecture of %p as %p', (cpuFamily, architecture) => {
    expect(map(aServer({ cpuFamily }))?.attributes.architecture).toBe(architecture);
  });

  it.each(ODD_VALUES)('keeps the server when every property is %p', (odd) => {
    const fields = Object.keys(aServer()['properties'] as object);
    const server = map(aServer(Object.fromEntries(fields.map((field) => [field, odd]))));
    expect(server?.resourceId).toBe('server/b46e5056');
    expect(discoveredResourceSchema.safeParse(server).error).toBeUndefined();
  });

  it.each(ODD_VALUES)('keeps the server when everything but its id is %p', (odd) => {
    const server = map({ id: 'b46e5056', metadata: odd, properties: odd, entities: odd });
    expect(discoveredResourceSchema.safeParse(server).error).toBeUndefined();
    const odder = map(aServer({}, { nics: children(odd), volumes: odd, securitygroups: odd }));
    expect(discoveredResourceSchema.safeParse(odder).error).toBeUndefined();
  });

  it.each([null, 42, '', {}])('is null with the id %p', (id) => {
    expect(map({ ...aServer(), id })).toBeNull();
  });
});
