import { Controller } from '@nestjs/common';
import { type ResourceRemoved, resourceRemoved } from '@skyledger/contracts';
import { OnEvent } from '@skyledger/messaging';
import { MatchingService } from './matching.service';

@Controller()
export class MatchRemovedHandler {
  constructor(private readonly matching: MatchingService) {}

  /** Matches by the rows as they are now: the resource may have come back since. */
  @OnEvent(resourceRemoved, { queue: 'agent-matcher.resource.removed', prefetch: 4 })
  async handle({ tenantId, resourceIds }: ResourceRemoved): Promise<void> {
    await this.matching.matchResources(tenantId, resourceIds);
  }
}
