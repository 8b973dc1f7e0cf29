import {
  CloudFrontClient,
  ListDistributionsCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-cloudfront';
import {
  ListHostedZonesCommand,
  ListTagsForResourcesCommand,
  Route53Client,
} from '@aws-sdk/client-route-53';
import type { Emulator, EstateSpec } from '../index';
import { expectedResources, startEmulator } from '../index';

const ACCOUNT = '111122223333';
const KEYS = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'not/a+real=secret' };

const SPEC: EstateSpec = {
  seed: 5,
  hetzner: [],
  aws: [
    {
      accountId: ACCOUNT,
      ...KEYS,
      regions: [{ name: 'eu-central-1' }],
      services: { 'aws.route53-hosted-zone': 120, 'aws.cloudfront-distribution': 120 },
    },
  ],
};

describe('the services of the emulated AWS that speak REST in XML, read with the official clients', () => {
  let emulator: Emulator;

  beforeEach(async () => {
    emulator = await startEmulator({ estate: SPEC });
  });
  afterEach(() => emulator.close());

  const config = (credentials = KEYS): object => ({
    endpoint: emulator.awsEndpoint,
    credentials,
    region: 'eu-central-1',
    maxAttempts: 1,
  });
  const arns = (kind: string): string[] =>
    [...expectedResources(emulator.estate, ACCOUNT)].flatMap((each) =>
      each.kind === kind ? [each.arn ?? ''] : [],
    );

  it('lists hosted zones in pages, and their tags', async () => {
    const route53 = new Route53Client(config());
    const first = await route53.send(new ListHostedZonesCommand({ MaxItems: 1000 }));
    expect(first).toMatchObject({ IsTruncated: true, MaxItems: 100 });
    const second = await route53.send(new ListHostedZonesCommand({ Marker: first.NextMarker }));
    expect(second).toMatchObject({ IsTruncated: false, Marker: first.NextMarker });
    expect(second.NextMarker).toBeUndefined();
    const zones = [...(first.HostedZones ?? []), ...(second.HostedZones ?? [])];
    expect(zones.map(({ Id }) => `arn:aws:route53:::${Id?.slice(1)}`)).toEqual(
      arns('aws.route53-hosted-zone'),
    );
    expect(zones[2]).toMatchObject({
      Name: expect.stringMatching(/\.example\.com\.$/),
      Config: { PrivateZone: true },
      ResourceRecordSetCount: expect.any(Number),
    });
    const ids = zones.slice(0, 10).map(({ Id }) => Id?.replace('/hostedzone/', '') ?? '');
    const tags = await route53.send(
      new ListTagsForResourcesCommand({ ResourceType: 'hostedzone', ResourceIds: ids }),
    );
    expect(tags.ResourceTagSets?.map(({ ResourceId }) => ResourceId)).toEqual(ids);
    expect(tags.ResourceTagSets?.flatMap(({ Tags = [] }) => Tags).length).toBeGreaterThan(0);
  });

  it.each<[string, (route53: Route53Client) => Promise<unknown>, number, string]>([
    [
      'a marker',
      (sdk) => sdk.send(new ListHostedZonesCommand({ Marker: 'x' })),
      400,
      'InvalidInput',
    ],
    [
      'a zone that is not there',
      (sdk) =>
        sdk.send(
          new ListTagsForResourcesCommand({ ResourceType: 'hostedzone', ResourceIds: ['Z1'] }),
        ),
      404,
      'NoSuchHostedZone',
    ],
    [
      'too many zones',
      (sdk) =>
        sdk.send(
          new ListTagsForResourcesCommand({
            ResourceType: 'hostedzone',
            ResourceIds: Array.from({ length: 11 }, () => 'Z1'),
          }),
        ),
      400,
      'InvalidInput',
    ],
  ])('refuses %s in the words of Route 53', async (_what, ask, status, name) => {
    await expect(ask(new Route53Client(config()))).rejects.toMatchObject({
      name,
      $metadata: { httpStatusCode: status },
    });
  });

  it('lists distributions in pages, and their tags', async () => {
    const cloudfront = new CloudFrontClient(config());
    const { DistributionList: first } = await cloudfront.send(new ListDistributionsCommand({}));
    expect(first).toMatchObject({ IsTruncated: true, Quantity: 100, MaxItems: 100 });
    const { DistributionList: second } = await cloudfront.send(
      new ListDistributionsCommand({ Marker: first?.NextMarker }),
    );
    expect(second).toMatchObject({ IsTruncated: false, Quantity: 20 });
    const listed = [...(first?.Items ?? []), ...(second?.Items ?? [])];
    expect(listed.map(({ ARN }) => ARN)).toEqual(arns('aws.cloudfront-distribution'));
    const [distribution] = listed;
    expect(distribution).toMatchObject({
      Status: 'Deployed',
      Origins: { Quantity: 1, Items: [{ CustomHeaders: { Quantity: 1 } }] },
      DefaultCacheBehavior: { ViewerProtocolPolicy: expect.stringMatching(/^(https|allow|redir)/) },
      CustomErrorResponses: { Quantity: 0 },
    });
    const { Tags: tags } = await cloudfront.send(
      new ListTagsForResourceCommand({ Resource: distribution?.ARN }),
    );
    expect(tags?.Items?.length).toBeGreaterThan(0);
  });

  it('refuses in the words of CloudFront', async () => {
    const cloudfront = new CloudFrontClient(config());
    const refused = async (asked: Promise<unknown>, name: string, status: number): Promise<void> =>
      expect(asked).rejects.toMatchObject({ name, $metadata: { httpStatusCode: status } });
    const tags = new ListTagsForResourceCommand({
      Resource: 'arn:aws:cloudfront::1:distribution/E1',
    });
    await refused(cloudfront.send(tags), 'NoSuchResource', 404);
    const page = new ListDistributionsCommand({ Marker: 'x' });
    await refused(cloudfront.send(page), 'InvalidArgument', 400);
  });

  it.each([
    ['an unknown key', { accessKeyId: 'AKIAUNKNOWN000000001' }, 'InvalidClientTokenId'],
    ['a wrong secret', { secretAccessKey: 'wrong' }, 'SignatureDoesNotMatch'],
  ])('refuses %s', async (_what, keys, name) => {
    const route53 = new Route53Client(config({ ...KEYS, ...keys }));
    await expect(route53.send(new ListHostedZonesCommand({}))).rejects.toMatchObject({ name });
  });
});
