import type { Refusal } from '../../cloud/rest-api';
import { RestRefusal } from '../../cloud/rest-api';
import type { RestAnswer, RestCall, RestRequest, RestRoute } from '../../cloud/rest-route';
import { effectOf } from '../../faults/effects';
import type { Answer } from '../../server/exchange';
import type { AzureAccount } from '../azure-account';
import { readFilter } from './retail-filter';
import { retailMeters } from './retail-meters';

/** Mounted beside Resource Manager; it has a host of its own in reality. */
export const RETAIL_PATH = '/api/retail/prices';

const USUAL_PAGE_SIZE = 1000;

/** The public price list, which everyone may read. */
export function retailRoute(pageSize = USUAL_PAGE_SIZE): RestRoute<AzureAccount> {
  const all = retailMeters();
  return {
    path: RETAIL_PATH,
    service: 'retail-prices',
    open: true,
    page: (request) => 1 + Math.floor(skipOf(request) / pageSize),
    answer: (call) => pageOf(call, all, pageSize),
  };
}

function pageOf(
  call: RestCall<AzureAccount>,
  all: ReturnType<typeof retailMeters>,
  pageSize: number,
): RestAnswer {
  const filter = call.query.get('$filter');
  const meters = filter === null ? all : all.filter(readFilter(filter));
  const from = skipOf(call);
  const page = meters.slice(from, from + pageSize);
  const next = effectOf(call.effects, 'repeat-token') ? from : from + page.length;
  return {
    body: {
      BillingCurrency: 'USD',
      CustomerEntityId: 'Default',
      CustomerEntityType: 'Retail',
      Items: page,
      NextPageLink: next < meters.length ? linkTo(call, next) : null,
      Count: page.length,
    },
  };
}

/** The real one writes its port, too, and keeps the filter. */
function linkTo({ request, query }: RestCall<AzureAccount>, skip: number): string {
  const filter = query.get('$filter');
  const kept = filter === null ? '' : `$filter=${encodeURIComponent(filter)}&`;
  const host = request.headers.host ?? 'localhost';
  return `http://${host}${request.rawPath}?${kept}$skip=${skip}`;
}

function skipOf({ query }: RestRequest): number {
  const skip = query.get('$skip') ?? '0';
  if (/^\d{1,9}$/.test(skip)) return Number(skip);
  throw new RestRefusal({ kind: 'invalid', message: 'Invalid parameters supplied' });
}

/** Refusals in the words of the price list, which writes the names of fields in capitals. */
export function retailRefusal(refusal: Refusal): Answer {
  switch (refusal.kind) {
    case 'invalid':
      return answer(400, 'BadRequest', refusal.message);
    case 'throttled': {
      const { retryAfterSeconds: seconds } = refusal;
      return answer(
        429,
        'TooManyRequests',
        'Too many requests. Please retry.',
        seconds === undefined ? {} : { 'retry-after': String(seconds) },
      );
    }
    case 'failure':
      return answer(refusal.status, 'InternalServerError', 'An error has occurred.');
    case 'unauthorized':
    case 'expired':
      return answer(401, 'Unauthorized', 'Unauthorized.');
    case 'forbidden':
      return answer(403, 'Forbidden', 'Forbidden.');
    case 'not-found':
      return answer(404, 'NotFound', 'Not found.');
  }
}

function answer(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify({ Error: { Code: code, Message: message } }),
  };
}
