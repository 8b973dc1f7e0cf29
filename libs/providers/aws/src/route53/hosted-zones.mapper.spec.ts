import type { HostedZone, Tag } from '@aws-sdk/client-route-53';
import { discoveredResourceSchema } from '@skyledger/resource-model';
import { oddPayloads } from '../testing/odd-payloads';
import { toDnsZone } from './hosted-zones.mapper';

const ZONE: HostedZone = {
  Id: '/hostedzone/Z0123456789ABC',
  Name: 'shop.example.com.',
  CallerReference: 'terraform-20240101',
  Config: { Comment: 'Made by hand', PrivateZone: false },
  ResourceRecordSetCount: 12,
};

describe('toDnsZone', () => {
  const valid = (zone: HostedZone, tags?: Tag[]) => {
    const resource = toDnsZone(zone, tags, 'aws');
    expect(discoveredResourceSchema.safeParse(resource).error).toBeUndefined();
    return resource;
  };

  it('maps a public zone', () => {
    expect(valid(ZONE, [{ Key: 'team', Value: 'web' }])).toMatchObject({
      resourceId: 'arn:aws:route53:::hostedzone/Z0123456789ABC',
      nativeType: 'AWS::Route53::HostedZone',
      name: 'shop.example.com',
      region: null,
      state: 'running',
      isPublic: true,
      tags: { team: 'web' },
      attributes: {
        domainName: 'shop.example.com',
        isPrivate: false,
        dnssecEnabled: null,
        recordCount: 12,
      },
    });
  });

  it.each([
    [{ PrivateZone: true }, true, false],
    [{ PrivateZone: false }, false, true],
    // Neither is told of zones that were made without either setting.
    [undefined, null, null],
  ])('with the settings %j, knows who sees it', (Config, isPrivate, isPublic) => {
    expect(valid({ ...ZONE, Config })).toMatchObject({ isPublic, attributes: { isPrivate } });
  });

  it('tells zones of one name apart, in the partition they are in', () => {
    const other = toDnsZone({ ...ZONE, Id: '/hostedzone/Z9' }, [], 'aws-us-gov');
    expect(other).toMatchObject({
      resourceId: 'arn:aws-us-gov:route53:::hostedzone/Z9',
      name: 'shop.example.com',
    });
  });

  it('survives odd fields, and is nothing without an id', () => {
    for (const { odd } of oddPayloads(ZONE, ['Id'])) valid(odd);
    for (const Id of [undefined, '', '/hostedzone/', 7]) {
      expect(toDnsZone({ ...ZONE, Id: Id as never }, [], 'aws')).toBeNull();
    }
  });
});
