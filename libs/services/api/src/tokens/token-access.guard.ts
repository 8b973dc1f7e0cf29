import { Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { RowAccessGuard } from '../auth/row-access.guard';
import { UuidPipe } from '../http/path-id.pipe';
import { TokenRepository } from './token.repository';

/** Sees to what the principal may do with the token that the route names. */
@Injectable()
export class TokenAccessGuard extends RowAccessGuard {
  constructor(reflector: Reflector, tokens: TokenRepository) {
    super(reflector, tokens, 'token', new UuidPipe('token'));
  }
}
