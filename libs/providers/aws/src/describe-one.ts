import type { AwsClient, AwsRequest, Send } from './client';
import type { Denials } from './denials';
import type { Service } from './service-clients';

/**
 * What a service tells of one listed resource: `null` when it is gone since it was listed,
 * `undefined` when it was refused.
 *
 * @param listed the resource's name and the error by which the service says that it has none such
 */
export async function describeOne<S extends Service, Answer>(
  client: AwsClient,
  request: AwsRequest<S>,
  listed: { name: string; gone: string },
  denials: Denials,
  send: Send<S, Answer>,
): Promise<Answer | null | undefined> {
  return denials.unlessDenied(listed.name, () =>
    client.call<S, Answer | null>(request, (sdk, options) =>
      send(sdk, options).catch((error: unknown) => {
        // Taken as an answer, so that the request gate sees no failure.
        if (error instanceof Error && error.name === listed.gone) return null;
        throw error;
      }),
    ),
  );
}
