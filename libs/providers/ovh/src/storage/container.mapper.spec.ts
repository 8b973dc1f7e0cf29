import { CONTAINER, PROJECT } from '../testing/payloads';
import { toContainer } from './container.mapper';

describe('toContainer', () => {
  it('maps a container that anyone may read', () => {
    expect(toContainer(CONTAINER, PROJECT)).toMatchObject({
      resourceId: `${PROJECT}/container/${CONTAINER.id}`,
      resourceType: 'bucket',
      name: 'public-files',
      region: 'GRA',
      isPublic: true,
      attributes: {
        publicAccessBlocked: null,
        policyPublic: true,
        encryptedAtRest: null,
        encryptionKeyId: null,
        versioned: null,
        accessLogged: null,
      },
    });
  });

  it.each([
    ['private', false],
    ['static', true],
    [null, null],
    ['odd', null],
  ])('of the type %p says that it is public: %p', (containerType, isPublic) => {
    const container = toContainer({ ...CONTAINER, containerType }, PROJECT);
    expect(container).toMatchObject({ isPublic, attributes: { policyPublic: isPublic } });
  });
});
