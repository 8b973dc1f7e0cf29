import { pagesOf } from '../../estate/collection';
import { listPage } from '../aws-call';
import type { AwsCall } from '../aws-call';
import { AwsError } from '../aws-errors';
import type { AwsService } from '../aws-service';
import { inputText } from '../json-listing';
import { matches, readFilters } from './price-filter';
import { catalogueOf } from './products';

const LARGEST_PAGE = 100;
/**
 * Where the price list can be asked.
 * Source: https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-price-list-query-api.html
 */
const ENDPOINT_REGIONS: ReadonlySet<string> = new Set(['us-east-1', 'eu-central-1', 'ap-south-1']);

/** The price list, with figures that are made up. Each product is a text of JSON. */
export const pricing: AwsService = {
  name: 'pricing',
  signingName: 'pricing',
  protocol: 'json',
  operations: {
    GetProducts: { permission: 'pricing:GetProducts', global: true, run: getProducts },
  },
};

function getProducts(call: AwsCall): string {
  if (!ENDPOINT_REGIONS.has(call.region)) {
    throw new AwsError(400, 'InvalidSignatureException', `Called in ${call.region}.`);
  }
  const products = catalogueOf(inputText(call, 'ServiceCode') ?? '');
  if (!products) throw new AwsError(400, 'NotFoundException', 'There is no such service.');
  const limit = Number(call.input['MaxResults'] ?? LARGEST_PAGE);
  if (!Number.isInteger(limit) || limit < 1 || limit > LARGEST_PAGE) {
    throw invalid(`MaxResults must be between 1 and ${LARGEST_PAGE}.`);
  }
  const filters = readFilters(call.input['Filters'], invalid);
  const { items, token } = listPage(
    call,
    pagesOf(products.filter(({ attributes }) => matches(attributes, filters))),
    inputText(call, 'NextToken'),
    limit,
    () => new AwsError(400, 'InvalidNextTokenException', 'The token is not valid.'),
  );
  return JSON.stringify({
    FormatVersion: 'aws_v1',
    ...(token !== null && { NextToken: token }),
    PriceList: items.map(({ entry }) => entry),
  });
}

function invalid(message: string): AwsError {
  return new AwsError(400, 'InvalidParameterException', message);
}
