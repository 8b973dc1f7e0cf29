import { counter, duration, gauge } from './instruments';

type ByQueue = { 'messaging.destination.name': string };
type ByProvider = { 'cloud.provider': string };

/**
 * What the product counts about itself. Labels are taken from small fixed sets (queues, providers,
 * statuses): never a tenant, an account, a region or a resource, whose number has no bound.
 */
export const productMetrics = {
  messages: counter<ByQueue & { outcome: 'handled' | 'retried' | 'dead_lettered' | 'duplicate' }>(
    'skyledger.messages',
    { description: 'Messages taken from a queue, by what became of them.', unit: '{message}' },
  ),
  messageDuration: duration<ByQueue>(
    'skyledger.message.duration',
    'Time a handler took for a message.',
  ),
  outboxDepth: gauge<Record<string, never>>('skyledger.outbox.depth', {
    description: 'Events that wait in the outbox to be published.',
    unit: '{event}',
  }),
  outboxAge: gauge<Record<string, never>>('skyledger.outbox.age', {
    description: 'Age of the oldest event that waits in the outbox.',
    unit: 's',
  }),
  resourcesDiscovered: counter<ByProvider>('skyledger.resources.discovered', {
    description: 'Resources read from providers.',
    unit: '{resource}',
  }),
  resourcesChanged: counter<ByProvider & { change: 'created' | 'updated' | 'removed' }>(
    'skyledger.resources.changed',
    { description: 'Resources whose row was written.', unit: '{resource}' },
  ),
  passes: counter<ByProvider & { status: string }>('skyledger.passes', {
    description: 'Passes that ended, by status.',
    unit: '{pass}',
  }),
  passDuration: duration<ByProvider & { status: string }>(
    'skyledger.pass.duration',
    'Time from the start of a pass to its end, with its continuations.',
  ),
  runs: counter<ByProvider & { status: string }>('skyledger.runs', {
    description: 'Runs that ended, by status.',
    unit: '{run}',
  }),
  runDuration: duration<ByProvider & { status: string }>(
    'skyledger.run.duration',
    'Time from the request for a run to its end.',
  ),
  providerRequests: counter<ByProvider & { outcome: string }>('skyledger.provider.requests', {
    description: 'Requests to provider APIs, by the class of their outcome.',
    unit: '{request}',
  }),
  providerThrottles: counter<ByProvider>('skyledger.provider.throttles', {
    description: 'Requests that a provider refused because there were too many.',
    unit: '{request}',
  }),
  limiterFallbacks: counter<Record<string, never>>('skyledger.limiter.fallbacks', {
    description: 'Requests that were limited by this process alone, as Redis did not answer.',
    unit: '{request}',
  }),
  requestsRefused: counter<{ policy: string }>('skyledger.api.requests.limited', {
    description: 'API requests that were refused because there were too many, by policy.',
    unit: '{request}',
  }),
  findings: counter<{ change: 'opened' | 'resolved'; severity: string }>('skyledger.findings', {
    description: 'Findings that were opened or resolved, by severity.',
    unit: '{finding}',
  }),
};
