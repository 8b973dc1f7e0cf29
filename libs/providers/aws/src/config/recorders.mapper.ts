import type {
  ConfigurationRecorder,
  ConfigurationRecorderStatus,
} from '@aws-sdk/client-config-service';
import { textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { parseArn, partitionOf } from '../arn';
import { boolOf } from '../payload';
import { serviceResource } from '../service-resource';

/**
 * @param status `undefined` when nobody may know it
 * @returns `null` when the payload has no name
 */
export function toRecorder(
  recorder: ConfigurationRecorder,
  status: ConfigurationRecorderStatus | undefined,
  { region, accountId }: { region: string; accountId: string },
): DiscoveredResource<'detector'> | null {
  const name = textOf(recorder.name);
  if (name === null) return null;
  const isEnabled = boolOf(status?.recording);
  return {
    ...serviceResource(region),
    resourceId: parseArn(recorder.arn)
      ? (recorder.arn ?? '')
      : `arn:${partitionOf(region)}:config:${region}:${accountId}:configuration-recorder/${name}`,
    resourceType: 'detector',
    nativeType: 'AWS::Config::ConfigurationRecorder',
    name,
    state: isEnabled === null ? 'unknown' : isEnabled ? 'running' : 'stopped',
    attributes: {
      kind: 'configuration',
      isEnabled,
      coversEverything: boolOf(recorder.recordingGroup?.allSupported),
    },
    raw: { ...recorder, recording: isEnabled },
  };
}
