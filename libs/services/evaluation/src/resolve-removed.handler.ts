import { Controller } from '@nestjs/common';
import { type ResourceRemoved, resourceRemoved } from '@skyledger/contracts';
import { OnEvent } from '@skyledger/messaging';
import { EvaluationService } from './evaluation.service';

@Controller()
export class ResolveRemovedHandler {
  constructor(private readonly evaluation: EvaluationService) {}

  /** Evaluates rather than resolves: the resource may have come back since. */
  @OnEvent(resourceRemoved, { queue: 'check-evaluator.resource.removed', prefetch: 4 })
  async handle({ tenantId, resourceIds }: ResourceRemoved): Promise<void> {
    await this.evaluation.evaluate(tenantId, resourceIds);
  }
}
