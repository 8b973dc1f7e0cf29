import type { DiscoveredResource } from '@skyledger/resource-model';
import { expectKeptWhateverFieldsHold } from '../testing/odd-payloads';
import { toFunction } from './function.mapper';

const SERVICE = 'projects/shop/locations/europe-west1/services/resize';

const aFunction = (config: object = {}, changes: object = {}): Record<string, unknown> => ({
  name: 'projects/shop/locations/europe-west1/functions/resize',
  buildConfig: { runtime: 'nodejs22', environmentVariables: { BUILD: 'canary' } },
  serviceConfig: {
    service: SERVICE,
    timeoutSeconds: 60,
    availableMemory: '512Mi',
    environmentVariables: { API_KEY: 'canary' },
    ingressSettings: 'ALLOW_ALL',
    serviceAccountEmail: '42-compute@developer.gserviceaccount.com',
    ...config,
  },
  state: 'ACTIVE',
  labels: { team: 'shop' },
  environment: 'GEN_2',
  createTime: '2026-01-02T03:04:05.678Z',
  ...changes,
});

const ANYONE = { bindings: [{ role: 'roles/run.invoker', members: ['allUsers'] }] };

const map = (raw: unknown, policy: unknown = null): DiscoveredResource<'function'> | null =>
  toFunction(raw, policy);

describe('toFunction', () => {
  it('maps a function', () => {
    expect(map(aFunction(), ANYONE)).toMatchObject({
      resourceId:
        '//cloudfunctions.googleapis.com/projects/shop/locations/europe-west1/functions/resize',
      nativeType: 'cloudfunctions.googleapis.com/Function',
      name: 'resize',
      region: 'europe-west1',
      state: 'running',
      isPublic: true,
      tags: { team: 'shop' },
      relationships: [],
      attributes: {
        runtime: 'nodejs22',
        memoryMib: 512,
        timeoutSeconds: 60,
        publiclyInvokable: true,
        identityId:
          '//iam.googleapis.com/projects/shop/serviceAccounts/42-compute@developer.gserviceaccount.com',
      },
    });
  });

  it.each<[unknown, number | null]>([
    ['256M', 244],
    ['1Gi', 1024],
    ['536870912', 512],
    ['1constructor', null],
    [256, null],
  ])('reads the memory %p as %p MiB', (availableMemory, memoryMib) => {
    expect(map(aFunction({ availableMemory }))?.attributes.memoryMib).toBe(memoryMib);
  });

  it('is not open where only the network reaches it', () => {
    const inside = aFunction({ ingressSettings: 'ALLOW_INTERNAL_ONLY' });
    expect(map(inside, ANYONE)?.attributes.publiclyInvokable).toBe(false);
    const balanced = aFunction({ ingressSettings: 'ALLOW_INTERNAL_AND_GCLB' });
    expect(map(balanced, ANYONE)?.attributes.publiclyInvokable).toBeNull();
    expect(map(balanced, {})?.attributes.publiclyInvokable).toBe(false);
  });

  it('keeps no value of its environments', () => {
    const raw = JSON.stringify(map(aFunction())?.raw);
    expect(raw).not.toContain('canary');
    expect(raw).toContain('API_KEY');
  });

  it('is kept whatever its fields hold', () => {
    expectKeptWhateverFieldsHold(map, aFunction(), ['name']);
    const { serviceConfig } = aFunction();
    expectKeptWhateverFieldsHold(
      (raw) =>
        raw !== null && typeof raw === 'object' && !Array.isArray(raw)
          ? map(aFunction({}, { serviceConfig: raw }))
          : null,
      serviceConfig as Record<string, unknown>,
      [],
    );
  });
});
