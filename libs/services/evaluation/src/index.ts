export { EvaluationModule } from './evaluation.module';
export { EvaluationService, type EvaluationResult } from './evaluation.service';
