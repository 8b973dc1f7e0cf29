import type { DistributionSummary, Tag } from '@aws-sdk/client-cloudfront';
import { textOf, tlsVersionOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { boolOf, objectsOf, sortedTexts } from '../payload';
import { serviceResource } from '../service-resource';
import { tagsOf } from '../tags';

/**
 * @param tags `undefined` when nobody may know them
 * @returns `null` when the payload has no ARN
 */
export function toCdn(
  distribution: DistributionSummary,
  tags: readonly Tag[] | undefined,
): DiscoveredResource<'cdn'> | null {
  const arn = textOf(distribution.ARN);
  if (arn === null) return null;
  const { Aliases: aliases, DomainName: own } = distribution;
  const isEnabled = boolOf(distribution.Enabled);
  const nativeState = textOf(distribution.Status);
  const alternate = sortedTexts(Array.isArray(aliases?.Items) ? aliases.Items : []);
  return {
    ...serviceResource(null),
    resourceId: arn,
    resourceType: 'cdn',
    nativeType: 'AWS::CloudFront::Distribution',
    name: alternate[0] ?? textOf(own),
    state: stateOf(isEnabled, nativeState),
    nativeState,
    isPublic: isEnabled,
    tags: tagsOf(tags),
    attributes: {
      domainNames: sortedTexts([...alternate, own]),
      httpsOnly: httpsOnlyOf(distribution),
      minimumTlsVersion: tlsVersionOf(distribution.ViewerCertificate?.MinimumProtocolVersion),
      webFirewallId: textOf(distribution.WebACLId),
      // The listing does not tell, nor the distribution alone: logs are also set up as deliveries.
      accessLogged: null,
    },
    raw: distribution,
  };
}

/** A change takes some minutes to reach every place that serves. */
function stateOf(isEnabled: boolean | null, status: string | null): ResourceState {
  if (status === 'InProgress') return 'pending';
  if (status !== 'Deployed' || isEnabled === null) return 'unknown';
  return isEnabled ? 'running' : 'stopped';
}

/** Each kind of path has its own policy; one that serves plain HTTP is enough. */
function httpsOnlyOf({
  DefaultCacheBehavior,
  CacheBehaviors,
}: DistributionSummary): boolean | null {
  const policies = [DefaultCacheBehavior, ...objectsOf(CacheBehaviors?.Items)].map((behavior) =>
    textOf(behavior?.ViewerProtocolPolicy),
  );
  if (policies.includes('allow-all')) return false;
  return policies.every((policy) => policy !== null && SECURE.has(policy)) ? true : null;
}

const SECURE: ReadonlySet<string> = new Set(['https-only', 'redirect-to-https']);
