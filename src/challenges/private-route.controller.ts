import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../identity';
import { IfMatch } from '../platform';
import type { Actor } from '../platform';
import { PrivateMatters } from './private-matters.service';
import { PrivatePeople } from './private-people.service';
import {
  MatterListQuery,
  MatterPage,
  MatterView,
  NamedPersonView,
  NamePrivatePersonDto,
  PrivatePeopleView,
  ReplyDto,
  SendMatterDto,
} from './private.dto';

@ApiTags('private route')
@Controller()
export class PrivateRouteController {
  constructor(
    private readonly people: PrivatePeople,
    private readonly matters: PrivateMatters,
  ) {}

  @Get('settings/private-person')
  @ApiOperation({ operationId: 'getPrivatePerson', summary: 'Whom groups can tell something in private' })
  @ApiOkResponse({ type: NamedPersonView })
  now(@CurrentActor() actor: Actor): Promise<NamedPersonView> {
    return this.people.now(actor);
  }

  @Put('settings/private-person')
  @ApiOperation({
    operationId: 'namePrivatePerson',
    summary: 'Name somebody outside the working relationship, or nobody any more',
  })
  @ApiOkResponse({ type: NamedPersonView })
  async name(
    @CurrentActor() actor: Actor,
    @IfMatch() version: number,
    @Body() request: NamePrivatePersonDto,
  ): Promise<NamedPersonView> {
    await this.people.name(actor, version, request);
    return this.people.now(actor);
  }

  @Get('private-people')
  @ApiOperation({ operationId: 'listPrivatePeople', summary: 'Whom you can tell something in private, by health body' })
  @ApiOkResponse({ type: PrivatePeopleView })
  async forMe(@CurrentActor() actor: Actor): Promise<PrivatePeopleView> {
    return { items: await this.people.forMe(actor) };
  }

  @Get('private-matters')
  @ApiOperation({
    operationId: 'listPrivateMatters',
    summary: 'What your group told in private, or what you yourself were told',
    description: 'Of a health body, nobody reads a matter but the one person to whom it was sent.',
  })
  @ApiOkResponse({ type: MatterPage })
  list(@CurrentActor() actor: Actor, @Query() query: MatterListQuery): Promise<MatterPage> {
    return this.matters.list(actor, query);
  }

  @Post('private-matters')
  @ApiOperation({ operationId: 'sendPrivateMatter', summary: 'Tell one person of a health body something in private' })
  @ApiCreatedResponse({ type: MatterView })
  async send(@CurrentActor() actor: Actor, @Body() request: SendMatterDto): Promise<MatterView> {
    return this.matters.one(actor, await this.matters.send(actor, request));
  }

  @Post('private-matters/:id/replies')
  @ApiOperation({ operationId: 'replyToPrivateMatter', summary: 'Write on, in either direction' })
  @ApiCreatedResponse({ type: MatterView })
  async reply(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() request: ReplyDto,
  ): Promise<MatterView> {
    return this.matters.one(actor, await this.matters.reply(actor, id, request));
  }
}
