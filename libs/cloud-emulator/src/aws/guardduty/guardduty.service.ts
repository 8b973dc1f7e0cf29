import type { EmulatedItem } from '../../estate/collection';
import { drawNaming, drawTags } from '../../estate/names';
import type { Tag } from '../../estate/names';
import { ItemRandom, hex8 } from '../../estate/random';
import { AwsError } from '../aws-errors';
import type { RegionalKind } from '../aws-kind';
import type { AwsService } from '../aws-service';
import { inputText, jsonListing } from '../json-listing';
import { itemsOf } from '../region-items';
import { scopeSalt } from '../region-scope';

export interface GuardDutyDetector extends EmulatedItem {
  readonly arn: string;
  readonly accountId: string;
  readonly created: Date;
  readonly isEnabled: boolean;
  readonly tags: readonly Tag[];
}

export const detectors: RegionalKind<GuardDutyDetector> = {
  kind: 'aws.guardduty-detector',
  resourceType: 'detector',
  // The last eight digits of a detector's id are its number.
  indexOf: (id) => (/(^|\/)[0-9a-f]{32}$/.test(id) ? Number.parseInt(id.slice(-8), 16) : null),
  generator(scope) {
    const salt = scopeSalt(scope, 'guardduty-detector');
    const { region, accountId } = scope;
    return (index, revision) => {
      const random = new ItemRandom(salt, index);
      const id = `${random.hex(24)}${hex8(index)}`;
      return {
        id,
        arn: `arn:aws:guardduty:${region}:${accountId}:detector/${id}`,
        region,
        name: id,
        accountId,
        created: random.time(),
        isEnabled: revision % 2 === 1 ? false : random.chance(0.7),
        tags: drawTags(random, drawNaming(random), null, 0),
      };
    };
  },
};

/** Amazon GuardDuty. What a detector does must be asked of each one. */
export const guardduty: AwsService = {
  name: 'guardduty',
  signingName: 'guardduty',
  protocol: 'rest-json',
  routes: { 'GET /detector': 'ListDetectors', 'GET /detector/:detectorId': 'GetDetector' },
  operations: {
    ListDetectors: jsonListing({
      permission: 'guardduty:ListDetectors',
      kind: detectors,
      field: 'detectorIds',
      token: ['nextToken', 'nextToken'],
      limit: { field: 'maxResults', most: 50 },
      render: ({ id }) => id,
    }),
    GetDetector: {
      permission: 'guardduty:GetDetector',
      run: (call) => {
        const detector = itemsOf(call, detectors).find(inputText(call, 'detectorId') ?? '');
        if (detector) return JSON.stringify(details(detector));
        throw new AwsError(
          400,
          'BadRequestException',
          'The request is rejected because the input detectorId is not owned by the current account.',
        );
      },
    },
  },
};

function details({ accountId, created, isEnabled, tags }: GuardDutyDetector): unknown {
  const time = created.toISOString();
  return {
    createdAt: time,
    updatedAt: time,
    findingPublishingFrequency: 'SIX_HOURS',
    serviceRole: `arn:aws:iam::${accountId}:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty`,
    status: isEnabled ? 'ENABLED' : 'DISABLED',
    tags: Object.fromEntries(tags),
    features: [
      { name: 'CLOUD_TRAIL', status: 'ENABLED' },
      { name: 'S3_DATA_EVENTS', status: 'DISABLED' },
    ],
  };
}
