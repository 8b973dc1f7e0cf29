import { listPage } from '../aws-call';
import type { AwsCall, AwsOperation } from '../aws-call';
import type { AwsRegionEstate } from '../aws-account-estate';
import { AwsError, refusal } from '../aws-errors';
import { memberList, queryDocument } from '../query-document';
import { escapeXml, optional } from '../xml';
import type { ElbListener, ElbLoadBalancer } from './load-balancer.item';

const NAMESPACE = 'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/';
const LARGEST_PAGE = 400;
/** DescribeTags takes at most 20 resources. */
const MOST_TAGGED = 20;

export const ELB_OPERATIONS: Readonly<Record<string, AwsOperation>> = {
  DescribeLoadBalancers: {
    permission: 'elasticloadbalancing:DescribeLoadBalancers',
    run: describeLoadBalancers,
  },
  DescribeListeners: {
    permission: 'elasticloadbalancing:DescribeListeners',
    run: describeListeners,
  },
  DescribeTags: { permission: 'elasticloadbalancing:DescribeTags', run: describeTags },
};

function describeLoadBalancers(call: AwsCall): string {
  const limit = pageSize(call);
  const { items, token } = listPage(
    call,
    regionOf(call).loadBalancers,
    call.params.get('Marker'),
    limit,
    () => validation('The marker is not valid'),
  );
  const members = items.map(loadBalancer).join('');
  return queryDocument(
    call,
    NAMESPACE,
    `<LoadBalancers>${members}</LoadBalancers>${optional('NextMarker', token)}`,
  );
}

/** A page's marker is the number of listeners before it. */
function describeListeners(call: AwsCall): string {
  const arn = call.params.get('LoadBalancerArn');
  if (arn === null) {
    throw validation('You must specify either listener ARNs or a load balancer ARN');
  }
  const limit = pageSize(call);
  const balancer = find(call, arn);
  const from = Number(call.params.get('Marker') ?? 0);
  if (!Number.isInteger(from) || from < 0) throw validation('The marker is not valid');
  const members = balancer.listeners
    .slice(from, from + limit)
    .map((each) => listener(each, balancer.arn))
    .join('');
  const next = from + limit < balancer.listeners.length ? String(from + limit) : null;
  return queryDocument(
    call,
    NAMESPACE,
    `<Listeners>${members}</Listeners>${optional('NextMarker', next)}`,
  );
}

function describeTags(call: AwsCall): string {
  const arns = memberList(call, 'ResourceArns');
  if (arns.length < 1 || arns.length > MOST_TAGGED) {
    throw validation(`Between 1 and ${MOST_TAGGED} resources can be described`);
  }
  const members = arns.map((arn) => {
    const tags = find(call, arn)
      .tags.map(
        ([key, value]) =>
          `<member><Key>${escapeXml(key)}</Key><Value>${escapeXml(value)}</Value></member>`,
      )
      .join('');
    return `<member><ResourceArn>${arn}</ResourceArn><Tags>${tags}</Tags></member>`;
  });
  return queryDocument(call, NAMESPACE, `<TagDescriptions>${members.join('')}</TagDescriptions>`);
}

function pageSize(call: AwsCall): number {
  const limit = Number(call.params.get('PageSize') ?? LARGEST_PAGE);
  if (!Number.isInteger(limit) || limit < 1 || limit > LARGEST_PAGE) {
    throw validation(
      `1 validation error detected: Value '${limit}' at 'pageSize' failed to satisfy constraint: Member must have value between 1 and ${LARGEST_PAGE}`,
    );
  }
  return limit;
}

function regionOf(call: AwsCall): AwsRegionEstate {
  const region = call.account.regions.get(call.region);
  if (!region) throw refusal('query', 'disabled-region');
  return region;
}

function find(call: AwsCall, arn: string): ElbLoadBalancer {
  const balancer = regionOf(call).loadBalancers.find(arn);
  if (balancer?.arn !== arn) {
    throw new AwsError(400, 'LoadBalancerNotFound', `Load balancers '[${arn}]' not found`);
  }
  return balancer;
}

function loadBalancer(balancer: ElbLoadBalancer): string {
  const zones = balancer.zones
    .map(
      ({ name, subnetId }) =>
        `<member><ZoneName>${name}</ZoneName><SubnetId>${subnetId}</SubnetId><LoadBalancerAddresses/></member>`,
    )
    .join('');
  const groups = balancer.securityGroups.map((id) => `<member>${id}</member>`).join('');
  return (
    `<member><LoadBalancerArn>${balancer.arn}</LoadBalancerArn><DNSName>${balancer.dnsName}</DNSName>` +
    `<CanonicalHostedZoneId>Z215JYRZR1TBD5</CanonicalHostedZoneId><CreatedTime>${balancer.created.toISOString()}</CreatedTime>` +
    `<LoadBalancerName>${escapeXml(balancer.name)}</LoadBalancerName><Scheme>${balancer.scheme}</Scheme><VpcId>${balancer.vpcId}</VpcId>` +
    `<State><Code>${balancer.state}</Code></State><Type>${balancer.type}</Type><AvailabilityZones>${zones}</AvailabilityZones>` +
    (groups === '' ? '' : `<SecurityGroups>${groups}</SecurityGroups>`) +
    `<IpAddressType>${balancer.ipAddressType}</IpAddressType></member>`
  );
}

function listener(each: ElbListener, balancerArn: string): string {
  const certificates = each.certificateArn
    ? `<Certificates><member><CertificateArn>${each.certificateArn}</CertificateArn></member></Certificates>`
    : '';
  return (
    `<member><ListenerArn>${each.arn}</ListenerArn><LoadBalancerArn>${balancerArn}</LoadBalancerArn>` +
    `<Port>${each.port}</Port><Protocol>${each.protocol}</Protocol>${certificates}${optional('SslPolicy', each.sslPolicy)}` +
    `<DefaultActions><member>${defaultAction(each)}</member></DefaultActions></member>`
  );
}

function defaultAction({ targetGroupArn }: ElbListener): string {
  if (targetGroupArn !== null) {
    return (
      `<Type>forward</Type><Order>1</Order><TargetGroupArn>${targetGroupArn}</TargetGroupArn>` +
      `<ForwardConfig><TargetGroups><member><TargetGroupArn>${targetGroupArn}</TargetGroupArn><Weight>1</Weight></member></TargetGroups></ForwardConfig>`
    );
  }
  return (
    '<Type>redirect</Type><Order>1</Order><RedirectConfig><Protocol>HTTPS</Protocol><Port>443</Port><Host>#{host}</Host>' +
    '<Path>/#{path}</Path><Query>#{query}</Query><StatusCode>HTTP_301</StatusCode></RedirectConfig>'
  );
}

function validation(message: string): AwsError {
  return new AwsError(400, 'ValidationError', message);
}
