/** Regions of the price list, by their names there and in types of usage; the factors are made up. */
export const PRICED_REGIONS = [
  { regionCode: 'us-east-1', usage: '', location: 'US East (N. Virginia)', factor: 1 },
  { regionCode: 'us-east-2', usage: 'USE2-', location: 'US East (Ohio)', factor: 1 },
  { regionCode: 'us-west-2', usage: 'USW2-', location: 'US West (Oregon)', factor: 1 },
  { regionCode: 'eu-west-1', usage: 'EU-', location: 'EU (Ireland)', factor: 1.11 },
  { regionCode: 'eu-west-2', usage: 'EUW2-', location: 'EU (London)', factor: 1.16 },
  { regionCode: 'eu-central-1', usage: 'EUC1-', location: 'EU (Frankfurt)', factor: 1.2 },
  { regionCode: 'ap-east-1', usage: 'APE1-', location: 'Asia Pacific (Hong Kong)', factor: 1.38 },
  {
    regionCode: 'ap-southeast-1',
    usage: 'APS1-',
    location: 'Asia Pacific (Singapore)',
    factor: 1.25,
  },
] as const;
