import { define, type Setting } from '../setting';
import { listOf, text, trustedUrl, wholeNumber } from '../setting-schemas';

/** Whom the API answers, and how often. */
export const apiSettings = {
  apiRequestsPerSecond: define({
    env: 'SKYLEDGER_API_REQUESTS_PER_SECOND',
    schema: wholeNumber(1, 100_000),
    default: '50',
    description: 'API requests a principal may make each second, sustained.',
    services: ['gateway'],
  }),
  apiRequestBurst: define({
    env: 'SKYLEDGER_API_REQUEST_BURST',
    schema: wholeNumber(1, 1_000_000),
    default: '200',
    description: 'API requests a principal may make at once after a pause.',
    services: ['gateway'],
  }),
  apiValidationsPerMinute: define({
    env: 'SKYLEDGER_API_VALIDATIONS_PER_MINUTE',
    schema: wholeNumber(1, 100_000),
    default: '60',
    description: 'Requests a principal may make each minute that ask a provider while they wait.',
    services: ['gateway'],
  }),
  apiAttemptsPerMinute: define({
    env: 'SKYLEDGER_API_ATTEMPTS_PER_MINUTE',
    schema: wholeNumber(1, 100_000),
    default: '60',
    description:
      'Requests without a token that is known to be good that a client address may make each minute.',
    services: ['gateway'],
  }),
  trustedProxies: define({
    env: 'SKYLEDGER_TRUSTED_PROXIES',
    schema: listOf(text(1, 'an address or network'), 'addresses or networks separated by commas'),
    default: null,
    otherwise: 'the client is whoever connects',
    description:
      'Proxies in front of the API, whose `X-Forwarded-For` tells the address of the client, for example `10.0.0.0/8`.',
    services: ['gateway'],
  }),
  adminToken: define({
    env: 'SKYLEDGER_ADMIN_TOKEN',
    schema: text(16, 'at least 16 characters'),
    default: null,
    otherwise:
      'embedded: generated at the first start; distributed: only stored tokens open the API',
    description: "Bearer token of the default tenant's administrator.",
    services: ['gateway'],
    secret: true,
  }),
  oidcIssuer: define({
    env: 'SKYLEDGER_OIDC_ISSUER',
    schema: trustedUrl(),
    default: null,
    otherwise: 'only API tokens open the API',
    description:
      'Identity provider whose JWTs open the API, exactly as their claim `iss` names it.',
    services: ['gateway'],
  }),
  oidcAudience: define({
    env: 'SKYLEDGER_OIDC_AUDIENCE',
    schema: listOf(text(1, 'an audience'), 'audiences separated by commas'),
    default: null,
    otherwise: 'required with SKYLEDGER_OIDC_ISSUER',
    description: 'Who JWTs have to be for: one of these has to be in their claim `aud`.',
    services: ['gateway'],
  }),
  oidcJwksUri: define({
    env: 'SKYLEDGER_OIDC_JWKS_URI',
    schema: trustedUrl(),
    default: null,
    otherwise: 'as `<issuer>/.well-known/openid-configuration` tells',
    description: "Where the identity provider's keys are.",
    services: ['gateway'],
  }),
  oidcTenantClaim: define({
    env: 'SKYLEDGER_OIDC_TENANT_CLAIM',
    schema: text(1, 'the name of a claim'),
    default: null,
    otherwise: 'everybody belongs to the default tenant',
    description: "Claim of JWTs that holds the id of the person's tenant.",
    services: ['gateway'],
  }),
  oidcGroupsClaim: define({
    env: 'SKYLEDGER_OIDC_GROUPS_CLAIM',
    schema: text(1, 'the name of a claim'),
    default: 'groups',
    description:
      "Claim of JWTs that lists the person's groups. Dots lead into objects: `realm_access.roles`.",
    services: ['gateway'],
  }),
  oidcNameClaim: define({
    env: 'SKYLEDGER_OIDC_NAME_CLAIM',
    schema: text(1, 'the name of a claim'),
    default: 'name',
    description: 'Claim of JWTs that people are shown by; without it, their subject.',
    services: ['gateway'],
  }),
} satisfies Record<string, Setting>;
