import type { EmulatedItem } from '../estate/collection';
import { listPage } from './aws-call';
import type { AwsCall, ListedPage } from './aws-call';
import { AwsError } from './aws-errors';
import type { RegionalKind } from './aws-kind';
import { XML_HEADER } from './xml';
import { elements } from './xml-elements';
import type { XmlFields } from './xml-elements';

/** Services that speak REST in XML give no more than this, however much is asked for. */
export const LARGEST_XML_PAGE = 100;

/** A page of a kind that belongs to the account, as services list it that speak REST in XML. */
export function accountPage<T extends EmulatedItem>(
  call: AwsCall,
  kind: RegionalKind<T>,
  names: { readonly marker: string; readonly limit: string; readonly invalid: string },
): ListedPage<T> & { readonly limit: number } {
  const invalid = (what: string): AwsError => new AwsError(400, names.invalid, what);
  const asked = Number(call.params.get(names.limit) ?? LARGEST_XML_PAGE);
  if (!Number.isInteger(asked) || asked < 1) throw invalid(`The ${names.limit} is not valid.`);
  const limit = Math.min(asked, LARGEST_XML_PAGE);
  const marker = call.params.get(names.marker);
  const items = call.account.services.of(kind);
  const page = listPage(call, items, marker === '' ? null : marker, limit, () =>
    invalid('The marker is not valid.'),
  );
  return { ...page, limit };
}

/** A document with one root. */
export function xmlDocument(root: string, namespace: string, fields: XmlFields): string {
  return `${XML_HEADER}<${root} xmlns="${namespace}">${elements(fields)}</${root}>`;
}
