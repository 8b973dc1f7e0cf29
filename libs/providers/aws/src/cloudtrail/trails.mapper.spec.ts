import { discoveredResourceSchema } from '@skyledger/resource-model';
import { oddPayloads } from '../testing/odd-payloads';
import { toTrail } from './trails.mapper';

const ARN = 'arn:aws:cloudtrail:eu-west-1:123456789012:trail/audit';
const KEY = 'arn:aws:kms:eu-west-1:123456789012:key/1-2';
const TRAIL = {
  TrailARN: ARN,
  Name: 'audit',
  S3BucketName: 'audit-files',
  IsMultiRegionTrail: true,
  LogFileValidationEnabled: true,
  KmsKeyId: KEY,
};
const TOLD = { isLogging: true, tags: [{ Key: 'team', Value: 'sre' }] };

describe('toTrail', () => {
  const valid = (
    trail: Parameters<typeof toTrail>[0],
    told: Parameters<typeof toTrail>[2] = TOLD,
  ) => {
    const resource = toTrail(trail, 'eu-west-1', told);
    expect(discoveredResourceSchema.safeParse(resource).error).toBeUndefined();
    return resource;
  };

  it('maps a trail that is on', () => {
    expect(valid(TRAIL)).toMatchObject({
      resourceId: ARN,
      name: 'audit',
      region: 'eu-west-1',
      state: 'running',
      tags: { team: 'sre' },
      attributes: {
        isEnabled: true,
        coversEveryRegion: true,
        validatesFiles: true,
        encryptionKeyId: KEY,
        destination: 'audit-files',
      },
    });
  });

  it.each([
    [false, 'stopped'],
    [null, 'unknown'],
  ])('with logging %s is %s', (isLogging, state) => {
    const trail = valid(TRAIL, { isLogging, tags: undefined });
    expect(trail).toMatchObject({ state, tags: {}, attributes: { isEnabled: isLogging } });
  });

  it('survives odd fields, and is nothing without an ARN', () => {
    for (const { odd } of oddPayloads(TRAIL, ['TrailARN'])) valid(odd);
    for (const { odd } of oddPayloads({ tags: TOLD.tags }, [])) valid(TRAIL, { ...TOLD, ...odd });
    expect(toTrail({ Name: 'audit' }, 'eu-west-1', TOLD)).toBeNull();
  });
});
