import type { Check } from '@skyledger/check-sdk';
import type { ResourceType } from '@skyledger/resource-model';
import { accountPasswordsLongEnough } from './account/account-passwords-long-enough/check';
import { accountRoleRequiresExternalId } from './account/account-role-requires-external-id/check';
import { accountRootHasMfa } from './account/account-root-has-mfa/check';
import { accountRootHasNoAccessKeys } from './account/account-root-has-no-access-keys/check';
import { auditTrailCoversEveryRegion } from './audit-trail/audit-trail-covers-every-region/check';
import { auditTrailEnabled } from './audit-trail/audit-trail-enabled/check';
import { auditTrailValidatesFiles } from './audit-trail/audit-trail-validates-files/check';
import { bucketEncryptedAtRest } from './bucket/bucket-encrypted-at-rest/check';
import { bucketPolicyNotPublic } from './bucket/bucket-policy-not-public/check';
import { bucketPublicAccessBlocked } from './bucket/bucket-public-access-blocked/check';
import { bucketVersioned } from './bucket/bucket-versioned/check';
import { cdnHttpsOnly } from './cdn/cdn-https-only/check';
import { cdnModernTls } from './cdn/cdn-modern-tls/check';
import { databaseBackupsEnabled } from './database/database-backups-enabled/check';
import { databaseBackupsKeptSevenDays } from './database/database-backups-kept-seven-days/check';
import { databaseDeletionProtected } from './database/database-deletion-protected/check';
import { databaseEncryptedAtRest } from './database/database-encrypted-at-rest/check';
import { databaseNotPublic } from './database/database-not-public/check';
import { detectorEnabled } from './detector/detector-enabled/check';
import { firewallDefaultAllowsNoInbound } from './firewall/firewall-default-allows-no-inbound/check';
import { firewallNoAllTrafficFromInternet } from './firewall/firewall-no-all-traffic-from-internet/check';
import { firewallNoDatabasePortsFromInternet } from './firewall/firewall-no-database-ports-from-internet/check';
import { firewallNoRdpFromInternet } from './firewall/firewall-no-rdp-from-internet/check';
import { firewallNoSshFromInternet } from './firewall/firewall-no-ssh-from-internet/check';
import { identityConsoleUserHasMfa } from './identity/identity-console-user-has-mfa/check';
import { keyRotates } from './key/key-rotates/check';
import { loadBalancerModernTls } from './load-balancer/load-balancer-modern-tls/check';
import { loadBalancerRedirectsPlainHttp } from './load-balancer/load-balancer-redirects-plain-http/check';
import { policyDoesNotGrantEverything } from './policy/policy-does-not-grant-everything/check';
import { queueNotPublic } from './queue/queue-not-public/check';
import { roleNotAssumableByAnyone } from './role/role-not-assumable-by-anyone/check';
import { topicNotPublic } from './topic/topic-not-public/check';
import { vmMetadataTokenRequired } from './vm/vm-metadata-token-required/check';
import { vmNoPublicIp } from './vm/vm-no-public-ip/check';
import { volumeEncryptedAtRest } from './volume/volume-encrypted-at-rest/check';

/** Every check of the catalogue: the one list a new check is added to. */
export const ALL_CHECKS: readonly Check[] = [
  accountPasswordsLongEnough,
  accountRoleRequiresExternalId,
  accountRootHasMfa,
  accountRootHasNoAccessKeys,
  auditTrailCoversEveryRegion,
  auditTrailEnabled,
  auditTrailValidatesFiles,
  bucketEncryptedAtRest,
  bucketPolicyNotPublic,
  bucketPublicAccessBlocked,
  bucketVersioned,
  cdnHttpsOnly,
  cdnModernTls,
  databaseBackupsEnabled,
  databaseBackupsKeptSevenDays,
  databaseDeletionProtected,
  databaseEncryptedAtRest,
  databaseNotPublic,
  detectorEnabled,
  firewallDefaultAllowsNoInbound,
  firewallNoAllTrafficFromInternet,
  firewallNoDatabasePortsFromInternet,
  firewallNoRdpFromInternet,
  firewallNoSshFromInternet,
  identityConsoleUserHasMfa,
  keyRotates,
  loadBalancerModernTls,
  loadBalancerRedirectsPlainHttp,
  policyDoesNotGrantEverything,
  queueNotPublic,
  roleNotAssumableByAnyone,
  topicNotPublic,
  vmMetadataTokenRequired,
  vmNoPublicIp,
  volumeEncryptedAtRest,
];

const BY_TYPE = new Map<ResourceType, Check[]>();
for (const check of ALL_CHECKS) {
  BY_TYPE.set(check.appliesTo, [...(BY_TYPE.get(check.appliesTo) ?? []), check]);
}

/** The checks of a resource type; none for a type that has no checks yet. */
export function checksFor(type: ResourceType): readonly Check[] {
  return BY_TYPE.get(type) ?? [];
}
