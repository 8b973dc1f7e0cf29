import {
  integerOf,
  recordOf,
  textOf,
  tlsVersionOf,
  toListeners,
  type ToldListener,
} from '@skyledger/provider-sdk';
import type { Listener } from '@skyledger/resource-model';
import { armId } from '../arm-id';
import { partsOf, refOf } from '../arm-resource';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The least version of TLS that each ready-made policy accepts.
 * Source: https://learn.microsoft.com/azure/application-gateway/application-gateway-ssl-policy-overview
 */
const LEAST_VERSIONS: ReadonlyMap<string | null, string> = new Map([
  ['AppGwSslPolicy20150501', '1.0'],
  ['AppGwSslPolicy20170401', '1.1'],
  ['AppGwSslPolicy20170401S', '1.2'],
  ['AppGwSslPolicy20220101', '1.2'],
  ['AppGwSslPolicy20220101S', '1.2'],
]);

/** The listeners of an application gateway, whose parts refer to each other by id. */
export function gatewayListeners(gateway: Fields): Listener[] | null {
  if (!Array.isArray(gateway['httpListeners'])) return null;
  const ports = byId(gateway['frontendPorts']);
  const profiles = byId(gateway['sslProfiles']);
  const redirects = redirectsByListener(gateway);
  // Those of TCP and TLS are in a list of their own.
  const parts = [...partsOf(gateway['httpListeners']), ...partsOf(gateway['listeners'])];
  return toListeners(
    parts.map(({ fields, properties }): ToldListener => {
      const port = integerOf(ports.get(refOf(properties['frontendPort']))?.['port']);
      const profile = profiles.get(refOf(properties['sslProfile']));
      const certificate = refOf(properties['sslCertificate']);
      return {
        protocol: textOf(properties['protocol'])?.toLowerCase() ?? null,
        fromPort: port,
        toPort: port,
        redirectsToHttps: redirects.get(armId(fields['id'])) ?? null,
        ...tlsOf(profile?.['sslPolicy'] ?? gateway['sslPolicy']),
        certificateIds: certificate === null ? null : [certificate],
      };
    }),
  );
}

/** Without a policy it depends on how old the gateway is, which is not told. */
function tlsOf(policy: unknown): Pick<Listener, 'tlsPolicy' | 'minimumTlsVersion'> {
  const { policyName, minProtocolVersion } = recordOf(policy);
  const tlsPolicy = textOf(policyName);
  return {
    tlsPolicy,
    minimumTlsVersion: tlsVersionOf(minProtocolVersion) ?? LEAST_VERSIONS.get(tlsPolicy) ?? null,
  };
}

/** Whether the rule of each listener redirects whatever no path of its own is told for. */
function redirectsByListener(gateway: Fields): Map<string | null, boolean> {
  const configurations = byId(gateway['redirectConfigurations']);
  const maps = byId(gateway['urlPathMaps']);
  const listeners = byId(gateway['httpListeners']);
  const isSecure = (configuration: Fields | undefined): boolean => {
    const target = listeners.get(refOf(configuration?.['targetListener']));
    return (
      textOf(target?.['protocol'])?.toLowerCase() === 'https' ||
      /^https:/i.test(textOf(configuration?.['targetUrl']) ?? '')
    );
  };
  const redirects = new Map(
    partsOf(gateway['requestRoutingRules']).map(({ properties: rule }) => {
      const paths = maps.get(refOf(rule['urlPathMap']));
      const redirect =
        refOf(rule['redirectConfiguration']) ?? refOf(paths?.['defaultRedirectConfiguration']);
      return [refOf(rule['httpListener']), isSecure(configurations.get(redirect))];
    }),
  );
  redirects.delete(null);
  return redirects;
}

/** The properties of the parts of a list; those without an id are nobody's. */
function byId(parts: unknown): Map<string | null, Fields> {
  const known = new Map<string | null, Fields>(
    partsOf(parts).map(({ fields, properties }) => [armId(fields['id']), properties]),
  );
  known.delete(null);
  return known;
}
