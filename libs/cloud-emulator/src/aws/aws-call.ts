import type { Collection, EmulatedItem } from '../estate/collection';
import type { Estate } from '../estate/estate';
import { effectOf, faultyItems, faultyLimit } from '../faults/effects';
import type { FaultEffect } from '../faults/fault-rule';
import type { AwsAccountEstate } from './aws-account-estate';
import type { AwsError } from './aws-errors';
import type { AwsIdentities, AwsPrincipal } from './identities';

/** An authenticated and permitted call, as operations see it. */
export interface AwsCall {
  readonly estate: Estate;
  readonly identities: AwsIdentities;
  readonly principal: AwsPrincipal;
  readonly account: AwsAccountEstate;
  readonly region: string;
  readonly action: string;
  /** Form fields of query services, query string of S3 and REST. */
  readonly params: URLSearchParams;
  /**
   * JSON services: the body, with what stands in the path and query of REST. Where REST is spoken in
   * XML, the body is the `document`.
   */
  readonly input: Readonly<Record<string, unknown>>;
  /** S3 only: the bucket addressed, if any. */
  readonly bucket: string | null;
  readonly effects: readonly FaultEffect[];
  readonly now: Date;
  readonly requestId: string;
}

export interface AwsOperation {
  /** The IAM permission it needs; null where none is needed. */
  readonly permission: string | null;
  /** Not bound to a region: works with credentials of any. */
  readonly global?: boolean;
  /** The body of a successful answer; throws AwsError otherwise. */
  readonly run: (call: AwsCall) => string;
}

/** A place in a listing, carried by opaque tokens. */
export interface PagePlace {
  readonly from: number;
  /** From 1. */
  readonly page: number;
}

export const FIRST_PLACE: PagePlace = { from: 0, page: 1 };

/** Tokens name the listing they belong to, so that they are refused elsewhere. */
export function writeToken(call: AwsCall, place: PagePlace): string {
  const text = [call.action, call.region, call.account.spec.accountId, place.from, place.page];
  return Buffer.from(text.join('|')).toString('base64');
}

/** The place a token stands for, or null when it is not one of ours. */
export function readToken(token: string): (PagePlace & { readonly listing: string }) | null {
  const [action, region, account, from, page] = Buffer.from(token, 'base64')
    .toString('utf8')
    .split('|');
  if (from === undefined || page === undefined || !/^\d+\|\d+$/.test(`${from}|${page}`))
    return null;
  return { listing: `${action}|${region}|${account}`, from: Number(from), page: Number(page) };
}

export interface ListedPage<T> {
  readonly items: readonly T[];
  /** The token for the next page, or null at the end. */
  readonly token: string | null;
}

/** One page of a collection after the faults that strike it. */
export function listPage<T extends EmulatedItem>(
  call: AwsCall,
  items: Pick<Collection<T>, 'page'>,
  token: string | null,
  limit: number,
  invalidToken: () => AwsError,
): ListedPage<T> {
  const place = token === null ? FIRST_PLACE : placeOf(call, token, invalidToken);
  if (effectOf(call.effects, 'empty-page')) {
    return { items: [], token: writeToken(call, { from: place.from, page: place.page + 1 }) };
  }
  const page = items.page(place.from, faultyLimit(call.effects, limit));
  const next = effectOf(call.effects, 'repeat-token')
    ? place
    : page.next === null
      ? null
      : { from: page.next, page: place.page + 1 };
  return {
    items: faultyItems(call.effects, page.items),
    token: next === null ? null : writeToken(call, next),
  };
}

function placeOf(call: AwsCall, token: string, invalidToken: () => AwsError): PagePlace {
  const place = readToken(token);
  const listing = `${call.action}|${call.region}|${call.account.spec.accountId}`;
  if (place?.listing !== listing) throw invalidToken();
  return place;
}
