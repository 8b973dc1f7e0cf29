/** A policy as queues and topics have it: of the account alone, or one that lets anyone in. */
export function resourcePolicy(
  action: string,
  arn: string,
  { accountId, isPublic }: { readonly accountId: string; readonly isPublic: boolean },
): string {
  const statement = {
    Sid: 'Access',
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action: action,
    Resource: arn,
    ...(!isPublic && { Condition: { StringEquals: { 'AWS:SourceOwner': accountId } } }),
  };
  return JSON.stringify({ Version: '2012-10-17', Id: 'policy', Statement: [statement] });
}
