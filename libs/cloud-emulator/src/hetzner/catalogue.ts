export interface HetznerLocation {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly country: string;
  readonly city: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly network_zone: string;
}

/** The zone of every generated network. */
export const NETWORK_ZONE = 'eu-central';

/** Locations as `GET /locations` of the public API lists them. */
export const LOCATIONS: readonly HetznerLocation[] = [
  location(1, 'fsn1', 'Falkenstein DC Park 1', 'DE', 'Falkenstein', 50.47612, 12.370071),
  location(2, 'nbg1', 'Nuremberg DC Park 1', 'DE', 'Nuremberg', 49.452102, 11.076665),
  location(3, 'hel1', 'Helsinki DC Park 1', 'FI', 'Helsinki', 60.169855, 24.938379),
  location(4, 'ash', 'Ashburn, VA', 'US', 'Ashburn, VA', 39.045821, -77.487073, 'us-east'),
  location(5, 'hil', 'Hillsboro, OR', 'US', 'Hillsboro, OR', 45.54222, -122.951924, 'us-west'),
  location(6, 'sin', 'Singapore', 'SG', 'Singapore', 1.283333, 103.833333, 'ap-southeast'),
];

export interface HetznerPrice {
  readonly net: string;
  readonly gross: string;
}

export interface HetznerServerType {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly cores: number;
  readonly memory: number;
  readonly disk: number;
  readonly deprecated: boolean;
  readonly prices: readonly LocationPrice[];
  readonly storage_type: 'local';
  readonly cpu_type: 'shared' | 'dedicated';
  readonly category: string;
  readonly architecture: 'x86' | 'arm';
  readonly deprecation: null;
  readonly locations: readonly {
    readonly id: number;
    readonly name: string;
    readonly deprecation: null;
    readonly recommended: boolean;
    readonly available: boolean;
  }[];
}

interface LocationPrice {
  readonly location: string;
  readonly price_hourly: HetznerPrice;
  readonly price_monthly: HetznerPrice;
  readonly included_traffic: number;
  readonly price_per_tb_traffic: HetznerPrice;
}

const BYTES_A_TB = 1024 ** 4;

/** A selection of types; the prices are of the real order of magnitude, not a price list. */
export const SERVER_TYPES: readonly HetznerServerType[] = [
  serverType(22, 'cpx11', 2, 2, 40, 'shared', 'x86', 4.35),
  serverType(109, 'cpx22', 2, 4, 80, 'shared', 'x86', 6.49),
  serverType(114, 'cx23', 2, 4, 40, 'shared', 'x86', 3.49),
  serverType(115, 'cx33', 4, 8, 80, 'shared', 'x86', 5.49),
  serverType(45, 'cax11', 2, 4, 40, 'shared', 'arm', 3.79),
  serverType(93, 'cax21', 4, 8, 80, 'shared', 'arm', 6.49),
  serverType(96, 'ccx13', 2, 8, 80, 'dedicated', 'x86', 12.49),
  serverType(98, 'ccx33', 8, 32, 240, 'dedicated', 'x86', 48.49),
];

export interface HetznerLoadBalancerType {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly max_connections: number;
  readonly max_services: number;
  readonly max_targets: number;
  readonly max_assigned_certificates: number;
  readonly deprecated: null;
  readonly prices: readonly LocationPrice[];
}

/** Limits as documented; prices of the real order of magnitude. */
export const LOAD_BALANCER_TYPES: readonly HetznerLoadBalancerType[] = [
  loadBalancerType(1, 'lb11', 10_000, 5, 25, 10, 5.39),
  loadBalancerType(2, 'lb21', 20_000, 15, 75, 25, 16.4),
  loadBalancerType(3, 'lb31', 40_000, 30, 150, 50, 32.9),
];

export interface HetznerStorageBoxType {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly snapshot_limit: number;
  readonly automatic_snapshot_limit: number;
  readonly subaccounts_limit: number;
  /** Bytes. */
  readonly size: number;
  readonly prices: readonly unknown[];
  readonly deprecation: null;
}

/** Prices of the real order of magnitude. */
export const STORAGE_BOX_TYPES: readonly HetznerStorageBoxType[] = [
  storageBoxType(1333, 'bx11', 1, 10, 3.2),
  storageBoxType(1334, 'bx21', 5, 20, 10.9),
  storageBoxType(1335, 'bx31', 10, 30, 20.8),
];

/** `GET /pricing`: one object, without paging. */
export function pricing(): Record<string, unknown> {
  const everywhere = (hourly: number, monthly: number): unknown[] =>
    LOCATIONS.map(({ name }) => ({
      location: name,
      price_hourly: price(hourly, 4),
      price_monthly: price(monthly, 4),
    }));
  const monthly = (euro: number): unknown[] =>
    LOCATIONS.map(({ name }) => ({ location: name, price_monthly: price(euro, 4) }));
  return {
    currency: 'EUR',
    vat_rate: '19.00',
    primary_ips: [
      { type: 'ipv4', prices: everywhere(0.0008, 0.5) },
      { type: 'ipv6', prices: everywhere(0, 0) },
    ],
    floating_ips: [
      { type: 'ipv4', prices: monthly(3) },
      { type: 'ipv6', prices: monthly(1) },
    ],
    floating_ip: { price_monthly: price(3, 4) },
    image: { price_per_gb_month: price(0.011, 4) },
    volume: { price_per_gb_month: price(0.044, 4) },
    server_backup: { percentage: '20.00' },
    server_types: SERVER_TYPES.map(({ id, name, prices }) => ({ id, name, prices })),
    load_balancer_types: LOAD_BALANCER_TYPES.map(({ id, name, prices }) => ({ id, name, prices })),
  };
}

function location(
  id: number,
  name: string,
  description: string,
  country: string,
  city: string,
  latitude: number,
  longitude: number,
  network_zone = NETWORK_ZONE,
): HetznerLocation {
  return { id, name, description, country, city, latitude, longitude, network_zone };
}

function serverType(
  id: number,
  name: string,
  cores: number,
  memory: number,
  disk: number,
  cpu_type: 'shared' | 'dedicated',
  architecture: 'x86' | 'arm',
  monthlyEuro: number,
): HetznerServerType {
  const served = LOCATIONS.filter((each) => architecture === 'x86' || each.country !== 'US');
  return {
    id,
    name,
    description: name.toUpperCase(),
    cores,
    memory,
    disk,
    deprecated: false,
    prices: locationPrices(monthlyEuro, served),
    storage_type: 'local',
    cpu_type,
    category: cpu_type === 'shared' ? 'Shared vCPU' : 'Dedicated vCPU',
    architecture,
    deprecation: null,
    locations: served.map((each) => ({
      id: each.id,
      name: each.name,
      deprecation: null,
      recommended: each.id < 4,
      available: true,
    })),
  };
}

function loadBalancerType(
  id: number,
  name: string,
  max_connections: number,
  max_services: number,
  max_targets: number,
  max_assigned_certificates: number,
  monthlyEuro: number,
): HetznerLoadBalancerType {
  return {
    id,
    name,
    description: name.toUpperCase(),
    max_connections,
    max_services,
    max_targets,
    max_assigned_certificates,
    deprecated: null,
    prices: locationPrices(monthlyEuro),
  };
}

function storageBoxType(
  id: number,
  name: string,
  terabytes: number,
  snapshots: number,
  monthlyEuro: number,
): HetznerStorageBoxType {
  return {
    id,
    name,
    description: name.toUpperCase(),
    snapshot_limit: snapshots,
    automatic_snapshot_limit: snapshots,
    subaccounts_limit: 100,
    size: terabytes * BYTES_A_TB,
    prices: ['fsn1', 'hel1'].map((location) => ({
      location,
      price_hourly: price(monthlyEuro / 624, 4),
      price_monthly: price(monthlyEuro, 4),
      setup_fee: price(0, 4),
    })),
    deprecation: null,
  };
}

function locationPrices(
  monthlyEuro: number,
  locations: readonly HetznerLocation[] = LOCATIONS,
): LocationPrice[] {
  return locations.map(({ name, country }) => {
    const factor = country === 'SG' ? 1.4 : country === 'US' ? 1.1 : 1;
    return {
      location: name,
      price_hourly: price((monthlyEuro * factor) / 624, 10),
      price_monthly: price(monthlyEuro * factor, 10),
      included_traffic: (country === 'DE' || country === 'FI' ? 20 : 1) * BYTES_A_TB,
      price_per_tb_traffic: price(country === 'SG' ? 7.4 : 1, 10),
    };
  });
}

/** Prices are decimal strings; the gross one with more digits, as the API gives it. */
function price(net: number, digits: number): HetznerPrice {
  return { net: net.toFixed(digits), gross: (net * 1.19).toFixed(digits + 2) };
}
