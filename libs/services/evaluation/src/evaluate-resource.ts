import { Logger } from '@nestjs/common';
import { type Check, type Outcome, unknown } from '@skyledger/check-sdk';
import {
  ATTRIBUTE_SCHEMAS,
  type LedgerResource,
  type ResourceType,
} from '@skyledger/resource-model';

/** What one check said of a resource. */
export interface Evaluated {
  check: Check;
  outcome: Outcome;
}

/** The checks of a resource type. */
export type ChecksFor = (type: ResourceType) => readonly Check[];

const logger = new Logger('Evaluation');

/** By type, every attribute as not observed. */
const NOT_OBSERVED = new Map<string, Record<string, null>>(
  Object.entries(ATTRIBUTE_SCHEMAS).map(([type, schema]) => [
    type,
    Object.fromEntries(Object.keys(schema.shape).map((attribute) => [attribute, null])),
  ]),
);

/**
 * Runs every check of the resource's type. A check that throws says `unknown`, and is logged. A row
 * that was written before the model had some attribute counts as not having observed it.
 */
export function evaluateResource(resource: LedgerResource, checksFor: ChecksFor): Evaluated[] {
  const attributes = { ...NOT_OBSERVED.get(resource.resourceType), ...resource.attributes };
  const complete = { ...resource, attributes } as LedgerResource;
  return checksFor(resource.resourceType).map((check) => ({
    check,
    outcome: outcomeOf(check, complete),
  }));
}

function outcomeOf(check: Check, resource: LedgerResource): Outcome {
  try {
    return check.evaluate(resource);
  } catch (error) {
    logger.error(`check ${check.id} threw on resource ${resource.id}`, error);
    return unknown('the check failed to run');
  }
}
