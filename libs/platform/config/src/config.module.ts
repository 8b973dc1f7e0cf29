import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { SkyledgerConfig } from './load-config';

/** Injection token of the validated `SkyledgerConfig`. */
export const SKYLEDGER_CONFIG = Symbol('SKYLEDGER_CONFIG');

/** Provides the configuration to every module; import once, in the application's root module. */
@Global()
@Module({})
export class ConfigModule {
  static forRoot(config: SkyledgerConfig): DynamicModule {
    return {
      module: ConfigModule,
      providers: [{ provide: SKYLEDGER_CONFIG, useValue: config }],
      exports: [SKYLEDGER_CONFIG],
    };
  }
}
