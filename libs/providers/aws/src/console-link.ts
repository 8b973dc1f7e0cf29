import type { Provider } from '@skyledger/provider-sdk';
import { parseArn, type Arn } from './arn';
import { accountPageFor } from './console-pages';

/** The console's host in each partition. */
const HOSTS: ReadonlyMap<string, string> = new Map([
  ['aws', 'console.aws.amazon.com'],
  ['aws-cn', 'console.amazonaws.cn'],
  ['aws-us-gov', 'console.amazonaws-us-gov.com'],
]);

/** Address of a resource's page in the AWS console. */
export const consoleLink: Provider['consoleLink'] = ({ resourceId, resourceType, region }) => {
  const arn = parseArn(resourceId);
  const host = arn ? HOSTS.get(arn.partition) : undefined;
  if (!arn || host === undefined) return null;
  const where = encodeURIComponent(arn.region || region || '');
  const page = pageFor(resourceType, arn, resourceId);
  if (page === null) return null;
  const [path, fragment] = page;
  const query = where === '' ? '' : `?region=${where}`;
  return `https://${host}/${path}${query}${fragment === null ? '' : `#${fragment}`}`;
};

type PageOf = (
  id: string,
  arn: string,
  resource: string,
) => [path: string, fragment: string | null];

/** The console's page of each kind, by the service and the kind that its ARN names. */
const PAGES: Readonly<Record<string, PageOf>> = {
  'ec2:instance': (id) => ['ec2/home', `InstanceDetails:instanceId=${id}`],
  'ec2:vpc': (id) => ['vpcconsole/home', `VpcDetails:VpcId=${id}`],
  'ec2:subnet': (id) => ['vpcconsole/home', `SubnetDetails:subnetId=${id}`],
  'ec2:security-group': (id) => ['ec2/home', `SecurityGroup:groupId=${id}`],
  'ec2:volume': (id) => ['ec2/home', `VolumeDetails:volumeId=${id}`],
  'ec2:snapshot': (id) => ['ec2/home', `SnapshotDetails:snapshotId=${id}`],
  'ec2:elastic-ip': (id) => ['ec2/home', `ElasticIpDetails:AllocationId=${id}`],
  'ec2:network-interface': (id) => ['ec2/home', `NetworkInterface:networkInterfaceId=${id}`],
  'ec2:image': (id) => ['ec2/home', `ImageDetails:imageId=${id}`],
  'ec2:route-table': (id) => ['vpcconsole/home', `RouteTableDetails:RouteTableId=${id}`],
  'ec2:internet-gateway': (id) => ['vpcconsole/home', `InternetGateway:internetGatewayId=${id}`],
  'ec2:natgateway': (id) => ['vpcconsole/home', `NatGatewayDetails:natGatewayId=${id}`],
  'ec2:vpc-flow-log': () => ['vpcconsole/home', 'vpcs:'],
  'autoscaling:autoScalingGroup': (_id, _arn, resource) => [
    'ec2/home',
    `AutoScalingGroupDetails:id=${encodeURIComponent(afterSlash(resource))}`,
  ],
  'elasticloadbalancing:loadbalancer': (id, arn, resource) => [
    'ec2/home',
    // The console knows those of the first generation by name.
    `LoadBalancer:loadBalancerArn=${/\/(app|net|gwy)\//.test(resource) ? encodeURIComponent(arn) : id}`,
  ],
  'dynamodb:table': (id) => ['dynamodbv2/home', `table?name=${id}`],
  'ecr:repository': (id, arn) => [
    `ecr/repositories/private/${parseArn(arn)?.accountId ?? ''}/${decodeURIComponent(id)
      .split('/')
      .map(encodeURIComponent)
      .join('/')}`,
    null,
  ],
  'ecs:cluster': (id) => [`ecs/v2/clusters/${id}/services`, null],
  'ecs:service': (_id, _arn, resource) => [ecsServicePath(resource), null],
  'eks:cluster': (id) => [`eks/clusters/${id}`, null],
  'elasticache:replicationgroup': (id) => ['elasticache/home', `/redis/${id}`],
  'elasticache:cluster': (id) => ['elasticache/home', `/redis/${id}`],
  'elasticfilesystem:file-system': (id) => ['efs/home', `/file-systems/${id}`],
  'redshift:cluster': (id) => ['redshiftv2/home', `/cluster-details?cluster=${id}`],
  'rds:cluster': (id) => ['rds/home', `database:id=${id};is-cluster=true`],
  'rds:snapshot': (id) => ['rds/home', `db-snapshot:engine=;id=${id}`],
  'rds:cluster-snapshot': (id) => ['rds/home', `db-snapshot:engine=;id=${id}`],
  'lambda:function': (id) => [`lambda/home`, `/functions/${id}`],
  'rds:db': (id) => ['rds/home', `database:id=${id};is-cluster=false`],
};

/** `service/<cluster>/<name>`; services that are older than 2018 leave the cluster out. */
function ecsServicePath(resource: string): string {
  const [, cluster, name] = resource.split('/').map(encodeURIComponent);
  return name === undefined ? 'ecs/v2/clusters' : `ecs/v2/clusters/${cluster}/services/${name}`;
}

function afterSlash(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1);
}

function pageFor(
  type: string,
  arn: Arn,
  resourceId: string,
): [path: string, fragment: string | null] | null {
  const { service, resource } = arn;
  // The names of buckets stand alone.
  if (type === 'bucket') return [`s3/buckets/${encodeURIComponent(resource)}`, null];
  const [, kind, id] = /^([\w-]+)[/:](.*)$/s.exec(resource) ?? [];
  const key = `${service}:${kind ?? ''}`;
  const known = Object.hasOwn(PAGES, key) ? PAGES[key] : undefined;
  if (known) return known(encodeURIComponent(id ?? ''), resourceId, resource);
  const rest = encodeURIComponent(resource.replace(/^[\w-]+[/:]/, ''));
  return accountPageFor(type, arn, rest, resourceId);
}
