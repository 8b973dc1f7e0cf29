import { Inject, Injectable, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { ConfigModule, SKYLEDGER_CONFIG } from './config.module';
import { loadConfig, type SkyledgerConfig } from './load-config';

@Injectable()
class Reader {
  constructor(@Inject(SKYLEDGER_CONFIG) readonly config: SkyledgerConfig) {}
}

@Module({ providers: [Reader] })
class FeatureModule {}

it('provides the configuration to modules that do not import it', async () => {
  const config = loadConfig({ PORT: '8080' });
  const app = await Test.createTestingModule({
    imports: [ConfigModule.forRoot(config), FeatureModule],
  }).compile();
  expect(app.get(Reader, { strict: false }).config).toBe(config);
  await app.close();
});
