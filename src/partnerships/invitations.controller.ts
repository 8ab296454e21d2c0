import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IfMatch } from '../platform';
import type { Actor } from '../platform';
import { CurrentActor } from '../identity';
import {
  InvitationListQuery,
  InvitationPage,
  InvitationView,
  InviteDto,
  NewInvitationView,
  toInvitationView,
  toNewInvitationView,
} from './invitations.dto';
import { InvitationsService } from './invitations.service';

@ApiTags('invitations')
@Controller('invitations')
export class InvitationsController {
  constructor(private readonly invitations: InvitationsService) {}

  @Post()
  @ApiOperation({ operationId: 'inviteGroup', summary: 'Invite one contact of a listed group who was told beforehand' })
  @ApiCreatedResponse({ type: NewInvitationView })
  async invite(@CurrentActor() actor: Actor, @Body() request: InviteDto): Promise<NewInvitationView> {
    const { id, token } = await this.invitations.invite(actor, request);
    return toNewInvitationView(await this.invitations.one(actor, id), token);
  }

  @Get()
  @ApiOperation({ operationId: 'listInvitations', summary: 'Whom you have invited, newest first' })
  @ApiOkResponse({ type: InvitationPage })
  async list(@CurrentActor() actor: Actor, @Query() query: InvitationListQuery): Promise<InvitationPage> {
    const page = await this.invitations.list(actor, query);
    return { ...page, items: page.items.map(toInvitationView) };
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getInvitation', summary: 'One invitation, and whether it was answered' })
  @ApiOkResponse({ type: InvitationView })
  async one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<InvitationView> {
    return toInvitationView(await this.invitations.one(actor, id));
  }

  @Post(':id/email')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'emailInvitation',
    summary: 'Email the link to the contact whom the invitation is for, from the next daytime on',
  })
  @ApiOkResponse({ type: InvitationView })
  async email(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<InvitationView> {
    await this.invitations.email(actor, id, version);
    return toInvitationView(await this.invitations.one(actor, id));
  }

  @Post(':id/withdrawal')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'withdrawInvitation',
    summary: 'Take an invitation back: its link stops working at once',
  })
  @ApiOkResponse({ type: InvitationView })
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<InvitationView> {
    await this.invitations.withdraw(actor, id, version);
    return toInvitationView(await this.invitations.one(actor, id));
  }
}
