import { Controller, Injectable } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { discoveryRequested } from '@skyledger/contracts';
import { HandlerCheck } from './handler-check';
import { OnEvent } from './on-event.decorator';

@Injectable()
@Controller()
class Handlers {
  @OnEvent(discoveryRequested, { queue: 'test.discovery.requested' })
  async handle(): Promise<void> {}
}

const start = async (metadata: {
  providers?: (typeof Handlers)[];
  controllers?: (typeof Handlers)[];
}) => {
  const { providers = [], controllers = [] } = metadata;
  const module = await Test.createTestingModule({
    imports: [DiscoveryModule],
    providers: [HandlerCheck, ...providers],
    controllers,
  }).compile();
  await module.init();
};

describe('HandlerCheck', () => {
  it('accepts handlers in controllers', async () => {
    await expect(start({ controllers: [Handlers] })).resolves.toBeUndefined();
  });

  it('refuses handlers in providers, which would never be called', async () => {
    await expect(start({ providers: [Handlers] })).rejects.toThrow('list it in controllers');
  });
});
