import type { AwsQueryProtocol, XmlShapeDeserializer } from '@aws-sdk/core/protocols';
import { StreamingXmlDeserializer } from './streaming-deserializer';

/** The protocols whose answers are XML and made from nothing but their body. */
const QUERY_PROTOCOLS: ReadonlySet<unknown> = new Set([
  'aws.protocols#awsQuery',
  'aws.protocols#ec2Query',
]);

/** The part of the SDK's clients that is used; `protocol` is not in their types. */
interface SdkClient {
  readonly config: object;
  readonly middlewareStack: { remove(name: string): boolean };
}

/**
 * Has a client of the SDK read its answers with {@link StreamingXmlDeserializer}, if it is one that
 * speaks a query protocol; others stay as they are.
 *
 * The SDK also makes a copy of each answer, without secrets, for a log. Nobody gives it one, and the
 * copy takes as long as the reading, so that the client no longer makes it.
 */
export function streamAnswers<Client extends SdkClient>(client: Client): Client {
  const { protocol } = client.config as { protocol?: unknown };
  if (isQueryProtocol(protocol)) {
    protocol.deserializer = new StreamingXmlDeserializer(protocol.deserializer.settings);
    client.middlewareStack.remove('loggerMiddleware');
  }
  return client;
}

/** What the SDK keeps to its own subclasses. */
interface QueryProtocol {
  deserializer: XmlShapeDeserializer;
}

function isQueryProtocol(protocol: unknown): protocol is QueryProtocol {
  const { getShapeId } = (protocol ?? {}) as Partial<AwsQueryProtocol>;
  return QUERY_PROTOCOLS.has(getShapeId?.call(protocol));
}
