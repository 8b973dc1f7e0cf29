import { RestRefusal } from '../cloud/rest-api';
import type { RestRoute } from '../cloud/rest-route';
import type { AzureAccount } from './azure-account';

type Answer = RestRoute<AzureAccount>['answer'];

/** Every request has to say which version of the API it means. */
export function versioned(answer: Answer): Answer {
  return (call) => {
    if (!/^\d{4}-\d\d-\d\d(-preview)?$/.test(call.query.get('api-version') ?? '')) {
      throw new RestRefusal({
        kind: 'invalid',
        message: 'The api-version query parameter (?api-version=) is required for all requests.',
      });
    }
    return answer(call);
  };
}
