import type { AwsCall, AwsOperation } from '../aws-call';
import { AwsError } from '../aws-errors';
import type { AwsService } from '../aws-service';
import { inputText } from '../json-listing';
import { XmlList, tagList } from '../xml-elements';
import type { XmlFields } from '../xml-elements';
import { accountPage, xmlDocument } from '../xml-listing';
import { hostedZones } from './hosted-zone.item';
import type { Route53HostedZone } from './hosted-zone.item';

const NAMESPACE = 'https://route53.amazonaws.com/doc/2013-04-01/';
/** ListTagsForResources takes at most 10 ids. */
const MOST_TAGGED = 10;

/** Amazon Route 53. It has no regions. */
export const route53: AwsService = {
  name: 'route53',
  signingName: 'route53',
  protocol: 'rest-xml',
  routes: {
    'GET /2013-04-01/hostedzone': 'ListHostedZones',
    'POST /2013-04-01/tags/:type': 'ListTagsForResources',
  },
  operations: {
    ListHostedZones: operation('ListHostedZones', (call) => {
      const names = { marker: 'marker', limit: 'maxitems', invalid: 'InvalidInput' };
      const { items, token, limit } = accountPage(call, hostedZones, names);
      return {
        HostedZones: new XmlList('HostedZone', items.map(zone)),
        Marker: call.params.get('marker'),
        IsTruncated: token !== null,
        NextMarker: token,
        MaxItems: limit,
      };
    }),
    ListTagsForResources: operation('ListTagsForResources', (call) => ({
      ResourceTagSets: new XmlList(
        'ResourceTagSet',
        wantedZones(call).map(({ id, tags }) => ({
          ResourceType: 'hostedzone',
          ResourceId: id,
          Tags: tagList('Tag', tags),
        })),
      ),
    })),
  },
};

function operation(action: string, answer: (call: AwsCall) => XmlFields): AwsOperation {
  return {
    permission: `route53:${action}`,
    global: true,
    run: (call) => xmlDocument(`${action}Response`, NAMESPACE, answer(call)),
  };
}

function wantedZones(call: AwsCall): Route53HostedZone[] {
  const document = inputText(call, 'document') ?? '';
  const ids = [...document.matchAll(/<ResourceId>([^<]*)<\/ResourceId>/g)].map(([, id = '']) => id);
  if (inputText(call, 'type') !== 'hostedzone' || ids.length < 1 || ids.length > MOST_TAGGED) {
    throw new AwsError(400, 'InvalidInput', `Between 1 and ${MOST_TAGGED} hosted zones are told`);
  }
  return ids.map((id) => {
    const found = call.account.services.of(hostedZones).find(id);
    if (found) return found;
    throw new AwsError(404, 'NoSuchHostedZone', `No hosted zone found with ID: ${id}`);
  });
}

function zone({ id, domain, comment, isPrivate, records }: Route53HostedZone): XmlFields {
  return {
    Id: `/hostedzone/${id}`,
    Name: domain,
    CallerReference: `emulated-${id}`,
    Config: { Comment: comment, PrivateZone: isPrivate },
    ResourceRecordSetCount: records,
  };
}
