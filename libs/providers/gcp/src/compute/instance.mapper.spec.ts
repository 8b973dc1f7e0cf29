import { REDACTED } from '@skyledger/provider-sdk';
import type { DiscoveredResource, Price } from '@skyledger/resource-model';
import { expectKeptWhateverFieldsHold, linkTo, nameOf } from '../testing/odd-payloads';
import { toInstance } from './instance.mapper';
import type { Protection } from './protection';

const ZONE = 'zones/europe-west1-b';

const aNic = (changes: object = {}): Record<string, unknown> => ({
  kind: 'compute#networkInterface',
  network: linkTo('global/networks/backend'),
  subnetwork: linkTo('regions/europe-west1/subnetworks/apps'),
  networkIP: '10.2.0.2',
  name: 'nic0',
  accessConfigs: [{ type: 'ONE_TO_ONE_NAT', name: 'external-nat', natIP: '34.136.100.111' }],
  stackType: 'IPV4_ONLY',
  ...changes,
});

const anInstance = (changes: object = {}): Record<string, unknown> => ({
  kind: 'compute#instance',
  id: '1726110852075018505',
  creationTimestamp: '2026-07-07T13:56:07.063-07:00',
  name: 'web-1',
  tags: { items: ['web'], fingerprint: '42WmSpB8rSM=' },
  machineType: linkTo(`${ZONE}/machineTypes/e2-medium`),
  status: 'RUNNING',
  zone: linkTo(ZONE),
  networkInterfaces: [aNic()],
  disks: [
    {
      boot: true,
      source: linkTo(`${ZONE}/disks/web-1`),
      diskSizeGb: '10',
      shieldedInstanceInitialState: { dbxs: [{ content: '2gcDBhMR' }] },
      architecture: 'X86_64',
    },
  ],
  metadata: {
    kind: 'compute#metadata',
    fingerprint: '1G3bGehc3Rw=',
    items: [
      { key: 'enable-oslogin', value: 'TRUE' },
      { key: 'startup-script', value: 'export PASSWORD=canary' },
    ],
  },
  serviceAccounts: [{ email: '42-compute@developer.gserviceaccount.com', scopes: [] }],
  selfLink: linkTo(`${ZONE}/instances/web-1`),
  labels: { team: 'shop', flag: '' },
  ...changes,
});

const PRICE: Price = { hourly: '0.0335', currency: 'USD', source: 'gcp:cloudbilling' };
const NOTHING: Protection = new Map();
const TYPES = new Map([['e2-medium', { cpuCount: 2, memoryMib: 4096 }]]);

const CONTEXT = { machineTypes: TYPES, protection: NOTHING, price: PRICE };

const map = (changes: object = {}, protection = NOTHING): DiscoveredResource<'vm'> | null =>
  toInstance(anInstance(changes), { ...CONTEXT, protection });

describe('toInstance', () => {
  it('maps an instance', () => {
    expect(map()).toMatchObject({
      resourceId: nameOf(`${ZONE}/instances/web-1`),
      resourceType: 'vm',
      nativeType: 'compute.googleapis.com/Instance',
      name: 'web-1',
      region: 'europe-west1',
      zone: 'europe-west1-b',
      state: 'running',
      nativeState: 'RUNNING',
      size: 'e2-medium',
      privateIps: ['10.2.0.2'],
      publicIps: ['34.136.100.111'],
      isPublic: true,
      tags: { team: 'shop', flag: '' },
      createdAt: '2026-07-07T20:56:07.063Z',
      relationships: [
        { kind: 'runs_in', resourceId: nameOf('global/networks/backend') },
        { kind: 'runs_in', resourceId: nameOf('regions/europe-west1/subnetworks/apps') },
      ],
      price: PRICE,
      attributes: {
        cpuCount: 2,
        memoryMib: 4096,
        imageId: null,
        metadataTokenRequired: null,
        identityId:
          '//iam.googleapis.com/projects/shop/serviceAccounts/42-compute@developer.gserviceaccount.com',
        architecture: 'x86_64',
      },
    });
  });

  it.each([
    ['PROVISIONING', 'pending'],
    ['STOPPING', 'pending'],
    ['SUSPENDED', 'stopped'],
    ['TERMINATED', 'stopped'],
    ['NEW_WORD', 'unknown'],
    ['constructor', 'unknown'],
  ])('reads the status %s as %s', (status, state) => {
    expect(map({ status })?.state).toBe(state);
  });

  it('is not public without an address, and unknown without interfaces', () => {
    const withoutAddress = aNic({ accessConfigs: [{ type: 'ONE_TO_ONE_NAT' }] });
    expect(map({ networkInterfaces: [withoutAddress] })?.isPublic).toBe(false);
    expect(map({ networkInterfaces: undefined })?.isPublic).toBeNull();
  });

  it('tells IPv6 addresses by who can reach them', () => {
    const external = aNic({
      ipv6AccessType: 'EXTERNAL',
      ipv6Address: '2600:1900::1',
      ipv6AccessConfigs: [{ type: 'DIRECT_IPV6', externalIpv6: '2600:1900::1' }],
    });
    const internal = aNic({
      ipv6AccessType: 'INTERNAL',
      ipv6Address: 'fd20::1',
      accessConfigs: [],
    });
    expect(map({ networkInterfaces: [external, internal] })).toMatchObject({
      privateIps: ['10.2.0.2', '10.2.0.2', 'fd20::1'],
      publicIps: ['34.136.100.111', '2600:1900::1'],
    });
  });

  it('leaves out the network of another project', () => {
    const network = linkTo('global/networks/shared').replace('/shop/', '/host/');
    const networkInterfaces = [aNic({ network, subnetwork: undefined })];
    expect(map({ networkInterfaces })?.relationships).toEqual([]);
  });

  it('is protected by the firewall rules for its network, its tags and its account', () => {
    const network = nameOf('global/networks/backend');
    const rule = (name: string, tags: string[] = [], accounts: string[] = []): object => ({
      resourceId: nameOf(`global/firewalls/${name}`),
      network,
      tags,
      accounts,
    });
    const rules = [
      rule('for-all'),
      rule('for-web', ['web', 'other']),
      rule('for-db', ['db']),
      rule('for-account', [], ['42-compute@developer.gserviceaccount.com']),
    ];
    const protection = new Map([[network, rules]]) as unknown as Protection;
    const found = map({}, protection)?.relationships.filter(({ kind }) => kind === 'protected_by');
    expect(found?.map(({ resourceId }) => resourceId.split('/').pop())).toEqual([
      'for-account',
      'for-all',
      'for-web',
    ]);
  });

  it('keeps the payload, but neither values of metadata nor certificates', () => {
    const raw = map()?.raw as Record<string, unknown>;
    expect(raw['metadata']).toEqual({
      fingerprint: '1G3bGehc3Rw=',
      items: [
        { key: 'enable-oslogin', value: 'TRUE' },
        { key: 'startup-script', value: REDACTED },
      ],
    });
    expect(raw['disks']).toEqual([
      {
        boot: true,
        source: linkTo(`${ZONE}/disks/web-1`),
        diskSizeGb: '10',
        architecture: 'X86_64',
      },
    ]);
    expect(raw['id']).toBe('1726110852075018505');
  });

  it.each([
    ['canary'],
    [['canary']],
    [{ items: 'canary' }],
    [{ items: ['canary', { canary: 1 }] }],
    [{ items: [{ key: 'x', value: { deep: 'canary' } }], 'startup-script': 'canary' }],
  ])('drops metadata of another shape: %j', (metadata) => {
    expect(JSON.stringify(map({ metadata }))).not.toContain('canary');
  });

  it('does not change what it was given', () => {
    const raw = anInstance();
    toInstance(raw, CONTEXT);
    expect(raw).toEqual(anInstance());
  });

  it('is kept whatever its fields hold', () => {
    const each = (raw: unknown): DiscoveredResource | null => toInstance(raw, CONTEXT);
    expectKeptWhateverFieldsHold(each, anInstance(), ['selfLink']);
  });
});
