import { errorText, UnroutableMessage } from './errors';

describe('errorText', () => {
  it('is one bounded line without secrets', () => {
    const text = errorText(new TypeError(`at\n amqp://u:hunter2@host ${'x'.repeat(5000)}`));
    expect(text).toMatch(/^TypeError: at amqp:/);
    expect(text).not.toContain('hunter2');
    expect(text).toHaveLength(1000);
  });

  it('takes what is no error', () => {
    expect(errorText('away')).toBe('away');
  });
});

it('names each topic without a queue once', () => {
  const error = new UnroutableMessage([
    { id: '1', routingKey: 'a.b' },
    { id: '2', routingKey: 'a.b' },
  ]);
  expect(error.message).toBe('no queue is bound to a.b (2 messages)');
});
