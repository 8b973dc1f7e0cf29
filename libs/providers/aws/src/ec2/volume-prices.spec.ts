import type { Volume } from '@aws-sdk/client-ec2';
import type { Rate } from '../pricing/products';
import { volumePrice, volumeProduct } from './volume-prices';

const REGION = 'eu-west-1';

/** As DescribeVolumes answers one with what is included in its price. */
function aVolume(changes: Partial<Volume> = {}): Volume {
  return {
    VolumeId: 'vol-0a1',
    Size: 100,
    AvailabilityZone: 'eu-west-1b',
    State: 'in-use',
    VolumeType: 'gp3',
    Iops: 3000,
    Throughput: 125,
    ...changes,
  };
}

const GP3: Rate[] = [
  { unit: 'GB-Mo', group: null, amount: '0.073' },
  { unit: 'IOPS-Mo', group: 'EBS IOPS', amount: '0.0073' },
  { unit: 'GiBps-mo', group: 'EBS Throughput', amount: '74.752' },
];
const IO1: Rate[] = [
  { unit: 'GB-Mo', group: null, amount: '0.146' },
  { unit: 'IOPS-Mo', group: 'EBS IOPS', amount: '0.073' },
];
const IO2: Rate[] = [
  { unit: 'GB-month', group: null, amount: '0.146' },
  { unit: 'IOPS-Mo', group: 'EBS IOPS', amount: '0.073' },
  { unit: 'IOPS-Mo', group: 'EBS IOPS Tier 2', amount: '0.0365' },
  { unit: 'IOPS-Mo', group: 'EBS IOPS Tier 3', amount: '0.0073' },
];
const STANDARD: Rate[] = [
  { unit: 'GB-Mo', group: null, amount: '0.0365' },
  { unit: 'IOs', group: 'EBS I/O Requests', amount: '0.00000005' },
];
const RATES = new Map([
  ['gp3', GP3],
  ['gp2', GP3.slice(0, 1)],
  ['io1', IO1],
  ['io2', IO2],
  ['standard', STANDARD],
]);

const hourlyOf = (changes: Partial<Volume>, rates = RATES): string | undefined =>
  volumePrice(aVolume(changes), REGION, rates)?.hourly;

describe('volumePrice', () => {
  it('is that of a month by 730 hours', () => {
    expect(volumePrice(aVolume(), REGION, RATES)).toEqual({
      hourly: '0.01',
      currency: 'USD',
      source: 'aws:pricing/AmazonEC2, a month of 730 hours',
    });
  });

  it.each<[string, string, Partial<Volume>]>([
    ['0.01', 'its size', { VolumeType: 'gp2', Iops: 300, Throughput: undefined }],
    ['0.005', 'its size, whatever its requests', { VolumeType: 'standard', Iops: undefined }],
    ['0.02', 'operations above 3000', { Iops: 4000 }],
    ['0.0225', 'throughput above 125', { Throughput: 250 }],
    ['0.0325', 'both', { Iops: 4000, Throughput: 250 }],
    ['0.12', 'all operations of io1', { VolumeType: 'io1', Iops: 1000, Throughput: undefined }],
    ['3.22', 'the first 32000 of io2', { VolumeType: 'io2', Iops: 32_000 }],
    ['3.27', 'the second tier of io2', { VolumeType: 'io2', Iops: 33_000 }],
    ['4.83', 'the third tier of io2', { VolumeType: 'io2', Iops: 65_000 }],
  ])('is %s an hour with %s', (hourly, _what, changes) => {
    expect(hourlyOf(changes)).toBe(hourly);
  });

  it('does not need a rate of what is included', () => {
    const sizeAlone = new Map([['gp3', GP3.slice(0, 1)]]);
    expect(hourlyOf({}, sizeAlone)).toBe('0.01');
    expect(hourlyOf({ Iops: 3001 }, sizeAlone)).toBeUndefined();
    expect(hourlyOf({ Throughput: 126 }, sizeAlone)).toBeUndefined();
  });

  it.each<[string, Rate[]]>([
    ['no rate', []],
    ['no storage', GP3.slice(1)],
    ['a rate that is not told', [{ unit: 'GB-Mo', group: null, amount: null }]],
    ['storage in two units', [...GP3, { unit: 'GB-month', group: null, amount: '1' }]],
    ['storage by the hour', [{ unit: 'GB-Hrs', group: null, amount: '1' }]],
    ['no unit', [{ unit: null, group: null, amount: '1' }]],
  ])('is not told by a list with %s', (_what, rates) => {
    expect(hourlyOf({}, new Map([['gp3', rates]]))).toBeUndefined();
  });

  it.each<[string, Partial<Volume>]>([
    ['of no size', { Size: undefined }],
    ['of size zero', { Size: 0 }],
    ['of an odd size', { Size: '100' as never }],
    ['of which the operations are not told', { Iops: undefined }],
    ['of which the throughput is not told', { Throughput: undefined }],
    ['of io1 without operations', { VolumeType: 'io1', Iops: undefined }],
    ['of a type that the list does not tell', { VolumeType: 'sc1' }],
  ])('is not told of a volume %s', (_what, changes) => {
    expect(hourlyOf(changes)).toBeUndefined();
  });
});

describe('volumeProduct', () => {
  it.each(['creating', 'available', 'in-use'] as const)('is its type while it is %s', (State) => {
    expect(volumeProduct(aVolume({ State }), REGION)).toBe('gp3');
  });

  it.each<[string, Partial<Volume>]>([
    ['that goes', { State: 'deleting' }],
    ['that failed', { State: 'error' }],
    ['of no state', { State: undefined }],
    ['of no type', { VolumeType: undefined }],
    ['of an unknown type', { VolumeType: 'constructor' as never }],
    ['of an odd type', { VolumeType: {} as never }],
    ['in a Local Zone', { AvailabilityZone: 'eu-west-1-x-1a' }],
    ['in no zone', { AvailabilityZone: undefined }],
    ['on an Outpost', { OutpostArn: 'arn:aws:outposts:eu-west-1:1:outpost/op-1' }],
  ])('is none of a volume %s', (_what, changes) => {
    expect(volumeProduct(aVolume(changes), REGION)).toBeNull();
  });
});
