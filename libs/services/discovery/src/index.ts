export { BatchWrites } from './collect/batch-writes';
export { type Batch, PageWriter } from './collect/page-writer.service';
export { prepareRows } from './write/prepare-rows';
export { PassCollector } from './collect/pass-collector.service';
export { type PassLease, takeLease } from './collect/pass.repository';
export { DISCOVERY_OPTIONS, discoveryOptions, type DiscoveryOptions } from './discovery-options';
export { DiscoveryModule } from './discovery.module';
export { RunPlanner } from './plan/run-planner.service';
