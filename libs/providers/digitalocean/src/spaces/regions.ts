/**
 * Where Spaces is offered; the API does not tell
 * (https://docs.digitalocean.com/products/spaces/details/availability/).
 */
export const SPACES_REGIONS: readonly string[] = [
  'nyc3',
  'ams3',
  'sfo2',
  'sfo3',
  'sgp1',
  'lon1',
  'fra1',
  'tor1',
  'blr1',
  'syd1',
  'atl1',
];
