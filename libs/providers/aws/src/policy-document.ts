import { listOf, recordOf, textOf, textsOf } from '@skyledger/provider-sdk';
import { isAccountId, parseArn } from './arn';

/** A policy of IAM or of a resource, as JSON. */
export type PolicyDocument = Readonly<Record<string, unknown>>;

/**
 * Reads a policy: JSON, which IAM percent-encodes and the other services do not.
 * @returns `null` when it is missing or cannot be read
 */
export function policyDocumentOf(value: unknown): PolicyDocument | null {
  const text = textOf(value);
  if (text === null) return null;
  try {
    const json: unknown = JSON.parse(
      text.trimStart().startsWith('{') ? text : decodeURIComponent(text),
    );
    return typeof json === 'object' && json !== null && !Array.isArray(json)
      ? (json as PolicyDocument)
      : null;
  } catch {
    return null;
  }
}

/**
 * Whether the policy lets anyone in, in the sense S3 and the other services give it: an allowing
 * statement for every principal, without a condition that holds for known callers only.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 *
 * @returns `null` when there is no document to judge
 */
export function allowsAnyone(document: PolicyDocument | null): boolean | null {
  if (document === null) return null;
  return allowingStatements(document).some(
    (statement) => isForEveryone(statement) && !isNarrowed(statement['Condition']),
  );
}

/** Whether the policy allows every action on everything; `null` when there is no document. */
export function grantsEverything(document: PolicyDocument | null): boolean | null {
  if (document === null) return null;
  return allowingStatements(document).some(
    ({ Action, Resource, Condition }) =>
      textsIn(Action).some((action) => /^\*(:\*)?$/.test(action)) &&
      textsIn(Resource).includes('*') &&
      Object.keys(recordOf(Condition)).length === 0,
  );
}

/** Ids of the other accounts that the policy names as principals, sorted. */
export function trustedAccounts(
  document: PolicyDocument | null,
  ownAccountId: string,
): string[] | null {
  if (document === null) return null;
  const accounts = allowingStatements(document)
    .flatMap(({ Principal }) => textsIn(recordOf(Principal)['AWS']))
    .map((principal) => parseArn(principal)?.accountId ?? principal)
    .filter((id) => isAccountId(id) && id !== ownAccountId);
  return [...new Set(accounts)].sort();
}

type Statement = Readonly<Record<string, unknown>>;

function allowingStatements({ Statement }: PolicyDocument): Statement[] {
  const statements = Array.isArray(Statement) ? listOf(Statement) : [Statement];
  return statements.map(recordOf).filter(({ Effect }) => Effect === 'Allow');
}

/** One text or a list of texts, as policies write nearly everything. */
function textsIn(value: unknown): string[] {
  const one = textOf(value);
  return one === null ? textsOf(value) : [one];
}

/** `NotPrincipal` lets in everybody but a few. */
function isForEveryone({ Principal, NotPrincipal }: Statement): boolean {
  if (NotPrincipal !== undefined) return true;
  return Principal === '*' || textsIn(recordOf(Principal)['AWS']).includes('*');
}

/** Operators that demand a value. Those with `IfExists` or `ForAllValues:` hold without any. */
const DEMANDING =
  /^(ForAnyValue:)?(String(Equals|EqualsIgnoreCase|Like)|Arn(Equals|Like)|IpAddress)$/;

const NARROWING_KEYS: ReadonlySet<string> = new Set([
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceip',
  'aws:sourceorgid',
  'aws:sourceowner',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:userid',
  'kms:calleraccount',
]);

function isNarrowed(condition: unknown): boolean {
  return Object.entries(recordOf(condition)).some(
    ([operator, keys]) =>
      DEMANDING.test(operator) &&
      Object.entries(recordOf(keys)).some(([key, values]) => {
        const fixed = textsIn(values);
        return (
          NARROWING_KEYS.has(key.toLowerCase()) && fixed.length > 0 && fixed.every(isFixedValue)
        );
      }),
  );
}

/** Whether a value stands for known callers and not for whoever may come. */
function isFixedValue(value: string): boolean {
  const arn = parseArn(value);
  if (arn) {
    const { accountId, resource } = arn;
    return accountId === '' ? !/^[*?]/.test(resource) : isAccountId(accountId);
  }
  // A path of an organization may end openly; addresses may not be all there are.
  if (/^o-[a-z0-9]+\//.test(value)) return true;
  return !/[*?]|\$\{|\/0$/.test(value);
}
