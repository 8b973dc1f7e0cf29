import { Controller } from '@nestjs/common';
import { type DiscoveryCompleted, discoveryCompleted } from '@skyledger/contracts';
import { OnEvent } from '@skyledger/messaging';
import { RunOutcomeService } from './run-outcome.service';

@Controller()
export class JudgeRunsHandler {
  constructor(private readonly outcomes: RunOutcomeService) {}

  @OnEvent(discoveryCompleted, { queue: 'accounts.discovery.completed' })
  async handle(completed: DiscoveryCompleted): Promise<void> {
    await this.outcomes.judgeRuns(completed);
  }
}
