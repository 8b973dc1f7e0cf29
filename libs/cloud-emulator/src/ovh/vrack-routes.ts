import { RestRefusal } from '../cloud/rest-api';
import type { RestCall, RestRoute } from '../cloud/rest-route';
import { faultyItems } from '../faults/effects';
import { ItemRandom, saltOf } from '../estate/random';
import type { OvhAccount } from './ovh-account-estate';
import { uuidAt } from './ovh-scope';
import {
  indexOfVrack,
  vrackJson,
  vrackOfProject,
  vrackOfServer,
  type OvhVrack,
  type OvhVrackServer,
} from './vrack.item';

type Call = RestCall<OvhAccount>;

const VRACK = '/vrack/:serviceName';

/** The vRacks of the account, and what is in them. */
export function vrackRoutes(): RestRoute<OvhAccount>[] {
  return [
    route('/vrack', ({ account, effects }) =>
      faultyItems(effects, [...account.vracks.all()]).map(({ id }) => id),
    ),
    route(VRACK, (call) => {
      const vrack = vrackOf(call);
      return vrackJson(faultyItems(call.effects, [vrack])[0] ?? vrack);
    }),
    route(`${VRACK}/cloudProject`, (call) => {
      const { scope } = call.account;
      const number = numberOf(call);
      return scope.projects.filter((project) => vrackOfProject(scope, project) === number);
    }),
    route(`${VRACK}/dedicatedServer`, (call) => serversIn(call, 'server')),
    route(`${VRACK}/dedicatedServerInterfaceDetails`, (call) =>
      serversIn(call, 'interface').map((name) => ({
        dedicatedServer: name,
        dedicatedServerInterface: uuidAt(saltOf('ovh', 'interface', name), 0),
        name: `${name}-${new ItemRandom(saltOf('ovh', 'mac', name), 0).hex(6)}`,
      })),
    ),
  ];
}

function route(path: string, body: (call: Call) => unknown): RestRoute<OvhAccount> {
  return { path, service: 'vrack', answer: (call) => ({ body: body(call) }) };
}

function vrackOf({ account, params }: Call): OvhVrack {
  const vrack = account.vracks.find(params['serviceName'] ?? '');
  if (vrack === null) throw new RestRefusal({ kind: 'not-found' });
  return vrack;
}

function numberOf(call: Call): number | null {
  return indexOfVrack(call.account.scope, vrackOf(call).id);
}

/** Names of the servers in a vRack, by one way of being in it. */
function serversIn(call: Call, by: OvhVrackServer['by']): string[] {
  const { scope, servers } = call.account;
  const number = numberOf(call);
  return [...servers.indexes()].flatMap((index) => {
    const member = vrackOfServer(scope, index);
    return member?.number === number && member.by === by ? [servers.item(index).id] : [];
  });
}
