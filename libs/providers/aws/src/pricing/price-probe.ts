import { GetProductsCommand } from '@aws-sdk/client-pricing';
import type { AwsClient } from '../client';
import { deniedListing } from '../permission-probe';
import { PRICING_PERMISSION, PRICING_REGION } from './price-list';

/**
 * The permission to ask for prices, in a list, when it is denied. No pass needs it: this is where
 * people are told why nothing has a price.
 */
export async function deniedOfPrices(client: AwsClient): Promise<string[]> {
  if (client.partition !== 'aws') return [];
  return deniedListing(
    client,
    'pricing',
    PRICING_PERMISSION,
    (pricing, options) =>
      pricing.send(new GetProductsCommand({ ServiceCode: 'AmazonEC2', MaxResults: 1 }), options),
    PRICING_REGION,
  );
}
