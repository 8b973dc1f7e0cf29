import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { RDSClient } from '@aws-sdk/client-rds';
import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import type { SigningKeys } from './role-session';

// Skyledger states the Node versions it supports itself; the SDK's notice would be noise in logs.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

/** The SDK's client of each service that is read. */
export interface ServiceClients {
  ec2: EC2Client;
  elbv2: ElasticLoadBalancingV2Client;
  rds: RDSClient;
  s3: S3Client;
  sts: STSClient;
}
export type Service = keyof ServiceClients;

interface ClientSettings {
  /** Left out: the keys of this process, found where the SDK looks for them. */
  credentials?: () => Promise<SigningKeys>;
  endpoint?: string;
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
    this.clients.set(key, client);
    return client as ServiceClients[S];
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
      case 'ec2':
        return new EC2Client(options);
      case 'elbv2':
        return new ElasticLoadBalancingV2Client(options);
      case 'rds':
        return new RDSClient(options);
      case 's3':
        return new S3Client({
          ...options,
          followRegionRedirects: true,
          forcePathStyle: endpoint !== undefined,
        });
      case 'sts':
        return new STSClient(options);
    }
  }
}
