import { Controller } from '@nestjs/common';
import { replaceCredentials } from '@skyledger/contracts';
import { OnRequest } from '@skyledger/messaging';
import {
  CredentialReplacementService,
  type ReplaceCredentialsRequest,
} from './credential-replacement.service';
import type { AcceptedResponse } from './revalidation.service';

@Controller()
export class ReplaceCredentialsHandler {
  constructor(private readonly credentials: CredentialReplacementService) {}

  @OnRequest(replaceCredentials)
  handle(request: ReplaceCredentialsRequest): Promise<AcceptedResponse> {
    return this.credentials.replace(request);
  }
}
