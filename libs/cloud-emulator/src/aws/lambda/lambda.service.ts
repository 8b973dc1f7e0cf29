import type { AwsService } from '../aws-service';
import { jsonListing } from '../json-listing';
import { functions } from './function.item';
import type { LambdaFunction } from './function.item';

/** AWS Lambda. A page never has more than 50 functions, although 10,000 may be asked for. */
export const lambda: AwsService = {
  name: 'lambda',
  signingName: 'lambda',
  protocol: 'rest-json',
  routes: { 'GET /2015-03-31/functions': 'ListFunctions' },
  operations: {
    ListFunctions: jsonListing({
      permission: 'lambda:ListFunctions',
      kind: functions,
      field: 'Functions',
      token: ['Marker', 'NextMarker'],
      limit: { field: 'MaxItems', most: 10_000, usual: 50, cap: 50 },
      render: configuration,
    }),
  },
};

/** A function as the listing tells it; its state and tags are only told of each one. */
function configuration(item: LambdaFunction): unknown {
  return {
    FunctionName: item.name,
    FunctionArn: item.arn,
    ...(item.runtime === null
      ? { PackageType: 'Image' }
      : { PackageType: 'Zip', Runtime: item.runtime, Handler: 'index.handler' }),
    Role: item.roleArn,
    CodeSize: item.codeSize,
    Description: '',
    Timeout: item.timeoutSeconds,
    MemorySize: item.memoryMib,
    LastModified: item.modified.toISOString().replace('Z', '+0000'),
    CodeSha256: item.codeSha256,
    Version: '$LATEST',
    VpcConfig: item.vpc
      ? {
          SubnetIds: item.vpc.subnetIds,
          SecurityGroupIds: [item.vpc.securityGroupId],
          VpcId: item.vpc.id,
          Ipv6AllowedForDualStack: false,
        }
      : undefined,
    ...(Object.keys(item.variables).length > 0 && { Environment: { Variables: item.variables } }),
    ...(item.kmsKeyArn !== null && { KMSKeyArn: item.kmsKeyArn }),
    TracingConfig: { Mode: 'PassThrough' },
    RevisionId: item.codeSha256.slice(0, 36),
    Architectures: [item.architecture],
    EphemeralStorage: { Size: 512 },
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
    LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${item.name}` },
  };
}
