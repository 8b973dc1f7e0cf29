import type { AwsCall } from '../aws-call';
import { AwsError } from '../aws-errors';
import type { AwsService } from '../aws-service';
import { memberList, queryDocument } from '../query-document';
import { queryListing } from '../query-listing';
import { itemsOf } from '../region-items';
import { XmlList, elements, tagList } from '../xml-elements';
import type { XmlFields } from '../xml-elements';
import { classicLoadBalancers } from './classic-load-balancer.item';
import type { ClassicLoadBalancer } from './classic-load-balancer.item';

const VERSION = '2012-06-01';
const NAMESPACE = `http://elasticloadbalancing.amazonaws.com/doc/${VERSION}/`;
/** DescribeTags takes at most 20 names. */
const MOST_TAGGED = 20;

/** Load balancers of the first generation: same address and scope as v2, but an older version. */
export const classicElb: AwsService = {
  name: 'elasticloadbalancing-classic',
  signingName: 'elasticloadbalancing',
  protocol: 'query',
  accepts: ({ body, query }) =>
    query.get('Version') === VERSION ||
    new URLSearchParams(body.toString('utf8')).get('Version') === VERSION,
  operations: {
    DescribeLoadBalancers: queryListing({
      permission: 'elasticloadbalancing:DescribeLoadBalancers',
      namespace: NAMESPACE,
      kind: classicLoadBalancers,
      list: ['LoadBalancerDescriptions', 'member'],
      token: ['Marker', 'NextMarker'],
      limit: { name: 'PageSize', least: 1, most: 400 },
      render: description,
    }),
    DescribeTags: { permission: 'elasticloadbalancing:DescribeTags', run: describeTags },
  },
};

function describeTags(call: AwsCall): string {
  const names = memberList(call, 'LoadBalancerNames');
  if (names.length < 1 || names.length > MOST_TAGGED) {
    throw new AwsError(400, 'ValidationError', `Between 1 and ${MOST_TAGGED} can be described`);
  }
  const described = names.map((name) => {
    const found = itemsOf(call, classicLoadBalancers).find(name);
    if (!found) {
      throw new AwsError(
        400,
        'LoadBalancerNotFound',
        `There is no ACTIVE Load Balancer named '${name}'`,
      );
    }
    return { LoadBalancerName: name, Tags: tagList('member', found.tags) };
  });
  const body = elements({ TagDescriptions: new XmlList('member', described) });
  return queryDocument(call, NAMESPACE, body);
}

function description(item: ClassicLoadBalancer): XmlFields {
  return {
    LoadBalancerName: item.name,
    DNSName: item.dnsName,
    CanonicalHostedZoneNameID: 'Z215JYRZR1TBD5',
    ListenerDescriptions: new XmlList(
      'member',
      item.listeners.map((listener) => ({
        Listener: {
          Protocol: listener.protocol,
          LoadBalancerPort: listener.port,
          InstanceProtocol: 'HTTP',
          InstancePort: 8080,
          SSLCertificateId: listener.certificateArn,
        },
        PolicyNames: new XmlList('member', listener.policies),
      })),
    ),
    Policies: {
      AppCookieStickinessPolicies: '',
      LBCookieStickinessPolicies: '',
      OtherPolicies: '',
    },
    BackendServerDescriptions: '',
    AvailabilityZones: new XmlList('member', item.zones),
    Subnets: new XmlList('member', item.subnetIds),
    VPCId: item.vpcId,
    Instances: new XmlList(
      'member',
      item.instanceIds.map((InstanceId) => ({ InstanceId })),
    ),
    HealthCheck: {
      Target: 'HTTP:8080/',
      Interval: 30,
      Timeout: 5,
      UnhealthyThreshold: 2,
      HealthyThreshold: 10,
    },
    SourceSecurityGroup: { OwnerAlias: 'self', GroupName: 'default' },
    SecurityGroups: new XmlList('member', [item.securityGroupId]),
    CreatedTime: item.created,
    Scheme: item.scheme,
  };
}
