import { discoveredResourceSchema } from '@skyledger/resource-model';
import { aDatacenter, anElement, DC, ODD_VALUES, someTags } from '../testing/fixtures';
import { toVolume } from './volume.mapper';

const context = { datacenter: aDatacenter, tags: someTags };

const aVolume = (properties: object = {}, changes: object = {}): Record<string, unknown> =>
  anElement(
    'volume',
    {
      name: 'data',
      type: 'SSD Premium',
      size: 100,
      availabilityZone: 'ZONE_3',
      image: null,
      imagePassword: null,
      sshKeys: null,
      bus: null,
      licenceType: 'LINUX',
      deviceNumber: 0,
      userData: null,
      pciSlot: null,
      bootServer: 'c279ec92',
      ...properties,
    },
    changes,
  );

describe('toVolume', () => {
  it('maps a volume', () => {
    const raw = aVolume();
    const volume = toVolume(raw, context);
    expect(volume).toMatchObject({
      resourceId: 'volume/b46e5056',
      name: 'data',
      region: 'de/fra',
      zone: 'ZONE_3',
      state: 'running',
      tags: { team: 'shop' },
      createdAt: '2021-07-30T13:10:20.000Z',
      relationships: [
        { kind: 'runs_in', resourceId: `datacenter/${DC}` },
        { kind: 'attached_to', resourceId: 'server/c279ec92' },
      ],
      attributes: { sizeGib: 100, encryptedAtRest: null, kind: 'SSD Premium' },
    });
    expect(volume?.raw).toBe(raw);
    expect(discoveredResourceSchema.safeParse(volume).error).toBeUndefined();
  });

  it('is attached to nothing where no server is named', () => {
    for (const bootServer of [null, undefined]) {
      expect(toVolume(aVolume({ bootServer }), context)?.relationships).toEqual([
        { kind: 'runs_in', resourceId: `datacenter/${DC}` },
      ]);
    }
  });

  it.each([
    ['AVAILABLE', 'running'],
    ['BUSY', 'pending'],
    ['INACTIVE', 'stopped'],
    ['constructor', 'unknown'],
  ])('reads the state %s as %s', (nativeState, state) => {
    const volume = toVolume(aVolume({}, { metadata: { state: nativeState } }), context);
    expect(volume).toMatchObject({ state, nativeState, createdAt: null });
  });

  it.each(ODD_VALUES)('keeps the volume when every property is %p', (odd) => {
    const fields = Object.keys(aVolume()['properties'] as object);
    const raw = aVolume(Object.fromEntries(fields.map((field) => [field, odd])), { metadata: odd });
    expect(discoveredResourceSchema.safeParse(toVolume(raw, context)).error).toBeUndefined();
  });

  it('is null without an id', () => {
    expect(toVolume(aVolume({}, { id: null }), context)).toBeNull();
  });
});
