import { listOf, MalformedResponseError, recordOf, textOf } from '@skyledger/provider-sdk';

/** What Keystone gave: a token of one project, and where the services are. */
export interface Session {
  readonly token: string;
  /** The project's id, which is its name in OVHcloud's own API as well. */
  readonly projectId: string;
  /** Address of the network service by region. */
  readonly networks: ReadonlyMap<string, string>;
}

/**
 * Reads the answer to a login: the token stands in a header, the catalogue in the body.
 * @throws MalformedResponseError
 */
export function readSession(body: unknown, token: string | null): Session {
  const answer = recordOf(recordOf(body)['token']);
  const projectId = textOf(recordOf(answer['project'])['id']);
  if (token === null || token === '' || projectId === null) {
    throw new MalformedResponseError('the answer holds no token of a project');
  }
  const networks = new Map<string, string>();
  for (const service of listOf(answer['catalog']).map(recordOf)) {
    if (service['type'] !== 'network') continue;
    for (const endpoint of listOf(service['endpoints']).map(recordOf)) {
      const region = textOf(endpoint['region_id']) ?? textOf(endpoint['region']);
      const url = textOf(endpoint['url']);
      if (endpoint['interface'] !== 'public' || region === null || url === null) continue;
      networks.set(region, url);
    }
  }
  return { token, projectId, networks };
}
