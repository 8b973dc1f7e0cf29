import { consoleLink } from './console-link';

describe('consoleLink', () => {
  it.each([
    [
      'vm',
      'arn:aws:ec2:eu-west-1:123456789012:instance/i-0a',
      'https://console.aws.amazon.com/ec2/home?region=eu-west-1#InstanceDetails:instanceId=i-0a',
    ],
    [
      'network',
      'arn:aws-cn:ec2:cn-north-1:123456789012:vpc/vpc-0a',
      'https://console.amazonaws.cn/vpcconsole/home?region=cn-north-1#VpcDetails:VpcId=vpc-0a',
    ],
    [
      'subnet',
      'arn:aws-us-gov:ec2:us-gov-west-1:123456789012:subnet/subnet-0a',
      'https://console.amazonaws-us-gov.com/vpcconsole/home?region=us-gov-west-1#SubnetDetails:subnetId=subnet-0a',
    ],
    [
      'firewall',
      'arn:aws:ec2:eu-west-1:123456789012:security-group/sg-0a',
      'https://console.aws.amazon.com/ec2/home?region=eu-west-1#SecurityGroup:groupId=sg-0a',
    ],
    [
      'volume',
      'arn:aws:ec2:eu-west-1:123456789012:volume/vol-0a',
      'https://console.aws.amazon.com/ec2/home?region=eu-west-1#VolumeDetails:volumeId=vol-0a',
    ],
    [
      'snapshot',
      'arn:aws-cn:ec2:cn-north-1::snapshot/snap-0a',
      'https://console.amazonaws.cn/ec2/home?region=cn-north-1#SnapshotDetails:snapshotId=snap-0a',
    ],
    [
      'public_ip',
      'arn:aws:ec2:eu-west-1:123456789012:elastic-ip/eipalloc-0a',
      'https://console.aws.amazon.com/ec2/home?region=eu-west-1#ElasticIpDetails:AllocationId=eipalloc-0a',
    ],
    [
      'network_interface',
      'arn:aws:ec2:eu-west-1:123456789012:network-interface/eni-0a',
      'https://console.aws.amazon.com/ec2/home?region=eu-west-1#NetworkInterface:networkInterfaceId=eni-0a',
    ],
    [
      'image',
      'arn:aws-us-gov:ec2:us-gov-west-1::image/ami-0a',
      'https://console.amazonaws-us-gov.com/ec2/home?region=us-gov-west-1#ImageDetails:imageId=ami-0a',
    ],
    [
      'load_balancer',
      'arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/web/50dc',
      'https://console.aws.amazon.com/ec2/home?region=eu-west-1#LoadBalancer:loadBalancerArn=arn%3Aaws%3Aelasticloadbalancing%3Aeu-west-1%3A123456789012%3Aloadbalancer%2Fapp%2Fweb%2F50dc',
    ],
    [
      'database',
      'arn:aws:rds:eu-west-1:123456789012:db:orders',
      'https://console.aws.amazon.com/rds/home?region=eu-west-1#database:id=orders;is-cluster=false',
    ],
  ] as const)('leads to a %s', (resourceType, resourceId, link) => {
    expect(consoleLink({ resourceType, resourceId, region: null })).toBe(link);
  });

  it.each([
    ['identity', 'iam::123456789012:user/people/anna', 'iam/home#/users/details/anna'],
    ['identity', 'iam::123456789012:group/sre', 'iam/home#/groups/details/sre'],
    ['role', 'iam::123456789012:role/deploy', 'iam/home#/roles/details/deploy'],
    [
      'policy',
      'iam::123456789012:policy/own',
      'iam/home#/policies/details/arn%3Aaws%3Aiam%3A%3A123456789012%3Apolicy%2Fown',
    ],
    ['account_settings', 'iam::123456789012:root', 'iam/home#/account_settings'],
    ['key', 'kms:eu-west-1:123456789012:key/1-2', 'kms/home?region=eu-west-1#/kms/keys/1-2'],
    [
      'queue',
      'sqs:eu-west-1:123456789012:jobs',
      'sqs/v3/home?region=eu-west-1#/queues/https%3A%2F%2Fsqs.eu-west-1.amazonaws.com%2F123456789012%2Fjobs',
    ],
    [
      'topic',
      'sns:eu-west-1:123456789012:alerts',
      'sns/v3/home?region=eu-west-1#/topic/arn%3Aaws%3Asns%3Aeu-west-1%3A123456789012%3Aalerts',
    ],
    [
      'detector',
      'guardduty:eu-west-1:123456789012:detector/1a',
      'guardduty/home?region=eu-west-1#/settings',
    ],
    [
      'detector',
      'config:eu-west-1:123456789012:configuration-recorder/default/1a',
      'config/home?region=eu-west-1#/settings',
    ],
    [
      'certificate',
      'acm:eu-west-1:123456789012:certificate/1-2',
      'acm/home?region=eu-west-1#/certificates/1-2',
    ],
    ['cdn', 'cloudfront::123456789012:distribution/E1A', 'cloudfront/v4/home#/distributions/E1A'],
    ['dns_zone', 'route53:::hostedzone/Z1', 'route53/v2/hostedzones#ListRecordSets/Z1'],
    [
      'subaccount',
      'organizations::123456789012:account/o-1a/222222222222',
      'organizations/v2/home/accounts/222222222222',
    ],
  ] as const)('leads to a %s of the account: %s', (resourceType, rest, page) => {
    expect(consoleLink({ resourceType, resourceId: `arn:aws:${rest}`, region: null })).toBe(
      `https://console.aws.amazon.com/${page}`,
    );
  });

  it('takes the region of a bucket from the resource', () => {
    const bucket = { resourceType: 'bucket', resourceId: 'arn:aws:s3:::logs.example' } as const;
    expect(consoleLink({ ...bucket, region: 'eu-west-1' })).toBe(
      'https://console.aws.amazon.com/s3/buckets/logs.example?region=eu-west-1',
    );
    expect(consoleLink({ ...bucket, region: null })).toBe(
      'https://console.aws.amazon.com/s3/buckets/logs.example',
    );
  });

  it.each([
    ['vm', 'i-0a'],
    ['vm', 'arn:elsewhere:ec2:eu-west-1:123456789012:instance/i-0a'],
    ['dataset', 'arn:aws:redshift:eu-west-1:123456789012:namespace:x'],
    ['access_key', 'AKIAEXAMPLE'],
  ] as const)('leads nowhere for the %s %s', (resourceType, resourceId) => {
    expect(consoleLink({ resourceType, resourceId, region: null })).toBeNull();
  });
});
