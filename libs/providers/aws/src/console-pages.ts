import type { Arn } from './arn';

/** A page of the console, before the region. */
type ConsolePage = [path: string, fragment: string | null];

/** Pages of what guards an account, and of what serves it as a whole. */
export function accountPageFor(
  type: string,
  { partition, service, region, accountId, resource }: Arn,
  id: string,
  resourceId: string,
): ConsolePage | null {
  const arn = encodeURIComponent(resourceId);
  // Names and ids may follow a path.
  const last = encodeURIComponent(resource.slice(resource.lastIndexOf('/') + 1));
  switch (type) {
    case 'identity':
      return ['iam/home', `/${resource.startsWith('group/') ? 'groups' : 'users'}/details/${last}`];
    case 'role':
      return ['iam/home', `/roles/details/${last}`];
    case 'policy':
      return ['iam/home', `/policies/details/${arn}`];
    case 'account_settings':
      return ['iam/home', '/account_settings'];
    case 'key':
      return ['kms/home', `/kms/keys/${id}`];
    case 'secret_store':
      return ['secretsmanager/home', `!/secret?name=${arn}`];
    case 'queue': {
      const domain = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
      const url = `https://sqs.${region}.${domain}/${accountId}/${resource}`;
      return ['sqs/v3/home', `/queues/${encodeURIComponent(url)}`];
    }
    case 'topic':
      return ['sns/v3/home', `/topic/${arn}`];
    case 'audit_trail':
      return ['cloudtrailv2/home', `/trails/${arn}`];
    case 'detector':
      return service === 'guardduty'
        ? ['guardduty/home', '/settings']
        : ['config/home', '/settings'];
    case 'certificate':
      return ['acm/home', `/certificates/${id}`];
    case 'cdn':
      return ['cloudfront/v4/home', `/distributions/${id}`];
    case 'dns_zone':
      return ['route53/v2/hostedzones', `ListRecordSets/${id}`];
    case 'subaccount':
      return [`organizations/v2/home/accounts/${last}`, null];
    default:
      return null;
  }
}
