import { discoveryRequested, type Envelope } from '@skyledger/contracts';
import { PermanentMessageError } from '../errors';
import { readEnvelope } from './read-envelope';

const envelope: Envelope = {
  id: '0198a000-0000-4000-8000-00000000000a',
  name: discoveryRequested.name,
  version: discoveryRequested.version,
  tenantId: '0198a000-0000-7000-8000-000000000001',
  occurredAt: '2026-01-01T00:00:00.000Z',
  payload: discoveryRequested.example,
};
const read = (message: unknown): Envelope =>
  readEnvelope(JSON.stringify(message), discoveryRequested);

describe('readEnvelope', () => {
  it('gives the envelope with the parsed payload', () => {
    expect(read({ ...envelope, payload: { ...discoveryRequested.example, more: 1 } })).toEqual(
      envelope,
    );
  });

  it.each([
    ['no object', [], 'envelope'],
    ['no id', { ...envelope, id: undefined }, 'envelope.id'],
    [
      'another event',
      { ...envelope, name: 'resource.upserted' },
      'got resource.upserted version 1',
    ],
    ['an unknown version', { ...envelope, version: 7 }, 'version 7'],
    [
      'the payload of another tenant',
      { ...envelope, tenantId: '0198a000-0000-7000-8000-0000000000ff' },
      'payload.tenantId',
    ],
    ['a wrong payload', { ...envelope, payload: { runId: 'hunter2' } }, 'payload.runId'],
  ])('refuses %s for good, and says why', (_case, message, reason) => {
    expect(() => read(message)).toThrow(PermanentMessageError);
    expect(() => read(message)).toThrow(reason);
  });

  it('quotes no value', () => {
    expect(() => read({ ...envelope, payload: { runId: 'hunter2' } })).not.toThrow('hunter2');
    expect(() => readEnvelope('hunter2', discoveryRequested)).not.toThrow('hunter2');
  });
});
