import { Body, Controller, Get, HttpStatus, Post, Query, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { registerAgent } from '@skyledger/contracts';
import { MessageBus } from '@skyledger/messaging';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { CurrentPrincipal } from '../auth/current-principal.decorator';
import type { Principal } from '../auth/principal';
import { ApiRoute } from '../http/api-route.decorator';
import type { JsonText } from '../http/json-text';
import { AgentRepository } from './agent.repository';
import {
  agentPageSchema,
  type AgentQuery,
  agentQuerySchema,
  type RegisterAgentBody,
  registerAgentSchema,
  registeredAgentSchema,
} from './agent.schema';

@ApiTags('Agents')
@Controller('agents')
export class AgentsController {
  constructor(
    private readonly agents: AgentRepository,
    private readonly bus: MessageBus,
  ) {}

  @Get()
  @ApiRoute({ summary: 'List agents', access: 'Resource:read', response: agentPageSchema })
  list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: agentQuerySchema }) query: AgentQuery,
  ): Promise<JsonText> {
    return this.agents.list(principal, query);
  }

  @Post()
  @ApiRoute({
    summary: 'Register an agent',
    description: 'An agent registers when it starts and when its addresses change.',
    access: 'Agent:register',
    status: 201,
    response: registeredAgentSchema,
    problems: { 504: 'The matcher did not answer in time' },
  })
  @ApiResponse({
    status: HttpStatus.OK,
    description: 'The agent was known by its key',
    standardSchema: registeredAgentSchema,
  })
  async register(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: registerAgentSchema }) body: RegisterAgentBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.infer<typeof registeredAgentSchema>> {
    const { tenantId, name: actor } = principal;
    const known = await this.agents.isKnown(tenantId, body.agent_key);
    const { agentId } = await this.bus.request(registerAgent, {
      tenantId,
      actor,
      agentKey: body.agent_key,
      hostname: body.hostname,
      instanceId: body.instance_id,
      privateIps: body.private_ips,
      publicIps: body.public_ips,
      version: body.version,
    });
    if (known) void reply.code(HttpStatus.OK);
    return { id: agentId };
  }
}
