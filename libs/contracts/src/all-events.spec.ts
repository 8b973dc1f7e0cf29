import { ALL_EVENTS } from './all-events';

describe.each(ALL_EVENTS.map((event) => [event.name, event] as const))('%s', (name, event) => {
  it('has an example that its schema accepts', () => {
    expect(event.schema.parse(event.example)).toEqual(event.example);
  });

  it('is named in the past tense and routed under its name', () => {
    // Aging has set in, and goes on.
    expect(name).toMatch(/^[a-z]+(\.[a-z]+)*\.([a-z]+ed|aging)$/);
    expect(event.routingKey(event.example).startsWith(name)).toBe(true);
  });
});

it('lists every event once', () => {
  const names = ALL_EVENTS.map((event) => event.name);
  expect(new Set(names).size).toBe(names.length);
});
