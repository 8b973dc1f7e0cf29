import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal } from '../auth/current-principal.decorator';
import type { Principal } from '../auth/principal';
import { ApiRoute } from '../http/api-route.decorator';
import { type Me, meSchema } from './me.schema';

@ApiTags('Access')
@Controller('me')
export class MeController {
  @Get()
  @ApiRoute({
    summary: 'Show who you are and what you may do',
    access: 'authenticated',
    response: meSchema,
  })
  show(@CurrentPrincipal() { tenantId, kind, id, name, grants }: Principal): Me {
    return {
      tenant_id: tenantId,
      kind,
      id,
      name,
      grants: grants.map(({ entityId, permissions }) => ({
        entity_id: entityId,
        permissions: [...permissions],
      })),
    };
  }
}
