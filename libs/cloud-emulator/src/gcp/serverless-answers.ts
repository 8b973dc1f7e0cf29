import { RestRefusal } from '../cloud/rest-api';
import { awayRegions } from './away-regions';
import { listPage, type GcpCall } from './page';
import { invokerPolicyJson, runServiceJson } from './run-service.item';

/** Lists as Kubernetes does: the token is part of the metadata. */
export function runServices(call: GcpCall): Record<string, unknown> {
  const limits = {
    usual: 500,
    most: 1000,
    strict: false,
    parameter: 'limit',
    token: 'continue',
  } as const;
  const { items, nextPageToken } = listPage(call, call.account.runServices, limits);
  const away = awayRegions(call);
  return {
    apiVersion: 'serving.knative.dev/v1',
    kind: 'ServiceList',
    metadata: {
      selfLink: `/apis/serving.knative.dev/v1/namespaces/${call.account.account}/services`,
      ...(nextPageToken === undefined ? {} : { continue: nextPageToken }),
    },
    items: items
      .filter(({ region }) => !away.includes(region))
      .map((item) => runServiceJson(call.account.scope, item)),
    ...(away.length === 0 ? {} : { unreachable: away }),
  };
}

/** A function of the second generation is a service, too. */
export function servicePolicy(call: GcpCall): Record<string, unknown> {
  const id = policyTarget(call);
  const { runServices: all, functions } = call.account;
  const found = all.find(id) ?? functions.find(id);
  if (found?.region !== call.params['location']) throw new RestRefusal({ kind: 'not-found' });
  return invokerPolicyJson(found?.open === true);
}

/** Who may call a function. */
export function functionPolicy(call: GcpCall): Record<string, unknown> {
  const found = call.account.functions.find(policyTarget(call));
  if (found?.region !== call.params['location']) throw new RestRefusal({ kind: 'not-found' });
  return invokerPolicyJson(found?.open === true);
}

/** The verb stands behind a colon, in the same segment as the name. */
function policyTarget({ params }: GcpCall): string {
  const [id = '', verb] = (params['target'] ?? '').split(':');
  if (verb !== 'getIamPolicy') throw new RestRefusal({ kind: 'not-found' });
  return id;
}
