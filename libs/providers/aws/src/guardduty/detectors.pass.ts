import { GetDetectorCommand, ListDetectorsCommand } from '@aws-sdk/client-guardduty';
import { defineDescribedListing } from '../described-listing';
import { toDetector } from './detectors.mapper';

/** Detectors of GuardDuty: at most one in a region. */
export const detectors = defineDescribedListing({
  id: 'guardduty.detectors',
  type: 'detector',
  service: 'guardduty',
  permission: 'guardduty:ListDetectors',
  async list(guardduty, token, options) {
    const command = new ListDetectorsCommand({ NextToken: token });
    const { DetectorIds, NextToken } = await guardduty.send(command, options);
    return { items: DetectorIds, next: NextToken };
  },
  describePermission: 'guardduty:GetDetector',
  // "The input detectorId is not owned by the current account": nothing else is wrong with it.
  gone: 'BadRequestException',
  describe: (guardduty, DetectorId, options) =>
    guardduty.send(new GetDetectorCommand({ DetectorId }), options),
  map: toDetector,
});
