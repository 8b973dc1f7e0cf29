import {
  DescribeAddressesCommand,
  DescribeImagesCommand,
  DescribeSnapshotsCommand,
  DescribeVolumesCommand,
  paginateDescribeImages,
  paginateDescribeInstances,
  paginateDescribeNetworkInterfaces,
  paginateDescribeSnapshots,
  paginateDescribeVolumes,
} from '@aws-sdk/client-ec2';
import type { Instance } from '@aws-sdk/client-ec2';
import type { Ec2Image, Ec2Volume, Emulator, EstateSpec, ExpectedResource } from '../index';
import { Estate, expectedResources, startEmulator } from '../index';
import { awsClients } from '../testing/aws-clients';

const ACCOUNT = '111122223333';
const KEYS = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'not/a+real=secret' };
const REGION = 'eu-central-1';

const SPEC: EstateSpec = {
  seed: 11,
  hetzner: [],
  aws: [
    {
      accountId: ACCOUNT,
      ...KEYS,
      regions: [
        {
          name: REGION,
          counts: {
            instances: 60,
            volumes: 200,
            snapshots: 45,
            elasticIps: 12,
            networkInterfaces: 75,
            images: 31,
          },
        },
        { name: 'us-east-1' },
      ],
    },
  ],
};

describe('volumes, snapshots, images, addresses and interfaces of the emulated AWS', () => {
  let emulator: Emulator;
  let ec2: ReturnType<typeof awsClients>['ec2'];

  beforeEach(async () => {
    emulator = await startEmulator({ estate: SPEC });
    ec2 = awsClients(emulator.awsEndpoint, KEYS).ec2;
  });
  afterEach(() => emulator.close());

  const expected = (kind: string): ExpectedResource[] =>
    [...expectedResources(emulator.estate, ACCOUNT)].filter((each) => each.kind === kind);
  const instances = async (): Promise<Instance[]> => {
    const seen = [];
    for await (const { Reservations } of paginateDescribeInstances({ client: ec2 }, {}))
      seen.push(...(Reservations ?? []).flatMap((each) => each.Instances ?? []));
    return seen;
  };

  it('attaches the very volumes that instances name', async () => {
    const volumes = [];
    for await (const page of paginateDescribeVolumes({ client: ec2, pageSize: 60 }, {}))
      volumes.push(...(page.Volumes ?? []));
    expect(volumes.map((each) => each.VolumeId)).toEqual(expected('volume').map(({ id }) => id));

    const named = (await instances()).flatMap(({ InstanceId, BlockDeviceMappings = [] }) =>
      BlockDeviceMappings.map((each) => `${each.Ebs?.VolumeId} ${InstanceId} ${each.DeviceName}`),
    );
    const attached = volumes.flatMap(({ Attachments = [] }) =>
      Attachments.map((each) => `${each.VolumeId} ${each.InstanceId} ${each.Device}`),
    );
    expect(attached.sort()).toEqual(named.sort());
    for (const volume of volumes) {
      const id = volume.VolumeId ?? '';
      const item = emulator.estate.describe(ACCOUNT, 'volume', id) as Ec2Volume;
      expect(volume).toMatchObject({
        Size: item.sizeGib,
        VolumeType: item.type,
        Encrypted: item.kmsKeyArn !== null,
        AvailabilityZone: item.zone,
        State: item.state,
      });
      expect(volume.State === 'in-use').toBe((volume.Attachments ?? []).length > 0);
    }
  });

  it('lets go of what belonged to an instance that is gone', async () => {
    const [{ InstanceId = '', BlockDeviceMappings = [], NetworkInterfaces = [] } = {}] = (
      await instances()
    ).filter((each) => each.State?.Name === 'running');
    emulator.mutate({ op: 'remove', kind: 'instance', ids: [InstanceId] });
    const { Volumes } = await ec2.send(new DescribeVolumesCommand({}));
    const volume = Volumes?.find((each) => each.VolumeId === BlockDeviceMappings[0]?.Ebs?.VolumeId);
    expect(volume).toMatchObject({ Attachments: [] });
    for await (const page of paginateDescribeNetworkInterfaces({ client: ec2 }, {})) {
      const ids = page.NetworkInterfaces?.map((each) => each.NetworkInterfaceId);
      expect(ids).toContain(NetworkInterfaces[0]?.NetworkInterfaceId);
      const users = page.NetworkInterfaces?.map((each) => each.Attachment?.InstanceId);
      expect(users).not.toContain(InstanceId);
    }
  });

  it('lists the snapshots of the account, some of them of its volumes', async () => {
    const seen = [];
    const own = { OwnerIds: ['self'] };
    for await (const page of paginateDescribeSnapshots({ client: ec2, pageSize: 20 }, own))
      seen.push(...(page.Snapshots ?? []));
    expect(seen.map((each) => each.SnapshotId)).toEqual(expected('snapshot').map(({ id }) => id));
    const volumes = new Set(['vol-ffffffff', ...expected('volume').map(({ id }) => id)]);
    for (const { VolumeId, OwnerId } of seen) {
      expect(volumes).toContain(VolumeId);
      expect(OwnerId).toBe(ACCOUNT);
    }
    expect(new Set(seen.map((each) => each.Encrypted))).toEqual(new Set([true, false]));
  });

  it('lists disabled images only when asked', async () => {
    const ids = async (IncludeDisabled: boolean): Promise<string[]> => {
      const seen = [];
      const input = { Owners: ['self'], IncludeDisabled };
      for await (const page of paginateDescribeImages({ client: ec2, pageSize: 10 }, input))
        seen.push(...(page.Images ?? []).map((each) => each.ImageId ?? ''));
      return seen;
    };
    const all = expected('image').map(({ id }) => emulator.estate.describe(ACCOUNT, 'image', id));
    const enabled = (all as Ec2Image[]).filter((each) => each.state !== 'disabled');
    expect(enabled.length).toBeLessThan(all.length);
    expect(await ids(true)).toEqual(all.map((each) => each?.id));
    expect(await ids(false)).toEqual(enabled.map((each) => each.id));
  });

  it.each([
    ['snapshots', () => new DescribeSnapshotsCommand({})],
    ['images', () => new DescribeImagesCommand({})],
  ])('does not emulate the %s of everybody', async (_what, command) => {
    await expect(ec2.send(command() as DescribeSnapshotsCommand)).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
  });

  it('answers all elastic addresses at once, those that instances have first', async () => {
    const { Addresses = [] } = await ec2.send(new DescribeAddressesCommand({}));
    expect(Addresses.map((each) => each.AllocationId)).toEqual(
      expected('elastic-ip').map(({ id }) => id),
    );
    expect(new Set(Addresses.map((each) => each.PublicIp)).size).toBe(12);
    const byId = new Map((await instances()).map((each) => [each.InstanceId, each]));
    const used = Addresses.filter((each) => each.AssociationId !== undefined);
    expect(used.length).toBeGreaterThan(0);
    expect(used.length).toBeLessThan(12);
    for (const address of used) {
      const instance = byId.get(address.InstanceId);
      expect(instance?.PublicIpAddress).toBe(address.PublicIp);
      expect(instance?.NetworkInterfaces?.[0]).toMatchObject({
        NetworkInterfaceId: address.NetworkInterfaceId,
        PrivateIpAddress: address.PrivateIpAddress,
      });
    }
  });

  it('lists the very interfaces that instances name, and those of services', async () => {
    const seen = [];
    for await (const page of paginateDescribeNetworkInterfaces({ client: ec2, pageSize: 30 }, {}))
      seen.push(...(page.NetworkInterfaces ?? []));
    expect(seen.map((each) => each.NetworkInterfaceId)).toEqual(
      expected('network-interface').map(({ id }) => id),
    );
    const byId = new Map(seen.map((each) => [each.NetworkInterfaceId, each]));
    for (const instance of await instances()) {
      for (const named of instance.NetworkInterfaces ?? []) {
        expect(byId.get(named.NetworkInterfaceId)).toMatchObject({
          Attachment: { InstanceId: instance.InstanceId, InstanceOwnerId: ACCOUNT },
          SubnetId: named.SubnetId,
          MacAddress: named.MacAddress,
          PrivateIpAddress: named.PrivateIpAddress,
          Groups: named.Groups,
        });
      }
    }
    expect(seen.some((each) => each.RequesterManaged)).toBe(true);
    expect(seen.some((each) => each.Status === 'available')).toBe(true);
    const { Addresses = [] } = await ec2.send(new DescribeAddressesCommand({}));
    for (const { AllocationId, NetworkInterfaceId } of Addresses) {
      if (NetworkInterfaceId === undefined) continue;
      expect(byId.get(NetworkInterfaceId)?.Association?.AllocationId).toBe(AllocationId);
    }
  });

  it('has none of them unless a spec asks', () => {
    const counts = { instances: 3 };
    const account = { accountId: ACCOUNT, ...KEYS, regions: [{ name: REGION, counts }] };
    const estate = new Estate({ seed: 11, hetzner: [], aws: [account] });
    const kinds = [...expectedResources(estate, ACCOUNT)].map(({ kind }) => kind);
    // Every account has its own settings.
    expect(new Set(kinds)).toEqual(
      new Set(['instance', 'vpc', 'subnet', 'security-group', 'aws.iam-account']),
    );
  });
});
