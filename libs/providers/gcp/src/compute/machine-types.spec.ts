import { ProviderError } from '@skyledger/provider-sdk';
import type { GcpClient } from '../client';
import { linkTo } from '../testing/odd-payloads';
import { machineTypesOf } from './machine-types';

const running = (type: string, zone = 'europe-west1-b'): object => ({
  machineType: linkTo(`zones/${zone}/machineTypes/${type}`),
});

/** Answers every question with the body, or refuses it with a fault of the kind. */
function answering(
  body: unknown,
  kind?: 'denied' | 'unavailable',
): GcpClient & { asked: string[] } {
  const asked: string[] = [];
  const get: GcpClient['get'] = async (_service, operation, path, { read }) => {
    asked.push(path);
    if (kind) throw new ProviderError({ kind, code: 'x', message: 'no' }, operation);
    return read(body, new Headers() as never);
  };
  return { asked, get } as unknown as GcpClient & { asked: string[] };
}

const MEDIUM = { kind: 'compute#machineType', guestCpus: 2, memoryMb: 4096 };

describe('machineTypesOf', () => {
  it('asks for each type once, in whatever zone it is first seen', async () => {
    const client = answering(MEDIUM);
    await machineTypesOf(client, [running('e2-medium'), running('e2-medium', 'us-central1-a')]);
    const types = await machineTypesOf(client, [running('e2-medium')]);
    expect(types.get('e2-medium')).toEqual({ cpuCount: 2, memoryMib: 4096 });
    expect(client.asked).toEqual(['/projects/shop/zones/europe-west1-b/machineTypes/e2-medium']);
  });

  it.each(['custom-6-20480', 'n2-custom-6-20480', 'n2d-custom-6-20480-ext'])(
    'reads %s without asking',
    async (type) => {
      const client = answering(null);
      const types = await machineTypesOf(client, [running(type)]);
      expect(types.get(type)).toEqual({ cpuCount: 6, memoryMib: 20480 });
      expect(client.asked).toEqual([]);
    },
  );

  it.each([null, {}, { machineType: 7 }, { machineType: 'e2-medium' }, running('../../x?y')])(
    'passes over %j',
    async (instance) => {
      const client = answering(MEDIUM);
      await machineTypesOf(client, [instance]);
      expect(client.asked).toEqual([]);
    },
  );

  it('does without types that may not be read, but not without a service', async () => {
    const types = await machineTypesOf(answering(null, 'denied'), [running('e2-medium')]);
    expect(types.get('e2-medium')).toEqual({ cpuCount: null, memoryMib: null });
    const failing = machineTypesOf(answering(null, 'unavailable'), [running('e2-medium')]);
    await expect(failing).rejects.toThrow(ProviderError);
  });
});
