import type { CloudContext } from '../cloud/cloud';
import { RestRefusal, type Refusal, type RestDialect } from '../cloud/rest-api';
import type { RestCall, RestRoute } from '../cloud/rest-route';
import { ItemRandom, saltOf } from '../estate/random';
import { faultyItems } from '../faults/effects';
import type { Answer, EmulatedRequest } from '../server/exchange';
import type { OvhAccount } from './ovh-account-estate';
import { regionsWith, uuidAt } from './ovh-scope';
import {
  openStackProject,
  portsOf,
  securityGroupJson,
  type OvhSecurityGroup,
} from './security-group.item';

const TOKEN_SECONDS = 86_400;

const STATUS_TEXT: Readonly<Record<401 | 404, string>> = { 401: 'Unauthorized', 404: 'Not Found' };

/**
 * OpenStack below a project: Keystone under `/v3`, which gives tokens and a catalogue, and the Neutron
 * of each region under `/network/<region>`, which stands for its address.
 */
export class OpenStackDialect implements RestDialect<OvhAccount> {
  readonly provider = 'ovh';
  readonly routes: readonly RestRoute<OvhAccount>[];
  private readonly tokens = new Map<string, { account: OvhAccount; until: number }>();
  private issued = 0;

  constructor(
    private readonly accounts: readonly OvhAccount[],
    readonly base: string,
  ) {
    this.routes = [
      {
        method: 'POST',
        path: '/v3/auth/tokens',
        service: 'keystone',
        open: true,
        answer: ({ request, context }) => this.giveToken(request, context),
      },
      neutron('security-groups', 'security_groups', (call) =>
        faultyItems(call.effects, groupsIn(call)).map(securityGroupJson),
      ),
      neutron('ports', 'ports', (call) => {
        const { scope, instances } = call.account;
        const project = openStackProject(scope);
        const here = [...instances.all()].filter(
          (each) => each.project === project && each.region === regionOf(call),
        );
        return portsOf(regionOf(call), here, groupsIn(call)).map((port) =>
          only(port, call.query.getAll('fields')),
        );
      }),
    ];
  }

  authenticate(request: EmulatedRequest, { now }: CloudContext): OvhAccount {
    const session = this.tokens.get(String(request.headers['x-auth-token'] ?? ''));
    if (!session || session.until <= now().getTime()) {
      throw new RestRefusal({ kind: 'unauthorized' });
    }
    return session.account;
  }

  refuse(refusal: Refusal, path: string): Answer {
    switch (refusal.kind) {
      case 'unauthorized':
      case 'expired':
        return shared(401, 'The request you have made requires authentication.');
      case 'forbidden':
        return neutronError(403, 'PolicyNotAuthorized', 'rule:get is disallowed by policy');
      case 'not-found':
        return path.startsWith('/v3')
          ? shared(404, 'Not found')
          : neutronError(404, 'HTTPNotFound', 'The resource could not be found.');
      case 'throttled':
        return json(429, {
          error: { status: '429 Too Many Requests', message: 'Too Many Requests' },
        });
      case 'failure':
        return refusal.status === 500
          ? neutronError(500, 'HTTPInternalServerError', 'Request Failed: internal server error')
          : { status: refusal.status, headers: { 'content-type': 'text/html' }, body: '<html/>' };
      case 'invalid':
        return neutronError(400, 'HTTPBadRequest', refusal.message);
    }
  }

  expireSessions(): number {
    const ended = this.tokens.size;
    this.tokens.clear();
    return ended;
  }

  private giveToken(
    request: EmulatedRequest,
    { seed, now }: CloudContext,
  ): ReturnType<RestRoute<OvhAccount>['answer']> {
    const account = this.accounts.find((each) => opens(each, request.body.toString('utf8')));
    if (!account) throw new RestRefusal({ kind: 'unauthorized' });
    this.issued += 1;
    const token = `EXAMPLE${new ItemRandom(saltOf(seed, 'openstack token'), this.issued).hex(60)}`;
    const until = now().getTime() + TOKEN_SECONDS * 1000;
    this.tokens.set(token, { account, until });
    const project = openStackProject(account.scope);
    const address = `http://${request.headers.host}${this.base}/network`;
    const endpoints = regionsWith(account.scope, project, 'network').map(({ name }) => ({
      id: uuidAt(saltOf('ovh', 'endpoint', name), 0).replaceAll('-', ''),
      interface: 'public',
      region: name,
      region_id: name,
      url: `${address}/${name}/`,
    }));
    const domain = { id: 'default', name: 'Default' };
    return {
      status: 201,
      headers: { 'x-subject-token': token },
      body: {
        token: {
          methods: ['password'],
          user: { id: 'user-1', name: 'user-1', domain, password_expires_at: null },
          project: { id: project, name: '1234567890123456', domain },
          roles: [{ id: 'role-1', name: 'network_security_operator' }],
          is_domain: false,
          audit_ids: ['audit-1'],
          issued_at: now().toISOString(),
          expires_at: new Date(until).toISOString(),
          catalog: [
            { id: 'service-1', type: 'identity', name: 'keystone', endpoints: [] },
            { id: 'service-2', type: 'network', name: 'neutron', endpoints },
          ],
        },
      },
    };
  }
}

type Call = RestCall<OvhAccount>;
type Listed = Readonly<Record<string, unknown>>;

/** A list by id, in pages of `limit` behind a `marker`. */
function neutron(
  path: string,
  key: string,
  items: (call: Call) => readonly Listed[],
): RestRoute<OvhAccount> {
  return {
    path: `/network/:region/v2.0/${path}`,
    service: 'neutron',
    region: ({ params }) => params['region'] ?? null,
    page: ({ query }) => (query.has('marker') ? 2 : 1),
    answer: (call) => {
      const all = [...items(call)].sort((one, other) => (idOf(one) < idOf(other) ? -1 : 1));
      const marker = call.query.get('marker');
      const rest = marker === null ? all : all.filter((item) => idOf(item) > marker);
      const limit = Number(call.query.get('limit') ?? all.length);
      const page = rest.slice(0, limit);
      const last = page.at(-1);
      const href = `http://${call.request.headers.host}${call.request.rawPath}?marker=${last && idOf(last)}`;
      const links = rest.length > page.length ? { [`${key}_links`]: [{ rel: 'next', href }] } : {};
      return { body: { [key]: page, ...links } };
    },
  };
}

function idOf(item: Listed): string {
  return String(item['id']);
}

function only(item: object, fields: readonly string[]): Listed {
  const entries = Object.entries(item).filter(([name]) => fields.includes(name));
  return fields.length === 0 ? { ...item } : Object.fromEntries(entries);
}

/** @throws RestRefusal where the project has no network service */
function regionOf({ account: { scope }, params }: Call): string {
  const regions = regionsWith(scope, openStackProject(scope), 'network');
  const region = regions.find(({ name }) => name === params['region']);
  if (!region) throw new RestRefusal({ kind: 'not-found' });
  return region.name;
}

function groupsIn(call: Call): OvhSecurityGroup[] {
  const region = regionOf(call);
  return [...call.account.securityGroups.all()].filter((group) => group.region === region);
}

/** The parts of a login that are looked at. */
interface Login {
  readonly auth?: {
    readonly identity?: {
      readonly password?: {
        readonly user?: { readonly name?: string; readonly password?: string };
      };
      readonly application_credential?: { readonly id?: string; readonly secret?: string };
    };
    readonly scope?: { readonly project?: { readonly id?: string } };
  };
}

function opens({ openStack, scope }: OvhAccount, body: string): boolean {
  if (openStack === undefined) return false;
  const { identity, scope: wanted } = (JSON.parse(body) as Login).auth ?? {};
  const { application_credential: key, password } = identity ?? {};
  if (key) return key.id === openStack.keyId && key.secret === openStack.keySecret;
  const { user } = password ?? {};
  const isUser = user?.name === openStack.username && user.password === openStack.password;
  return isUser && wanted?.project?.id === openStackProject(scope);
}

/** As Keystone says it, and what checks tokens in front of the others. */
function shared(status: 401 | 404, message: string): Answer {
  return json(status, { error: { code: status, title: STATUS_TEXT[status], message } });
}

function neutronError(status: number, type: string, message: string): Answer {
  return json(status, { NeutronError: { type, message, detail: '' } });
}

function json(status: number, body: unknown): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
