import { RestRefusal } from '../../cloud/rest-api';
import type { RestRoute } from '../../cloud/rest-route';
import { pagesOf, type EmulatedItem } from '../../estate/collection';
import { hex8, mix32 } from '../../estate/random';
import type { GcpProjectEstate } from '../gcp-project-estate';
import { listPage, pageOf, type GcpCall } from '../page';
import { served } from '../served';
import { computeSkus } from './compute-skus';
import { COMPUTE_ENGINE, skuJson } from './sku-json';

/** The id is that of the SKU. */
interface ListedSku extends EmulatedItem {
  readonly json: Record<string, unknown>;
}

const LARGEST_PAGE = 5000;

const SKUS: readonly ListedSku[] = computeSkus().map((sku, at) => {
  const id = idOf(at);
  return { id, name: sku.description, region: null, json: skuJson(sku, id) };
});

/**
 * The public catalogue of Cloud Billing: it needs no permission, but who asks has to be known, and their
 * project has to have the API.
 */
export const SKU_ROUTES: readonly RestRoute<GcpProjectEstate>[] = [
  {
    path: '/cloudbilling/v1/services/:service/skus',
    service: 'cloudbilling',
    page: pageOf,
    answer: (call) => served(call, call.account.account, 'cloudbilling', skus),
  },
];

function skus(call: GcpCall): Record<string, unknown> {
  if (call.params['service'] !== COMPUTE_ENGINE) throw new RestRefusal({ kind: 'not-found' });
  const currency = call.query.get('currencyCode') ?? 'USD';
  if (currency !== 'USD') {
    throw new RestRefusal({ kind: 'invalid', message: `Invalid currency code: ${currency}` });
  }
  const most = call.account.skusPerPage ?? LARGEST_PAGE;
  const limits = { usual: most, most, strict: false, parameter: 'pageSize' } as const;
  const { items, nextPageToken = '' } = listPage(call, pagesOf(SKUS), limits);
  return { skus: items.map(({ json }) => json), nextPageToken };
}

/** `D973-5D65-BAB2`, and the like. */
function idOf(at: number): string {
  const digits = `${hex8(mix32(at))}${hex8(mix32(~at))}`.toUpperCase();
  return [0, 4, 8].map((from) => digits.slice(from, from + 4)).join('-');
}
