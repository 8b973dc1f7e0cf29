import type { ServerContext } from '../compute/server-context';
import type { Datacenter } from '../datacenters';
import { Lans } from '../lans';
import { Memberships } from '../network/memberships';
import { readTags } from '../tags';

export const DC = '6a002edf-4bd4-4b1c-b706-488c06e35046';

export const aDatacenter: Datacenter = {
  id: DC,
  location: 'de/fra',
  defaultSecurityGroup: null,
};

/** LAN 1 is on the Internet, LAN 2 is not, and LAN 3 does not say. */
export const someLans = new Lans(
  DC,
  new Map([
    [1, true],
    [2, false],
    [3, null],
  ]),
);

export const someTags = readTags(
  ['datacenter', 'server', 'volume', 'ipblock', 'snapshot', 'image'].map((resourceType) => ({
    properties: { key: 'team', value: 'shop', resourceType, resourceId: 'b46e5056' },
  })),
);

/** An object of the Cloud API as recorded answers have it. */
export const anElement = (
  type: string,
  properties: object,
  changes: object = {},
): Record<string, unknown> => ({
  id: 'b46e5056',
  type,
  href: `https://api.ionos.com/cloudapi/v6/${type}s/b46e5056`,
  metadata: {
    etag: 'ec2e1b6284b7ab2ec1f6258a71933322',
    createdDate: '2021-07-30T13:10:20Z',
    createdBy: '[UNKNOWN]',
    createdByUserId: '[UNKNOWN]',
    state: 'AVAILABLE',
  },
  properties,
  ...changes,
});

/** A list of children that came with their parent. */
export const children = (...items: unknown[]): object => ({
  id: 'b46e5056/children',
  type: 'collection',
  href: 'https://api.ionos.com/cloudapi/v6/children',
  items,
});

export const aServerContext = (changes: Partial<ServerContext> = {}): ServerContext => ({
  datacenter: aDatacenter,
  lans: someLans,
  memberships: new Memberships(),
  tags: someTags,
  rules: new Map(),
  ...changes,
});

/** What wrong or missing values look like. */
export const ODD_VALUES = [null, 42, {}, [null], 'text', true];
