import { MalformedResponseError } from '@skyledger/provider-sdk';

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

/*
 * The two answers that are read are flat and of few elements, so they are taken apart by name.
 * Entities are not resolved: no name, time or permission has any.
 */

/** @throws MalformedResponseError when the document is another or ends early */
export function readBuckets(document: string): BucketPage {
  const result = elementOf(document, 'ListAllMyBucketsResult');
  const next = textIn(result, 'ContinuationToken');
  const buckets = elementsIn(result, 'Bucket').map((bucket) => {
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
  const policy = elementOf(document, 'AccessControlPolicy');
  return elementsIn(policy, 'Grant').map((grant) => ({
    group: textIn(grant, 'URI'),
    permission: textIn(grant, 'Permission'),
  }));
}

/** The code of an error, where there is one. */
export function readErrorCode(document: string): string | null {
  return textIn(document, 'Code');
}

/** What stands in the document's one element, which is closed by the document's end. */
function elementOf(document: string, name: string): string {
  const [, content] =
    new RegExp(`<${name}(?: [^>]*)?>(.*)</${name}>\\s*$`, 's').exec(document) ?? [];
  if (content === undefined) throw new MalformedResponseError(`no complete ${name}`);
  return content;
}

function elementsIn(text: string, name: string): string[] {
  const found = text.matchAll(new RegExp(`<${name}(?: [^>]*)?>(.*?)</${name}>`, 'gs'));
  return [...found].map(([, content = '']) => content);
}

function textIn(text: string, name: string): string | null {
  const [, content = ''] = new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`).exec(text) ?? [];
  return content === '' ? null : content;
}
