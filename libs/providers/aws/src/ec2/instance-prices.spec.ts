import type { Instance } from '@aws-sdk/client-ec2';
import { instanceProduct } from './instance-prices';

const REGION = 'eu-west-1';

/** As DescribeInstances answers what is paid by the hour. */
function anInstance(changes: Partial<Instance> = {}): Instance {
  return {
    InstanceId: 'i-0a1',
    InstanceType: 'm6i.large',
    State: { Code: 16, Name: 'running' },
    Placement: { AvailabilityZone: 'eu-west-1b', Tenancy: 'default' },
    PlatformDetails: 'Linux/UNIX',
    UsageOperation: 'RunInstances',
    ProductCodes: [],
    ...changes,
  };
}

describe('instanceProduct', () => {
  it.each<[string, string, string]>([
    ['Linux/UNIX', 'RunInstances', 'm6i.large|RunInstances|Shared'],
    ['Red Hat Enterprise Linux', 'RunInstances:0010', 'm6i.large|RunInstances:0010|Shared'],
    ['SUSE Linux', 'RunInstances:000g', 'm6i.large|RunInstances:000g|Shared'],
    ['Ubuntu Pro', 'RunInstances:0g00', 'm6i.large|RunInstances:0g00|Shared'],
    ['Windows', 'RunInstances:0002', 'm6i.large|RunInstances:0002|Shared'],
  ])('tells what %s is billed as', (PlatformDetails, UsageOperation, product) => {
    expect(instanceProduct(anInstance({ PlatformDetails, UsageOperation }), REGION)).toBe(product);
    const untold = anInstance({ PlatformDetails, UsageOperation: undefined });
    expect(instanceProduct(untold, REGION)).toBe(product);
  });

  it('tells dedicated hardware apart', () => {
    const Placement = { AvailabilityZone: 'eu-west-1b', Tenancy: 'dedicated' } as const;
    expect(instanceProduct(anInstance({ Placement }), REGION)).toBe(
      'm6i.large|RunInstances|Dedicated',
    );
  });

  it.each<[string, Partial<Instance>]>([
    ['a Spot Instance', { InstanceLifecycle: 'spot' }],
    ['a capacity block', { InstanceLifecycle: 'capacity-block' }],
    ['on a dedicated host', { Placement: { AvailabilityZone: 'eu-west-1b', Tenancy: 'host' } }],
    ['of no tenancy', { Placement: { AvailabilityZone: 'eu-west-1b' } }],
    ['in a Local Zone', { Placement: { AvailabilityZone: 'eu-west-1-x-1a', Tenancy: 'default' } }],
    ['in no zone', { Placement: { Tenancy: 'default' } }],
    ['on an Outpost', { OutpostArn: 'arn:aws:outposts:eu-west-1:1:outpost/op-1' }],
    ['from the Marketplace', { ProductCodes: [{ ProductCodeType: 'marketplace' }] }],
    ['with a license', { Licenses: [{ LicenseConfigurationArn: 'arn:aws:license-manager:x' }] }],
    [
      'of its own Windows',
      { PlatformDetails: 'Windows BYOL', UsageOperation: 'RunInstances:0800' },
    ],
    ['with SQL Server', { PlatformDetails: 'Windows with SQL Server Web' }],
    ['of an unknown platform', { PlatformDetails: 'Plan 9' }],
    ['of no platform', { PlatformDetails: undefined }],
    ['that is billed as something else', { UsageOperation: 'RunInstances:0800' }],
    ['of no type', { InstanceType: undefined }],
    ['that is being stopped', { State: { Name: 'stopping' } }],
    ['of no state', { State: undefined }],
  ])('does not tell for an instance %s', (_what, changes) => {
    expect(instanceProduct(anInstance(changes), REGION)).toBeNull();
  });
});
