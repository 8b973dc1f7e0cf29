import { discoveredResourceSchema } from '@skyledger/resource-model';
import { oddPayloads } from '../testing/odd-payloads';
import { toDetector } from './detectors.mapper';

const PLACE = { region: 'us-gov-west-1', accountId: '123456789012' };
const ID = '12abc34d567e8fa901bc2d34e56789f0';
const DETECTOR = {
  CreatedAt: '2024-01-01T00:00:00Z',
  ServiceRole: 'arn:aws-us-gov:iam::123456789012:role/guardduty',
  Status: 'ENABLED' as const,
  Tags: { team: 'sre' },
};

describe('toDetector', () => {
  const valid = (detector: Parameters<typeof toDetector>[1]) => {
    const resource = toDetector(ID, detector, PLACE);
    expect(discoveredResourceSchema.safeParse(resource).error).toBeUndefined();
    return resource;
  };

  it('maps a detector that is on', () => {
    expect(valid(DETECTOR)).toMatchObject({
      resourceId: `arn:aws-us-gov:guardduty:us-gov-west-1:123456789012:detector/${ID}`,
      name: ID,
      region: 'us-gov-west-1',
      state: 'running',
      nativeState: 'ENABLED',
      tags: { team: 'sre' },
      createdAt: '2024-01-01T00:00:00.000Z',
      attributes: { kind: 'threats', isEnabled: true, coversEverything: null },
    });
  });

  it.each([
    [{ Status: 'DISABLED' as const }, 'stopped', false],
    [{ Status: 'NEW' as never }, 'unknown', null],
    [undefined, 'unknown', null],
  ])('with %j is %s', (detector, state, isEnabled) => {
    expect(valid(detector)).toMatchObject({ state, attributes: { isEnabled } });
  });

  it('leaves out what the SDK says of the request', () => {
    const { raw } = valid({ ...DETECTOR, $metadata: { requestId: '1' } } as never);
    expect(raw).toEqual({ DetectorId: ID, ...DETECTOR });
  });

  it('survives odd fields', () => {
    for (const { odd } of oddPayloads(DETECTOR, [])) valid(odd);
  });
});
