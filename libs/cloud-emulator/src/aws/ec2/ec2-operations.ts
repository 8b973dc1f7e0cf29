import type { Collection, EmulatedItem } from '../../estate/collection';
import { isEnabled } from '../aws-account-estate';
import type { AwsRegionEstate } from '../aws-account-estate';
import { listPage } from '../aws-call';
import type { AwsCall, AwsOperation } from '../aws-call';
import { AwsError, refusal } from '../aws-errors';
import { faultyItems } from '../../faults/effects';
import { XML_HEADER, optional } from '../xml';
import { elasticIpItem, networkInterfaceItem } from './address.xml';
import { flowLogs } from './flow-log.item';
import { reservationSet } from './instance.xml';
import { internetGateways } from './internet-gateway.item';
import { natGateways } from './nat-gateway.item';
import { securityGroupItem, subnetItem, vpcItem } from './network.xml';
import { routeTables } from './route-table.item';
import { flowLogItem, internetGatewayItem, natGatewayItem, routeTableItem } from './routing.xml';
import { imageItem, snapshotItem, volumeItem } from './storage.xml';

/** The version of the API that clients name; its namespace is that of every answer. */
const NAMESPACE = 'http://ec2.amazonaws.com/doc/2016-11-15/';

/** Page sizes of the Describe calls, from the EC2 service model. */
const SMALLEST_PAGE = 5;
const LARGEST_PAGE = 1000;

export const EC2_OPERATIONS: Readonly<Record<string, AwsOperation>> = {
  DescribeRegions: { permission: 'ec2:DescribeRegions', run: describeRegions },
  DescribeInstances: { permission: 'ec2:DescribeInstances', run: describeInstances },
  DescribeVpcs: listing('vpcSet', (region) => region.vpcs, vpcItem, 'ec2:DescribeVpcs'),
  DescribeSubnets: listing(
    'subnetSet',
    (region) => region.subnets,
    subnetItem,
    'ec2:DescribeSubnets',
  ),
  DescribeSecurityGroups: listing(
    'securityGroupInfo',
    (region) => region.securityGroups,
    securityGroupItem,
    'ec2:DescribeSecurityGroups',
  ),
  DescribeVolumes: listing(
    'volumeSet',
    (region) => region.volumes,
    volumeItem,
    'ec2:DescribeVolumes',
  ),
  DescribeSnapshots: { permission: 'ec2:DescribeSnapshots', run: describeSnapshots },
  DescribeAddresses: { permission: 'ec2:DescribeAddresses', run: describeAddresses },
  DescribeNetworkInterfaces: listing(
    'networkInterfaceSet',
    (region) => region.networkInterfaces,
    networkInterfaceItem,
    'ec2:DescribeNetworkInterfaces',
  ),
  DescribeImages: { permission: 'ec2:DescribeImages', run: describeImages },
  DescribeRouteTables: listing(
    'routeTableSet',
    (region) => region.services.of(routeTables),
    routeTableItem,
    'ec2:DescribeRouteTables',
    100,
  ),
  DescribeInternetGateways: listing(
    'internetGatewaySet',
    (region) => region.services.of(internetGateways),
    internetGatewayItem,
    'ec2:DescribeInternetGateways',
  ),
  DescribeNatGateways: listing(
    'natGatewaySet',
    (region) => region.services.of(natGateways),
    natGatewayItem,
    'ec2:DescribeNatGateways',
  ),
  DescribeFlowLogs: listing(
    'flowLogSet',
    (region) => region.services.of(flowLogs),
    flowLogItem,
    'ec2:DescribeFlowLogs',
  ),
};

/** Without `AllRegions` only the regions the account can use. */
function describeRegions(call: AwsCall): string {
  refuseUnknown(call, ['AllRegions']);
  const all = call.params.get('AllRegions') === 'true';
  const items = call.account.spec.regions
    .filter((region) => all || isEnabled(region))
    .map(
      ({ name, optIn = 'opt-in-not-required' }) =>
        `<item><regionName>${name}</regionName><regionEndpoint>ec2.${name}.amazonaws.com</regionEndpoint><optInStatus>${optIn}</optInStatus></item>`,
    );
  return document(call, `<regionInfo>${items.join('')}</regionInfo>`);
}

/**
 * Pages count instances, before filtering, so that a filtered page may be short or empty although
 * more follow. Of the filters only `instance-state-name` is emulated.
 */
function describeInstances(call: AwsCall): string {
  refuseUnknown(call, ['MaxResults', 'NextToken'], /^Filter\.\d+\.(Name|Value\.\d+)$/);
  const states = stateFilter(call);
  const { items, token } = pageOf(call, regionOf(call).instances);
  const shown = states ? items.filter((item) => states.has(item.state)) : items;
  const { accountId } = call.account.spec;
  return document(call, reservationSet(shown, accountId) + optional('nextToken', token));
}

function describeSnapshots(call: AwsCall): string {
  refuseUnknown(call, ['MaxResults', 'NextToken', 'Owner.1']);
  refuseOtherOwners(call);
  const { items, token } = pageOf(call, regionOf(call).snapshots);
  const set = `<snapshotSet>${items.map(snapshotItem).join('')}</snapshotSet>`;
  return document(call, set + optional('nextToken', token));
}

/** Disabled images are left out of their page unless they are asked for. */
function describeImages(call: AwsCall): string {
  refuseUnknown(call, ['MaxResults', 'NextToken', 'Owner.1', 'IncludeDisabled']);
  refuseOtherOwners(call);
  const { items, token } = pageOf(call, regionOf(call).images);
  const all = call.params.get('IncludeDisabled') === 'true';
  const shown = items.filter((image) => all || image.state !== 'disabled');
  const set = `<imagesSet>${shown.map(imageItem).join('')}</imagesSet>`;
  return document(call, set + optional('nextToken', token));
}

/** The one listing of these that has no pages. */
function describeAddresses(call: AwsCall): string {
  refuseUnknown(call, []);
  const items = faultyItems(call.effects, [...regionOf(call).elasticIps.all()]);
  return document(call, `<addressesSet>${items.map(elasticIpItem).join('')}</addressesSet>`);
}

/** Without an owner the real answer has everything that anybody shares, which is not emulated. */
function refuseOtherOwners(call: AwsCall): void {
  const owner = call.params.get('Owner.1');
  if (owner !== 'self' && owner !== call.account.spec.accountId) {
    throw invalid(`The owner '${owner ?? 'anybody'}' is not emulated`);
  }
}

function listing<T extends EmulatedItem>(
  element: string,
  collectionOf: (region: AwsRegionEstate) => Collection<T>,
  render: (item: T) => string,
  permission: string,
  largestPage = LARGEST_PAGE,
): AwsOperation {
  const run = (call: AwsCall): string => {
    refuseUnknown(call, ['MaxResults', 'NextToken']);
    const { items, token } = pageOf(call, collectionOf(regionOf(call)), largestPage);
    const body = `<${element}>${items.map(render).join('')}</${element}>`;
    return document(call, body + optional('nextToken', token));
  };
  return { permission, run };
}

/** Without MaxResults a page is as large as can be: large accounts get a token even unasked. */
function pageOf<T extends EmulatedItem>(
  call: AwsCall,
  items: Collection<T>,
  largestPage = LARGEST_PAGE,
) {
  const limit = Number(call.params.get('MaxResults') ?? largestPage);
  if (!Number.isInteger(limit) || limit < SMALLEST_PAGE) {
    throw invalid(
      `Value ( ${limit} ) for parameter maxResults is invalid. Expecting a value greater than ${SMALLEST_PAGE}.`,
    );
  }
  if (limit > largestPage) {
    throw invalid(
      `Value ( ${limit} ) for parameter maxResults is invalid. Expecting a value less than ${largestPage}.`,
    );
  }
  return listPage(
    call,
    items,
    call.params.get('NextToken'),
    limit,
    () => new AwsError(400, 'InvalidNextToken', 'The specified NextToken is not valid.'),
  );
}

function regionOf(call: AwsCall): AwsRegionEstate {
  const region = call.account.regions.get(call.region);
  if (!region) throw refusal('ec2', 'disabled-region');
  return region;
}

function stateFilter(call: AwsCall): ReadonlySet<string> | null {
  const name = call.params.get('Filter.1.Name');
  if (name === null) return null;
  if (name !== 'instance-state-name' || call.params.has('Filter.2.Name')) {
    throw invalid(`The filter '${name}' is not emulated`);
  }
  const values = [...call.params].filter(([key]) => key.startsWith('Filter.1.Value.'));
  return new Set(values.map(([, value]) => value));
}

/** A parameter that is not emulated would silently change the meaning of the answer. */
function refuseUnknown(call: AwsCall, known: readonly string[], pattern?: RegExp): void {
  for (const name of call.params.keys()) {
    if (name === 'Action' || name === 'Version' || known.includes(name) || pattern?.test(name)) {
      continue;
    }
    throw new AwsError(400, 'UnknownParameter', `The parameter ${name} is not recognized`);
  }
}

function invalid(message: string): AwsError {
  return new AwsError(400, 'InvalidParameterValue', message);
}

function document(call: AwsCall, content: string): string {
  return `${XML_HEADER}<${call.action}Response xmlns="${NAMESPACE}"><requestId>${call.requestId}</requestId>${content}</${call.action}Response>`;
}
