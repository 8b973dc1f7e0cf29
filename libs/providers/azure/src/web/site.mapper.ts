import { recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { armId, placement } from '../arm-id';
import { flagOf, identityOf, partsOf, readArmResource, stateFrom } from '../arm-resource';

type Fields = Readonly<Record<string, unknown>>;

const STATES: Readonly<Record<string, ResourceState>> = {
  running: 'running',
  stopped: 'stopped',
};

/**
 * An App Service, or a function app, which is a site of another kind. `null` without an id.
 * @param configuration its configuration as listed; `null` when it was not read
 */
export function toSite(
  raw: unknown,
  configuration: readonly unknown[] | null,
): DiscoveredResource<'app' | 'function'> | null {
  const resource = readArmResource(raw);
  if (resource === null) return null;
  const { fields, properties } = resource;
  const nativeState = textOf(properties['state']);
  const isPublic = hasPublicEndpoint(properties);
  const kind = textOf(fields['kind']);
  const settings = partsOf(configuration)[0]?.properties ?? {};
  const shared = {
    ...resource.shared,
    nativeType: 'Microsoft.Web/sites',
    state: stateFrom(nativeState, STATES),
    nativeState,
    size: textOf(properties['sku']),
    privateIps: [],
    publicIps: [],
    isPublic,
    relationships: placement(resource.id, [armId(properties['virtualNetworkSubnetId'])]),
    raw: configuration === null ? raw : { ...fields, config: configuration },
  };
  const runtime = runtimeOf(settings) ?? runtimeOf(recordOf(properties['siteConfig']));
  const publiclyInvokable = isInvokable(isPublic, properties);
  const identityId = identityOf(fields['identity']);
  if (isFunctionApp(raw)) {
    return {
      ...shared,
      resourceType: 'function',
      // Plans and each function's own settings decide on memory and time.
      attributes: { runtime, memoryMib: null, timeoutSeconds: null, publiclyInvokable, identityId },
    };
  }
  return {
    ...shared,
    resourceType: 'app',
    attributes: {
      kind,
      runtime,
      httpsOnly: flagOf(properties['httpsOnly']),
      minimumTlsVersion: textOf(settings['minTlsVersion']),
      publiclyInvokable,
      identityId,
    },
  };
}

/** `functionapp,linux`; logic apps are function apps, too: `functionapp,workflowapp`. */
export function isFunctionApp(raw: unknown): boolean {
  const kinds = textOf(recordOf(raw)['kind'])?.toLowerCase().split(',') ?? [];
  return kinds.includes('functionapp');
}

/** Sites are public unless that was switched off; whether an environment of one's own is, it decides. */
function hasPublicEndpoint(properties: Fields): boolean | null {
  if (properties['hostingEnvironmentProfile'] != null) return null;
  const { publicNetworkAccess, defaultHostName } = properties;
  if (publicNetworkAccess == null) return textOf(defaultHostName) === null ? null : true;
  return flagOf(publicNetworkAccess);
}

/** Whether a site asks its callers who they are is its own affair, unless it wants a certificate. */
function isInvokable(isPublic: boolean | null, properties: Fields): boolean | null {
  const { clientCertEnabled, clientCertMode } = properties;
  const required = textOf(clientCertMode)?.toLowerCase() === 'required';
  return isPublic === false || (flagOf(clientCertEnabled) === true && required) ? false : null;
}

/** `PYTHON|3.11` or `DOCKER|image`; what runs on Windows without a container is not told. */
function runtimeOf({ linuxFxVersion, windowsFxVersion }: Fields): string | null {
  return textOf(linuxFxVersion) ?? textOf(windowsFxVersion);
}
