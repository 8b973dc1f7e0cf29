import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Limits } from './limits';

/** Offers `Limits` to the whole application. */
@Module({})
export class LimitsModule implements OnApplicationShutdown {
  constructor(@Inject(Limits) private readonly limits: Limits) {}

  static forRoot(options: { redisUrl: string | null }): DynamicModule {
    return {
      module: LimitsModule,
      global: true,
      providers: [{ provide: Limits, useFactory: () => new Limits(options.redisUrl) }],
      exports: [Limits],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.limits.close();
  }
}
