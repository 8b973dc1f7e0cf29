import type { Relationship } from '@skyledger/resource-model';
import { ec2Arn, parseArn, type Ec2Kind } from './arn';
import { sortedTexts } from './payload';

/** Relationships to EC2 objects that a payload names by their short ids; odd ids are left out. */
export function toEc2(
  kind: Relationship['kind'],
  target: Ec2Kind,
  { region, accountId }: { region: string; accountId: string },
  ids: unknown,
): Relationship[] {
  return sortedTexts(Array.isArray(ids) ? ids : [ids]).map((id) => ({
    kind,
    resourceId: ec2Arn(target, region, accountId, id),
  }));
}

/** Relationships to what a payload names by ARN. */
export function toArns(kind: Relationship['kind'], arns: unknown): Relationship[] {
  return sortedTexts(Array.isArray(arns) ? arns : [arns])
    .filter((arn) => arn.startsWith('arn:'))
    .map((resourceId) => ({ kind, resourceId }));
}

/** Relationships to certificates that are in the ledger: those that IAM keeps are not. */
export function toCertificates(arns: readonly string[]): Relationship[] {
  return toArns(
    'uses',
    arns.filter((arn) => parseArn(arn)?.service === 'acm'),
  );
}
