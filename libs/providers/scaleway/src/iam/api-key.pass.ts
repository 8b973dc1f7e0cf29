import { definePass } from '@skyledger/provider-sdk';
import type { Listing, ScalewayClient } from '../client';
import { listPlaces, toPage } from '../list-places';
import { toApiKey } from './api-key.mapper';

/** IAM knows neither zones nor regions. */
const EVERYWHERE = ['global'];

const API_KEYS: Listing = {
  api: 'iam',
  operation: 'GET /iam/v1alpha1/api-keys',
  path: '/iam/v1alpha1/api-keys',
  key: 'api_keys',
  id: 'access_key',
  query: { order_by: 'created_at_asc' },
};

/** Keys belong to the organization, whichever project is read: any of them may open it. */
export const apiKeys = definePass<ScalewayClient>({
  id: 'iam.api-keys',
  types: ['access_key'],
  scope: 'global',
  permissions: ['IAMReadOnly'],
  async *collect({ client, cursor }) {
    for await (const page of listPlaces(client, EVERYWHERE, () => API_KEYS, cursor)) {
      yield toPage(page, page.items.map(toApiKey));
    }
  },
});
