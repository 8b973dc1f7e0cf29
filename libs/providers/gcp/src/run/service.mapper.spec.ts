import type { DiscoveredResource } from '@skyledger/resource-model';
import { expectKeptWhateverFieldsHold } from '../testing/odd-payloads';
import { toService } from './service.mapper';

const INGRESS = 'run.googleapis.com/ingress-status';

const aService = (annotations: object = {}, changes: object = {}): Record<string, unknown> => ({
  apiVersion: 'serving.knative.dev/v1',
  kind: 'Service',
  metadata: {
    name: 'web',
    namespace: '42',
    creationTimestamp: '2026-01-02T03:04:05.678Z',
    labels: { env: 'prod', 'cloud.googleapis.com/location': 'europe-west1' },
    annotations: { [INGRESS]: 'all', ...annotations },
  },
  spec: {
    template: {
      spec: {
        serviceAccountName: 'web@shop.iam.gserviceaccount.com',
        containers: [
          {
            image: 'web:1',
            env: [
              { name: 'API_KEY', value: 'canary' },
              { name: 'TOKEN', valueFrom: { secretKeyRef: { key: 'latest', name: 'token' } } },
            ],
          },
        ],
      },
    },
  },
  status: {
    conditions: [
      { type: 'RoutesReady', status: 'Unknown' },
      { type: 'Ready', status: 'True' },
    ],
  },
  ...changes,
});

const ANYONE = { bindings: [{ role: 'roles/run.invoker', members: ['allUsers'] }] };
const SIGNED_IN = { bindings: [{ role: 'roles/run.invoker', members: ['allAuthenticatedUsers'] }] };

const map = (raw: unknown, policy: unknown = null): DiscoveredResource<'app'> | null =>
  toService(raw, policy, 'shop');

describe('toService', () => {
  it('maps a service', () => {
    expect(map(aService(), ANYONE)).toMatchObject({
      resourceId: '//run.googleapis.com/projects/shop/locations/europe-west1/services/web',
      nativeType: 'run.googleapis.com/Service',
      name: 'web',
      region: 'europe-west1',
      state: 'running',
      nativeState: 'True',
      isPublic: true,
      tags: { env: 'prod' },
      createdAt: '2026-01-02T03:04:05.678Z',
      attributes: {
        kind: 'service',
        httpsOnly: true,
        publiclyInvokable: true,
        identityId:
          '//iam.googleapis.com/projects/shop/serviceAccounts/web@shop.iam.gserviceaccount.com',
      },
    });
  });

  it.each<[string, object, unknown, boolean | null]>([
    ['nobody beyond the project may call', {}, { etag: 'ACAB' }, false],
    ['anyone who signs in may call', {}, SIGNED_IN, false],
    ['the policy could not be read of', {}, null, null],
    ['only the network reaches', { [INGRESS]: 'internal' }, ANYONE, false],
    [
      'a load balancer may lead to',
      { [INGRESS]: 'internal-and-cloud-load-balancing' },
      ANYONE,
      null,
    ],
    ['asks nobody', { 'run.googleapis.com/invoker-iam-disabled': 'true' }, null, true],
  ])('that %s, is invokable as such', (_what, annotations, policy, expected) => {
    expect(map(aService(annotations), policy)?.attributes.publiclyInvokable).toBe(expected);
  });

  it('keeps the names of its environment and no value', () => {
    const raw = JSON.stringify(map(aService())?.raw);
    expect(raw).not.toContain('canary');
    expect(raw).toContain('API_KEY');
    expect(raw).toContain('secretKeyRef');
    expect(raw).toContain('"env":"prod"');
  });

  it('is kept whatever its fields hold', () => {
    const { metadata, ...others } = aService();
    expectKeptWhateverFieldsHold(
      (raw) =>
        raw !== null && typeof raw === 'object' && !Array.isArray(raw)
          ? map({ ...raw, metadata })
          : map(raw),
      others,
      [],
    );
    expect(map({ ...others, metadata: { name: 'web' } })).toBeNull();
  });
});
