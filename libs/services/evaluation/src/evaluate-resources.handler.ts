import { Controller } from '@nestjs/common';
import { type ResourceUpserted, resourceUpserted } from '@skyledger/contracts';
import { OnEvent } from '@skyledger/messaging';
import { EvaluationService } from './evaluation.service';

@Controller()
export class EvaluateResourcesHandler {
  constructor(private readonly evaluation: EvaluationService) {}

  /** Few pages at once: each holds a connection, and a page is a thousand resources. */
  @OnEvent(resourceUpserted, { queue: 'check-evaluator.resource.upserted', prefetch: 4 })
  async handle({ tenantId, resources }: ResourceUpserted): Promise<void> {
    await this.evaluation.evaluate(
      tenantId,
      resources.map((resource) => resource.id),
    );
  }
}
