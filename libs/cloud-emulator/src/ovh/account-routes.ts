import type { CloudContext } from '../cloud/cloud';
import { RestRefusal } from '../cloud/rest-api';
import type { RestCall, RestRoute } from '../cloud/rest-route';
import type { EmulatedItem } from '../estate/collection';
import { faultyItems } from '../faults/effects';
import {
  blockJson,
  blockOfIp,
  blocksOfServer,
  blockOfVps,
  edgeFirewallJson,
  edgeFirewallOf,
  edgeRuleJson,
  type OvhBlock,
  type OvhEdgeFirewall,
} from './address.item';
import { hardwareJson, serverJson, vpsJson } from './machine.item';
import type { OvhAccount } from './ovh-account-estate';
import { READ_ONLY } from './ovh-spec';

type Route = RestRoute<OvhAccount>;
type Call = RestCall<OvhAccount>;

const FIREWALL = '/ip/:ip/firewall';

/** What is not in a project: who asks, machines and addresses. */
export function accountRoutes(
  giveToken: (form: URLSearchParams, context: CloudContext) => unknown,
): Route[] {
  return [
    {
      path: '/auth/time',
      service: 'auth',
      open: true,
      answer: ({ context }) => ({ body: Math.floor(context.now().getTime() / 1000) }),
    },
    {
      method: 'POST',
      path: '/auth/oauth2/token',
      service: 'auth',
      open: true,
      answer: ({ request, context }) => ({
        body: giveToken(new URLSearchParams(request.body.toString('utf8')), context),
      }),
    },
    route('auth', '/auth/currentCredential', ({ account }) => credentialJson(account)),
    route('auth', '/auth/details', ({ account, request }) => detailsJson(account, request.headers)),
    route('me', '/me', ({ account }) => meJson(account)),
    route('vps', '/vps', ({ account, effects }) => namesOf(effects, [...account.vps.all()])),
    route('vps', '/vps/:serviceName', (call) => vpsJson(found(call, vpsOf(call)))),
    route('vps', '/vps/:serviceName/ips', (call) => {
      const vps = vpsOf(call);
      return [vps.ipv6, vps.ipv4];
    }),
    route('dedicated', '/dedicated/server', ({ account, effects }) =>
      namesOf(effects, [...account.servers.all()]),
    ),
    route('dedicated', '/dedicated/server/:serviceName', (call) =>
      serverJson(found(call, serverOf(call))),
    ),
    route('dedicated', '/dedicated/server/:serviceName/ips', (call) =>
      blocksOfServer(serverOf(call)).map(({ block }) => block),
    ),
    route('dedicated', '/dedicated/server/:serviceName/specifications/hardware', (call) =>
      hardwareJson(serverOf(call)),
    ),
    route('ip', '/ip', (call) => namesOf(call.effects, blocksOf(call).map(toItem))),
    route('ip', '/ip/:ip', (call) => blockJson(blockOf(call))),
    route('ip', FIREWALL, (call) => {
      const firewall = edgeFirewallOf(call.account.scope, blockOf(call));
      return firewall === null ? [] : [firewall.ip];
    }),
    route('ip', `${FIREWALL}/:ipOnFirewall`, (call) => edgeFirewallJson(firewallOf(call))),
    route('ip', `${FIREWALL}/:ipOnFirewall/rule`, (call) =>
      // In no order, as the real service sends them.
      firewallOf(call)
        .rules.map(({ sequence }) => sequence)
        .reverse(),
    ),
    route('ip', `${FIREWALL}/:ipOnFirewall/rule/:sequence`, (call) => {
      const { ip, rules } = firewallOf(call);
      const rule = rules.find(({ sequence }) => String(sequence) === call.params['sequence']);
      return edgeRuleJson(ip, existing(rule));
    }),
  ];
}

function route(service: string, path: string, body: (call: Call) => unknown): Route {
  return { path, service, answer: (call) => ({ body: body(call) }) };
}

function namesOf(effects: Call['effects'], items: readonly EmulatedItem[]): string[] {
  return faultyItems(effects, items).map(({ id }) => id);
}

function toItem({ block }: OvhBlock): EmulatedItem {
  return { id: block, name: block, region: null };
}

function found<T extends EmulatedItem>({ effects }: Call, item: T): T {
  return faultyItems(effects, [item])[0] ?? item;
}

function existing<T>(item: T | null | undefined): T {
  if (item === null || item === undefined) throw new RestRefusal({ kind: 'not-found' });
  return item;
}

function vpsOf({ account, params }: Call): ReturnType<OvhAccount['vps']['item']> {
  return existing(account.vps.find(params['serviceName'] ?? ''));
}

function serverOf({ account, params }: Call): ReturnType<OvhAccount['servers']['item']> {
  return existing(account.servers.find(params['serviceName'] ?? ''));
}

function blocksOf({ account: { ips, vps, servers } }: Call): OvhBlock[] {
  return [
    ...[...ips.all()].map(blockOfIp),
    ...[...servers.all()].flatMap(blocksOfServer),
    ...[...vps.all()].map(blockOfVps),
  ];
}

function blockOf(call: Call): OvhBlock {
  return existing(call.account.blockNamed(call.params['ip'] ?? ''));
}

function firewallOf(call: Call): OvhEdgeFirewall {
  const firewall = edgeFirewallOf(call.account.scope, blockOf(call));
  return existing(firewall?.ip === call.params['ipOnFirewall'] ? firewall : null);
}

function credentialJson({ accessRules = READ_ONLY, keyExpiresAt }: OvhAccount): unknown {
  return {
    credentialId: 1_000_001,
    applicationId: 100_001,
    creation: '2026-01-02T03:04:05+01:00',
    lastUse: null,
    expiration: keyExpiresAt ?? null,
    ovhSupport: false,
    allowedIPs: null,
    status: 'validated',
    rules: accessRules,
  };
}

function detailsJson({ account }: OvhAccount, headers: Call['request']['headers']): unknown {
  const byToken = headers.authorization !== undefined;
  const identity = byToken
    ? `urn:v1:eu:identity:credential:${account}/oauth2-0f0f0f0f0f0f0f0f`
    : `urn:v1:eu:identity:account:${account}`;
  return {
    account,
    allowedRoutes: null,
    description: null,
    identities: [identity],
    method: byToken ? 'oauth2_client_credentials' : 'account',
    roles: null,
    user: null,
  };
}

/** Who the customer is; a person has no organisation. */
function meJson({ account }: OvhAccount): unknown {
  return {
    nichandle: account,
    customerCode: '1234-5678-90',
    organisation: `Example ${account}`,
    legalform: 'corporation',
    name: 'Example',
    firstname: 'Erin',
    email: 'erin@example.com',
    country: 'FR',
    language: 'en_GB',
    currency: { code: 'EUR', symbol: '€' },
    ovhCompany: 'ovh',
    ovhSubsidiary: 'FR',
    state: 'complete',
  };
}
