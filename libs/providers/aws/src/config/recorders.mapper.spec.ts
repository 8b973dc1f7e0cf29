import { discoveredResourceSchema } from '@skyledger/resource-model';
import { oddPayloads } from '../testing/odd-payloads';
import { toRecorder } from './recorders.mapper';

const PLACE = { region: 'eu-west-1', accountId: '123456789012' };
const ARN = 'arn:aws:config:eu-west-1:123456789012:configuration-recorder/default/abc';
const RECORDER = { arn: ARN, name: 'default', recordingGroup: { allSupported: true } };
const STATUS = { name: 'default', recording: true };

describe('toRecorder', () => {
  const valid = (
    recorder: Parameters<typeof toRecorder>[0],
    status: Parameters<typeof toRecorder>[1] = STATUS,
  ) => {
    const resource = toRecorder(recorder, status, PLACE);
    expect(discoveredResourceSchema.safeParse(resource).error).toBeUndefined();
    return resource;
  };

  it('maps a recorder that records everything', () => {
    expect(valid(RECORDER)).toMatchObject({
      resourceId: ARN,
      name: 'default',
      region: 'eu-west-1',
      state: 'running',
      attributes: { kind: 'configuration', isEnabled: true, coversEverything: true },
    });
  });

  it('tells one that is off and records some types only', () => {
    const some = { ...RECORDER, recordingGroup: { allSupported: false } };
    expect(valid(some, { recording: false })).toMatchObject({
      state: 'stopped',
      attributes: { isEnabled: false, coversEverything: false },
    });
  });

  it('does not know whether one is on whose status nobody may see', () => {
    expect(toRecorder(RECORDER, undefined, PLACE)).toMatchObject({
      state: 'unknown',
      attributes: { isEnabled: null },
    });
  });

  it('makes up the ARN of one that has none', () => {
    expect(valid({ name: 'default' })?.resourceId).toBe(
      'arn:aws:config:eu-west-1:123456789012:configuration-recorder/default',
    );
  });

  it('survives odd fields, and is nothing without a name', () => {
    for (const { odd } of oddPayloads(RECORDER, ['name'])) valid(odd);
    for (const { odd } of oddPayloads(STATUS, [])) valid(RECORDER, odd);
    expect(toRecorder({ arn: ARN }, STATUS, PLACE)).toBeNull();
  });
});
