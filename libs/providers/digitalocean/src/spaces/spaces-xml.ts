import { elementsOf, insideOf, MalformedResponseError, textIn } from '@skyledger/provider-sdk';

/** A bucket as the list names it. */
export interface ListedBucket {
  readonly name: string;
  readonly created: string | null;
}

export interface BucketPage {
  readonly buckets: readonly ListedBucket[];
  /** What asks for the next page; `null` after the last. */
  readonly next: string | null;
}

/** @throws MalformedResponseError when the document is another or ends early */
export function readBuckets(document: string): BucketPage {
  const result = insideOf(document, 'ListAllMyBucketsResult');
  const next = textIn(result, 'ContinuationToken');
  const buckets = elementsOf(result, 'Bucket').map((bucket) => {
    const name = textIn(bucket, 'Name');
    if (name === null) throw new MalformedResponseError('a bucket without a name');
    return { name, created: textIn(bucket, 'CreationDate') };
  });
  return { buckets, next };
}

/** Who was granted what, as the access control list tells. */
export interface Grant {
  /** A group such as everyone on the Internet; `null` for a single grantee. */
  readonly group: string | null;
  readonly permission: string | null;
}

/** @throws MalformedResponseError when the document is another or ends early */
export function readGrants(document: string): Grant[] {
  const policy = insideOf(document, 'AccessControlPolicy');
  return elementsOf(policy, 'Grant').map((grant) => ({
    group: textIn(grant, 'URI'),
    permission: textIn(grant, 'Permission'),
  }));
}
