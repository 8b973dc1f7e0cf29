import type { Refusal } from '../../cloud/rest-api';
import type { Answer } from '../../server/exchange';

const SUPPORT =
  'Please provide below info when asking for support: timestamp = 2026-06-01T00:00:00.0000000Z, correlationId = 00000000-0000-0000-0000-000000000000.';

/**
 * Refusals in the words of Resource Graph, whose own message is in the details. `null` for those that
 * Resource Manager words, which every request passes first.
 */
export function graphRefusal(refusal: Refusal): Answer | null {
  switch (refusal.kind) {
    case 'forbidden':
      return answer(403, 'AccessDenied', [
        [
          'AccessDenied',
          'Access is denied to the requested resource. The user might not have enough permission.',
        ],
      ]);
    case 'throttled': {
      const { retryAfterSeconds: seconds } = refusal;
      return answer(
        429,
        'RateLimiting',
        [
          [
            'RateLimiting',
            'Client application has been throttled and should not attempt to repeat the request until an amount of time has elapsed. Please see https://aka.ms/resourcegraph-throttling for help.',
          ],
        ],
        seconds === undefined ? {} : { 'retry-after': String(seconds) },
      );
    }
    case 'invalid':
      return refusal.message.startsWith('The api-version')
        ? null
        : answer(400, 'BadRequest', [
            [
              'InvalidQuery',
              'Query is invalid. Please refer to the documentation for the Azure Resource Graph service and fix the error before retrying.',
            ],
            ['UnsupportedQuery', refusal.message],
          ]);
    case 'unauthorized':
    case 'expired':
    case 'not-found':
    case 'failure':
      return null;
  }
}

/** What Resource Manager answers in the place of a service that the subscription never registered. */
export function notRegistered(namespace: string): Record<string, unknown> {
  return {
    error: {
      code: 'MissingSubscriptionRegistration',
      message: `The subscription is not registered to use namespace '${namespace}'. See https://aka.ms/rps-not-found for how to register subscriptions.`,
    },
  };
}

function answer(
  status: number,
  code: string,
  details: readonly (readonly [code: string, message: string])[],
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const listed = details.map(([detail, message]) => ({ code: detail, message }));
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify({ error: { code, message: SUPPORT, details: listed } }),
  };
}
