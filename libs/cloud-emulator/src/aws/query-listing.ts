import type { EmulatedItem } from '../estate/collection';
import { listPage } from './aws-call';
import type { AwsCall, AwsOperation } from './aws-call';
import { AwsError } from './aws-errors';
import type { RegionalKind } from './aws-kind';
import { queryDocument } from './query-document';
import { itemsOf } from './region-items';
import { XmlList, elements } from './xml-elements';
import type { XmlFields } from './xml-elements';

/** A listing of a query service, with the service's names for what every listing has. */
export interface QueryListing<T extends EmulatedItem> {
  readonly permission: string;
  readonly namespace: string;
  readonly kind: RegionalKind<T>;
  /** The element that holds the items, and that of each. */
  readonly list: readonly [element: string, member: string];
  /** The token's name in the request and in the answer. */
  readonly token: readonly [request: string, answer: string];
  /** Pages smaller or larger than these are refused. */
  readonly limit: {
    readonly name: string;
    readonly least: number;
    readonly most: number;
    /** What a page has when nothing is asked for; `most` when left out. */
    readonly usual?: number;
  };
  render(item: T): XmlFields;
}

/** The operation of a listing. */
export function queryListing<T extends EmulatedItem>(listing: QueryListing<T>): AwsOperation {
  const { permission, namespace, list, token, limit } = listing;
  const run = (call: AwsCall): string => {
    const asked = Number(call.params.get(limit.name) ?? limit.usual ?? limit.most);
    if (!Number.isInteger(asked) || asked < limit.least || asked > limit.most) {
      throw new AwsError(
        400,
        'ValidationError',
        `Invalid value ${asked} for ${limit.name}. Must be between ${limit.least} and ${limit.most}`,
      );
    }
    const page = listPage(
      call,
      itemsOf(call, listing.kind),
      call.params.get(token[0]),
      asked,
      () => new AwsError(400, 'ValidationError', 'The token or marker is not valid.'),
    );
    const body = elements({
      [list[0]]: new XmlList(
        list[1],
        page.items.map((item) => listing.render(item)),
      ),
      [token[1]]: page.token,
    });
    return queryDocument(call, namespace, body);
  };
  return { permission, run };
}
