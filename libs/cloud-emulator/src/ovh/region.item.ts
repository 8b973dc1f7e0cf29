import type { OvhRegion } from './catalogue';

/** A region as `GET /cloud/project/{serviceName}/region/{regionName}` tells it. */
export function regionJson(region: OvhRegion): Record<string, unknown> {
  return {
    name: region.name,
    type: region.type,
    status: 'UP',
    continentCode: region.continent,
    countryCode: region.country,
    datacenterLocation: region.name.replace(/\d+$/, ''),
    availabilityZones: region.zones,
    ipCountries: [],
    services: region.services.map((name) => ({ name, status: 'UP', endpoint: '' })),
  };
}
