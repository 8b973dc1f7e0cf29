import { Controller } from '@nestjs/common';
import { mintExternalId } from '@skyledger/contracts';
import { OnRequest } from '@skyledger/messaging';
import {
  ExternalIdService,
  type MintedExternalId,
  type MintExternalIdRequest,
} from './external-id.service';

@Controller()
export class MintExternalIdHandler {
  constructor(private readonly externalIds: ExternalIdService) {}

  @OnRequest(mintExternalId)
  handle(request: MintExternalIdRequest): Promise<MintedExternalId> {
    return this.externalIds.mint(request);
  }
}
