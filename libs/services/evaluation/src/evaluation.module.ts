import { Module } from '@nestjs/common';
import { ALL_CHECKS } from '@skyledger/checks';
import { EvaluateResourcesHandler } from './evaluate-resources.handler';
import { CHECKS, EvaluationService } from './evaluation.service';
import { FindingRepository } from './finding.repository';
import { LedgerResourceRepository } from './ledger-resource.repository';
import { ResolveRemovedHandler } from './resolve-removed.handler';

/**
 * Evaluates resources when they change and stores what is wrong with them. The application provides
 * the database and messaging.
 */
@Module({
  controllers: [EvaluateResourcesHandler, ResolveRemovedHandler],
  providers: [
    EvaluationService,
    FindingRepository,
    LedgerResourceRepository,
    { provide: CHECKS, useValue: ALL_CHECKS },
  ],
  exports: [EvaluationService],
})
export class EvaluationModule {}
