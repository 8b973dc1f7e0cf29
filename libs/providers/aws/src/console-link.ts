import type { Provider } from '@skyledger/provider-sdk';
import { parseArn, type Arn } from './arn';

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
  // EC2 and RDS write `<kind>/<id>` and `<kind>:<id>`.
  const id = encodeURIComponent(arn.resource.replace(/^[\w-]+[/:]/, ''));
  const page = pageFor(resourceType, arn, id, resourceId);
  if (page === null) return null;
  const [path, fragment] = page;
  const query = where === '' ? '' : `?region=${where}`;
  return `https://${host}/${path}${query}${fragment === null ? '' : `#${fragment}`}`;
};

function pageFor(
  type: string,
  { resource }: Arn,
  id: string,
  resourceId: string,
): [path: string, fragment: string | null] | null {
  switch (type) {
    case 'vm':
      return ['ec2/home', `InstanceDetails:instanceId=${id}`];
    case 'network':
      return ['vpcconsole/home', `VpcDetails:VpcId=${id}`];
    case 'subnet':
      return ['vpcconsole/home', `SubnetDetails:subnetId=${id}`];
    case 'firewall':
      return ['ec2/home', `SecurityGroup:groupId=${id}`];
    case 'volume':
      return ['ec2/home', `VolumeDetails:volumeId=${id}`];
    case 'snapshot':
      return ['ec2/home', `SnapshotDetails:snapshotId=${id}`];
    case 'public_ip':
      return ['ec2/home', `ElasticIpDetails:AllocationId=${id}`];
    case 'network_interface':
      return ['ec2/home', `NetworkInterface:networkInterfaceId=${id}`];
    case 'image':
      return ['ec2/home', `ImageDetails:imageId=${id}`];
    case 'load_balancer':
      return ['ec2/home', `LoadBalancer:loadBalancerArn=${encodeURIComponent(resourceId)}`];
    case 'database':
      return ['rds/home', `database:id=${id};is-cluster=false`];
    case 'bucket':
      return [`s3/buckets/${encodeURIComponent(resource)}`, null];
    default:
      return null;
  }
}
