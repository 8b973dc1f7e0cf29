import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { ACMClient } from '@aws-sdk/client-acm';
import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ECRClient } from '@aws-sdk/client-ecr';
import { ECSClient } from '@aws-sdk/client-ecs';
import { EFSClient } from '@aws-sdk/client-efs';
import { EKSClient } from '@aws-sdk/client-eks';
import { ElasticLoadBalancingClient } from '@aws-sdk/client-elastic-load-balancing';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { GuardDutyClient } from '@aws-sdk/client-guardduty';
import { IAMClient } from '@aws-sdk/client-iam';
import { ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { KMSClient } from '@aws-sdk/client-kms';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { PricingClient } from '@aws-sdk/client-pricing';
import { RDSClient } from '@aws-sdk/client-rds';
import { RedshiftClient } from '@aws-sdk/client-redshift';
import { Route53Client } from '@aws-sdk/client-route-53';
import { S3Client } from '@aws-sdk/client-s3';
import { S3ControlClient, type S3ControlClientConfig } from '@aws-sdk/client-s3-control';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { STSClient } from '@aws-sdk/client-sts';
import type { XmlReader } from '@skyledger/provider-sdk';
import type { SigningKeys } from './role-session';
import { streamAnswers } from './xml/stream-answers';

// Skyledger states the Node versions it supports itself; the SDK's notice would be noise in logs.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

/** The SDK's client of each service that is read. */
export interface ServiceClients {
  acm: ACMClient;
  autoscaling: AutoScalingClient;
  cloudfront: CloudFrontClient;
  cloudtrail: CloudTrailClient;
  config: ConfigServiceClient;
  dynamodb: DynamoDBClient;
  ecr: ECRClient;
  ecs: ECSClient;
  efs: EFSClient;
  eks: EKSClient;
  elasticache: ElastiCacheClient;
  elb: ElasticLoadBalancingClient;
  lambda: LambdaClient;
  redshift: RedshiftClient;
  ec2: EC2Client;
  elbv2: ElasticLoadBalancingV2Client;
  guardduty: GuardDutyClient;
  iam: IAMClient;
  kms: KMSClient;
  organizations: OrganizationsClient;
  pricing: PricingClient;
  rds: RDSClient;
  route53: Route53Client;
  s3: S3Client;
  s3control: S3ControlClient;
  secretsmanager: SecretsManagerClient;
  sns: SNSClient;
  sqs: SQSClient;
  sts: STSClient;
}
export type Service = keyof ServiceClients;

interface ClientSettings {
  /** Left out: the keys of this process, found where the SDK looks for them. */
  credentials?: () => Promise<SigningKeys>;
  endpoint?: string;
  /** Who reads the XML of the query protocols; the streaming reader when left out. */
  xmlReader?: XmlReader;
}

const CONNECT_TIMEOUT_MS = 5_000;
/** Backstops behind the request gate's deadline: until the first byte, and between two. */
const ANSWER_TIMEOUT_MS = 60_000;

/** The SDK's clients, one for each service and region, over one pool of connections. */
export class ServiceClientCache {
  private readonly clients = new Map<string, ServiceClients[Service]>();
  private readonly httpAgent = new HttpAgent({ keepAlive: true, maxSockets: 64 });
  private readonly httpsAgent = new HttpsAgent({ keepAlive: true, maxSockets: 64 });

  constructor(private readonly settings: ClientSettings) {}

  /** The client of a service in a region. */
  of<S extends Service>(service: S, region: string): ServiceClients[S] {
    const key = `${service} ${region}`;
    const known = this.clients.get(key);
    if (known) return known as ServiceClients[S];
    const client = this.create(service, region);
    if (this.settings.xmlReader !== 'sdk') streamAnswers(client);
    this.clients.set(key, client);
    return client as ServiceClients[S];
  }

  /** The next requests ask anew for the keys of this process; those under way go on. */
  forget(): void {
    this.clients.clear();
  }

  /** Closes every connection; requests under way fail. */
  destroy(): void {
    for (const client of this.clients.values()) client.destroy();
    this.clients.clear();
    this.httpAgent.destroy();
    this.httpsAgent.destroy();
  }

  private create(service: Service, region: string): ServiceClients[Service] {
    const { credentials, endpoint } = this.settings;
    const options = {
      region,
      ...(credentials && { credentials }),
      ...(endpoint !== undefined && { endpoint }),
      // The request gate repeats requests; two layers of repetition would multiply.
      maxAttempts: 1,
      customUserAgent: 'skyledger',
      requestHandler: {
        httpAgent: this.httpAgent,
        httpsAgent: this.httpsAgent,
        connectionTimeout: CONNECT_TIMEOUT_MS,
        requestTimeout: ANSWER_TIMEOUT_MS,
        throwOnRequestTimeout: true,
        socketTimeout: ANSWER_TIMEOUT_MS,
      },
    };
    switch (service) {
      case 'acm':
        return new ACMClient(options);
      case 'autoscaling':
        return new AutoScalingClient(options);
      case 'cloudfront':
        return new CloudFrontClient(options);
      case 'cloudtrail':
        return new CloudTrailClient(options);
      case 'config':
        return new ConfigServiceClient(options);
      case 'dynamodb':
        return new DynamoDBClient(options);
      case 'ecr':
        return new ECRClient(options);
      case 'ecs':
        return new ECSClient(options);
      case 'efs':
        return new EFSClient(options);
      case 'eks':
        return new EKSClient(options);
      case 'elasticache':
        return new ElastiCacheClient(options);
      case 'elb':
        return new ElasticLoadBalancingClient(options);
      case 'lambda':
        return new LambdaClient(options);
      case 'redshift':
        return new RedshiftClient(options);
      case 'ec2':
        return new EC2Client(options);
      case 'elbv2':
        return new ElasticLoadBalancingV2Client(options);
      case 'guardduty':
        return new GuardDutyClient(options);
      case 'iam':
        return new IAMClient(options);
      case 'kms':
        return new KMSClient(options);
      case 'organizations':
        return new OrganizationsClient(options);
      case 'pricing':
        return new PricingClient(options);
      case 'rds':
        return new RDSClient(options);
      case 'route53':
        return new Route53Client(options);
      case 's3':
        return new S3Client({
          ...options,
          followRegionRedirects: true,
          forcePathStyle: endpoint !== undefined,
        });
      case 's3control':
        return new S3ControlClient({ ...options, ...s3ControlEndpoint(endpoint, region) });
      case 'secretsmanager':
        return new SecretsManagerClient(options);
      case 'sns':
        return new SNSClient(options);
      case 'sqs':
        // What a listing answers must not say where signed requests go.
        return new SQSClient({ ...options, useQueueUrlAsEndpoint: false });
      case 'sts':
        return new STSClient(options);
    }
  }
}

/** At an address of ours, S3 Control is not asked at a host name that begins with the account's id. */
function s3ControlEndpoint(
  endpoint: string | undefined,
  signingRegion: string,
): Pick<S3ControlClientConfig, 'endpointProvider'> {
  if (endpoint === undefined) return {};
  const authSchemes = [{ name: 'sigv4', signingName: 's3', signingRegion, properties: {} }];
  return { endpointProvider: () => ({ url: new URL(endpoint), properties: { authSchemes } }) };
}
