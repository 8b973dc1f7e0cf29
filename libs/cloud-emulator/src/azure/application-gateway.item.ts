import type { Generate } from '../estate/collection';
import { drawItem, drawTags, guid, idOf, locationOf, nameOf } from './arm-names';
import type { AzureScope } from './arm-names';
import { networkOf, publicAddressOfGateway } from './attachments';
import type { Living } from './attachments';
import type { AzureItem } from './compute.items';
import { subnetId } from './network.items';

export interface AzureApplicationGateway extends AzureItem {
  readonly guid: string;
  readonly state: 'Running' | 'Stopped';
  readonly firewall: boolean;
  readonly publicAddressId: string | null;
  readonly subnetId: string | null;
  readonly privateIp: string | null;
  readonly interfaceIds: readonly string[];
  /** Whether plain HTTP is redirected, and not served. */
  readonly redirects: boolean;
  readonly tlsPolicy: string;
}

export function applicationGatewayGenerator(
  scope: AzureScope,
  living: Living,
): Generate<AzureApplicationGateway> {
  return (index, revision) => {
    const { random, naming } = drawItem(scope, 'application-gateway', index);
    const address = publicAddressOfGateway(scope, index);
    const isPublic = address !== null && living.publicAddress(address);
    const network = networkOf(scope, index);
    const inside = network !== null && living.network(network);
    return {
      id: idOf(scope, 'application-gateway', index),
      region: locationOf(index),
      name: nameOf(scope, 'application-gateway', index),
      guid: guid(random),
      state: random.chance(0.9) !== (revision % 2 === 1) ? 'Running' : 'Stopped',
      firewall: random.chance(0.5),
      publicAddressId: isPublic ? idOf(scope, 'public-address', address) : null,
      subnetId: inside ? subnetId(scope, network) : null,
      privateIp: inside && !isPublic ? `10.${network % 256}.126.${index % 250}` : null,
      interfaceIds: living.interface(index) ? [idOf(scope, 'network-interface', index)] : [],
      redirects: index % 3 !== 0,
      tlsPolicy: index % 2 === 0 ? 'AppGwSslPolicy20170401' : 'AppGwSslPolicy20220101',
      tags: drawTags(random, naming, revision),
    };
  };
}

export function applicationGatewayJson(gateway: AzureApplicationGateway): Record<string, unknown> {
  const tier = gateway.firewall ? 'WAF_v2' : 'Standard_v2';
  const part = (collection: string, name: string): Record<string, unknown> => ({
    name,
    id: `${gateway.id}/${collection}/${name}`,
    etag: `W/"${gateway.guid}"`,
    type: `Microsoft.Network/applicationGateways/${collection}`,
  });
  const subnet = gateway.subnetId === null ? {} : { subnet: { id: gateway.subnetId } };
  return {
    name: gateway.name,
    id: gateway.id,
    etag: `W/"${gateway.guid}"`,
    type: 'Microsoft.Network/applicationGateways',
    location: gateway.region,
    tags: gateway.tags,
    properties: {
      provisioningState: 'Succeeded',
      resourceGuid: gateway.guid,
      sku: { name: tier, tier, capacity: 2 },
      operationalState: gateway.state,
      gatewayIPConfigurations: [
        {
          ...part('gatewayIPConfigurations', 'gateway'),
          properties: { provisioningState: 'Succeeded', ...subnet },
        },
      ],
      sslPolicy: { policyType: 'Predefined', policyName: gateway.tlsPolicy },
      sslCertificates: [
        {
          ...part('sslCertificates', 'certificate'),
          properties: { provisioningState: 'Succeeded' },
        },
      ],
      frontendPorts: [80, 443].map((port) => ({
        ...part('frontendPorts', `port_${port}`),
        properties: { provisioningState: 'Succeeded', port },
      })),
      frontendIPConfigurations: [
        {
          ...part('frontendIPConfigurations', 'frontend'),
          properties: {
            provisioningState: 'Succeeded',
            privateIPAllocationMethod: gateway.privateIp === null ? 'Dynamic' : 'Static',
            ...(gateway.publicAddressId === null
              ? { ...subnet, ...(gateway.privateIp && { privateIPAddress: gateway.privateIp }) }
              : { publicIPAddress: { id: gateway.publicAddressId } }),
          },
        },
      ],
      backendAddressPools: [
        {
          ...part('backendAddressPools', 'pool'),
          properties: {
            provisioningState: 'Succeeded',
            backendAddresses: [{ fqdn: 'app.demo.example' }],
            backendIPConfigurations: gateway.interfaceIds.map((id) => ({
              id: `${id}/ipConfigurations/ipconfig1`,
            })),
          },
        },
      ],
      httpListeners: ['http', 'https'].map((name) => ({
        ...part('httpListeners', name),
        properties: listener(gateway, name === 'https'),
      })),
      requestRoutingRules: ['http', 'https'].map((name) => ({
        ...part('requestRoutingRules', name),
        properties: routingRule(gateway, name, gateway.redirects && name === 'http'),
      })),
      redirectConfigurations: gateway.redirects
        ? [
            {
              ...part('redirectConfigurations', 'to-https'),
              properties: {
                redirectType: 'Permanent',
                targetListener: { id: `${gateway.id}/httpListeners/https` },
                includePath: true,
                includeQueryString: true,
              },
            },
          ]
        : [],
    },
  };
}

function listener({ id }: AzureApplicationGateway, encrypted: boolean): Record<string, unknown> {
  return {
    provisioningState: 'Succeeded',
    frontendIPConfiguration: { id: `${id}/frontendIPConfigurations/frontend` },
    frontendPort: { id: `${id}/frontendPorts/port_${encrypted ? 443 : 80}` },
    protocol: encrypted ? 'Https' : 'Http',
    ...(encrypted && { sslCertificate: { id: `${id}/sslCertificates/certificate` } }),
    requireServerNameIndication: false,
  };
}

function routingRule(
  { id }: AzureApplicationGateway,
  listenerName: string,
  redirects: boolean,
): Record<string, unknown> {
  return {
    provisioningState: 'Succeeded',
    ruleType: 'Basic',
    priority: listenerName === 'http' ? 20 : 10,
    httpListener: { id: `${id}/httpListeners/${listenerName}` },
    ...(redirects
      ? { redirectConfiguration: { id: `${id}/redirectConfigurations/to-https` } }
      : { backendAddressPool: { id: `${id}/backendAddressPools/pool` } }),
  };
}
