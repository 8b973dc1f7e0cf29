import type { EmulatedRequest } from '../server/exchange';
import type { AwsOperation } from './aws-call';
import type { AwsProtocol } from './refusals';

/** A service of AWS: how it is spoken to and what it can be asked. */
export interface AwsService {
  /** What faults and statistics count it under. */
  readonly name: string;
  /** What stands in the scope of its signatures. */
  readonly signingName: string;
  readonly protocol: AwsProtocol;
  readonly operations: Readonly<Record<string, AwsOperation>>;
  /**
   * Where the path tells the operation: `GET /clusters/:name` and its name, in the order in which
   * they are tried. What stands for `:name` becomes a field of the call's input.
   */
  readonly routes?: Readonly<Record<string, string>>;
  /** Tells services apart that sign alike; the first one that accepts a request answers it. */
  accepts?(request: EmulatedRequest): boolean;
}
