import { Controller } from '@nestjs/common';
import { type ResourceUpserted, resourceUpserted } from '@skyledger/contracts';
import { OnEvent } from '@skyledger/messaging';
import { MatchingService } from './matching.service';

@Controller()
export class MatchResourcesHandler {
  constructor(private readonly matching: MatchingService) {}

  @OnEvent(resourceUpserted, { queue: 'agent-matcher.resource.upserted', prefetch: 4 })
  async handle({ tenantId, resources }: ResourceUpserted): Promise<void> {
    await this.matching.matchResources(
      tenantId,
      resources.map((resource) => resource.id),
    );
  }
}
