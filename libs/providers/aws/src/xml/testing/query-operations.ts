import * as autoScaling from '@aws-sdk/client-auto-scaling';
import * as ec2 from '@aws-sdk/client-ec2';
import * as elastiCache from '@aws-sdk/client-elasticache';
import * as elb from '@aws-sdk/client-elastic-load-balancing';
import * as elbv2 from '@aws-sdk/client-elastic-load-balancing-v2';
import * as iam from '@aws-sdk/client-iam';
import * as rds from '@aws-sdk/client-rds';
import * as redshift from '@aws-sdk/client-redshift';
import * as sns from '@aws-sdk/client-sns';
import * as sts from '@aws-sdk/client-sts';
import { NormalizedSchema } from '@smithy/core/schema';
import type { Schema } from '@smithy/types';

/** Every service that is read and answers by a query protocol. */
const CLIENTS: Readonly<Record<string, object>> = {
  ec2,
  elbv2,
  elb,
  rds,
  autoScaling,
  elastiCache,
  redshift,
  iam,
  sns,
  sts,
};

/** An operation of a service, as its client describes it. */
export interface QueryOperation {
  name: string;
  output: Schema;
  /** The element that the protocol puts around the answer. */
  wrapper: string | undefined;
}

/** What a client calls the kind of its descriptions that are of operations. */
const OPERATION = 9;
type Description = [kind: number, namespace: string, name: string, unknown, Schema, Schema];

/** The operations of every service, by its name, whose answers have a body. */
export const QUERY_OPERATIONS: readonly [service: string, operations: QueryOperation[]][] =
  Object.entries(CLIENTS).map(([service, client]) => [service, operationsOf(service, client)]);

function operationsOf(service: string, client: object): QueryOperation[] {
  return Object.values(client)
    .filter((each): each is Description => Array.isArray(each) && each[0] === OPERATION)
    .map(([, , name, , , output]) => ({
      name,
      output,
      wrapper: service === 'ec2' ? undefined : `${name}Result`,
    }))
    .filter(({ output }) => !NormalizedSchema.of(output).isUnitSchema());
}
