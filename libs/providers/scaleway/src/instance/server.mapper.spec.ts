import { ODD_VALUES, shapeProblems, withOddFields } from '../testing/odd-fields';
import { toServer, type ServerFacts } from './server.mapper';

const ID = '11111111-aaaa-4bbb-8ccc-000000000001';
const NIC = '22222222-aaaa-4bbb-8ccc-000000000002';
const NETWORK = '33333333-aaaa-4bbb-8ccc-000000000003';
const GROUP = '44444444-aaaa-4bbb-8ccc-000000000004';

const FACTS: ServerFacts = {
  zone: 'fr-par-1',
  types: new Map([
    [
      'DEV1-S',
      {
        cpuCount: 2,
        memoryMib: 2048,
        price: { hourly: '0.0088', currency: 'EUR', source: 'scaleway:products/servers' },
      },
    ],
  ]),
  addresses: new Map([[NIC, ['10.1.0.5', 'fd5f::5']]]),
};

/** As the list shows a server, odd nulls included. */
const aServer = (changes: object = {}): Record<string, unknown> => ({
  id: ID,
  name: 'shop-web-1',
  arch: 'x86_64',
  commercial_type: 'DEV1-S',
  boot_type: 'local',
  organization: 'o',
  project: 'p',
  hostname: 'shop-web-1',
  image: { id: '55555555-aaaa-4bbb-8ccc-000000000005', name: 'Ubuntu', default_bootscript: null },
  volumes: { '0': { boot: false, volume_type: 'sbs_volume', id: 'v', zone: 'fr-par-1' } },
  tags: ['environment=prod', 'web', 'a=b=c', '=odd', '__proto__=x'],
  state: 'running',
  public_ip: { id: 'i', address: '203.0.113.7', family: 'inet' },
  public_ips: [
    { id: 'i', address: '203.0.113.7', family: 'inet' },
    { id: 'j', address: '2001:db8::1', family: 'inet6' },
  ],
  ipv6: null,
  private_ip: null,
  location: null,
  placement_group: null,
  creation_date: '2025-11-04T10:25:03.507716+00:00',
  security_group: { id: GROUP, name: 'Default security group' },
  private_nics: [{ id: NIC, private_network_id: NETWORK, server_id: ID, ipam_ip_ids: ['x'] }],
  zone: 'fr-par-1',
  ...changes,
});

const read = (changes: object = {}): ReturnType<typeof toServer> =>
  toServer(aServer(changes), FACTS);

describe('toServer', () => {
  it('maps a server with everything', () => {
    const raw = aServer();
    const server = toServer(raw, FACTS);
    expect(server).toEqual({
      resourceId: `server/fr-par-1/${ID}`,
      resourceType: 'vm',
      nativeType: 'instance_server',
      name: 'shop-web-1',
      region: 'fr-par',
      zone: 'fr-par-1',
      state: 'running',
      nativeState: 'running',
      size: 'DEV1-S',
      privateIps: ['10.1.0.5', 'fd5f::5'],
      publicIps: ['203.0.113.7', '2001:db8::1'],
      isPublic: true,
      tags: Object.fromEntries([
        ['environment', 'prod'],
        ['web', ''],
        ['a', 'b=c'],
        ['=odd', ''],
        ['__proto__', 'x'],
      ]),
      createdAt: '2025-11-04T10:25:03.507Z',
      relationships: [
        { kind: 'runs_in', resourceId: `private-network/fr-par/${NETWORK}` },
        { kind: 'protected_by', resourceId: `security-group/fr-par-1/${GROUP}` },
      ],
      price: { hourly: '0.0088', currency: 'EUR', source: 'scaleway:products/servers' },
      attributes: {
        cpuCount: 2,
        memoryMib: 2048,
        imageId: '55555555-aaaa-4bbb-8ccc-000000000005',
        metadataTokenRequired: null,
        identityId: null,
        architecture: 'x86_64',
      },
      raw,
    });
    expect(shapeProblems(server)).toEqual([]);
  });

  it.each([
    ['stopped', 'stopped'],
    ['stopped in place', 'stopped'],
    ['starting', 'pending'],
    ['locked', 'error'],
    ['constructor', 'unknown'],
  ])('reads the state %s as %s', (state, expected) => {
    expect(read({ state })).toMatchObject({ state: expected, nativeState: state });
  });

  it.each([
    ['stopped', '0', 'scaleway:stopped'],
    ['stopped in place', '0.0088', 'scaleway:products/servers'],
    ['locked', '0.0088', 'scaleway:products/servers'],
  ])('costs, while it is %s, %s an hour', (state, hourly, source) => {
    expect(read({ state })?.price).toEqual({ hourly, currency: 'EUR', source });
  });

  it('is not public without any public address', () => {
    expect(read({ public_ip: null, public_ips: [] })).toMatchObject({
      publicIps: [],
      isPublic: false,
    });
  });

  it('does not know whether it is public when the payload says nothing of it', () => {
    expect(read({ public_ip: undefined, public_ips: undefined })?.isPublic).toBeNull();
  });

  it('takes the one public address of old answers', () => {
    expect(read({ public_ips: undefined })?.publicIps).toEqual(['203.0.113.7']);
  });

  it('has no size and no price for a type that the catalogue does not have', () => {
    expect(read({ commercial_type: 'START1-XS' })).toMatchObject({
      size: 'START1-XS',
      price: null,
      attributes: { cpuCount: null, memoryMib: null },
    });
  });

  it('has no private address of an interface that IPAM does not know', () => {
    expect(read({ private_nics: [{ id: 'other', private_network_id: NETWORK }] })).toMatchObject({
      privateIps: [],
      relationships: expect.arrayContaining([
        { kind: 'runs_in', resourceId: `private-network/fr-par/${NETWORK}` },
      ]),
    });
  });

  it.each(ODD_VALUES)('keeps the server when every other field is %j', (odd) => {
    const server = toServer(withOddFields(aServer(), odd), FACTS);
    expect(server?.resourceId).toBe(`server/fr-par-1/${ID}`);
    expect(shapeProblems(server)).toEqual([]);
  });

  it.each([null, undefined, 'server', {}, { id: null }, { id: 7 }])('is null for %j', (raw) => {
    expect(toServer(raw, FACTS)).toBeNull();
  });
});
