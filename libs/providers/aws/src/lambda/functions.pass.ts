import { ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { defineRegionalListing } from '../regional-listing';
import { toFunction } from './functions.mapper';

/** The most Lambda gives, although it lets ask for more. */
const PAGE_SIZE = 50;

/** Lambda functions. Their tags and policies would take a request for each. */
export const functions = defineRegionalListing({
  id: 'lambda.functions',
  type: 'function',
  service: 'lambda',
  permission: 'lambda:ListFunctions',
  async list(lambda, token, options) {
    const command = new ListFunctionsCommand({ MaxItems: PAGE_SIZE, Marker: token });
    const { Functions, NextMarker } = await lambda.send(command, options);
    return { items: Functions, next: NextMarker };
  },
  map: toFunction,
});
