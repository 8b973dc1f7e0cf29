import type { Refusal } from '../cloud/rest-api';
import type { Answer } from '../server/exchange';
import { graphRefusal } from './resource-graph/graph-errors';
import { GRAPH_PATH } from './resource-graph/graph-request';
import { RETAIL_PATH, retailRefusal } from './retail-prices/retail-route';

/** Refusals in the words of Resource Manager. */
export function armRefusal(refusal: Refusal, path: string): Answer {
  if (path === RETAIL_PATH) return retailRefusal(refusal);
  const ofGraph = path === GRAPH_PATH ? graphRefusal(refusal) : null;
  if (ofGraph !== null) return ofGraph;
  switch (refusal.kind) {
    case 'unauthorized':
      return answer(401, 'InvalidAuthenticationToken', 'The access token is invalid.', {
        'www-authenticate':
          'Bearer authorization_uri="https://login.windows.net/", error="invalid_token", error_description="The access token is invalid."',
      });
    case 'expired':
      return answer(
        401,
        'ExpiredAuthenticationToken',
        "The access token expiry UTC time '6/1/2026 12:00:00 AM' is earlier than current UTC time '6/1/2026 1:00:00 AM'.",
      );
    case 'forbidden':
      return answer(
        403,
        'AuthorizationFailed',
        `The client 'skyledger' with object id '00000000-0000-0000-0000-000000000000' does not have authorization to perform the read action over scope '${path}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
      );
    case 'not-found':
      return subscriptionOrResourceNotFound(path);
    case 'throttled': {
      const seconds = refusal.retryAfterSeconds;
      return answer(
        429,
        'SubscriptionRequestsThrottled',
        'Number of requests exceeded the limit. Please try again after some time.',
        seconds === undefined ? {} : { 'retry-after': String(seconds) },
      );
    }
    case 'failure':
      return answer(
        refusal.status,
        refusal.status === 504 ? 'GatewayTimeout' : 'InternalServerError',
        'Encountered internal server error. Diagnostic information: timestamp, subscription id, tracking id.',
      );
    case 'invalid':
      return answer(
        400,
        refusal.message.startsWith('The api-version')
          ? 'MissingApiVersionParameter'
          : 'InvalidParameter',
        refusal.message,
      );
  }
}

function subscriptionOrResourceNotFound(path: string): Answer {
  const subscription = /^\/subscriptions\/([^/]+)/.exec(path)?.[1];
  if (subscription === undefined || path.split('/').length < 6) {
    return answer(
      404,
      'SubscriptionNotFound',
      `The subscription '${subscription ?? ''}' could not be found.`,
    );
  }
  const resource = /\/providers\/(.+)$/.exec(path)?.[1] ?? path;
  return answer(
    404,
    'ResourceNotFound',
    `The Resource '${resource}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );
}

function answer(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify({ error: { code, message } }),
  };
}
