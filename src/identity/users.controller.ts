import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IfMatch, ListQuery } from '../platform';
import type { Actor } from '../platform';
import { AddUserDto, ChangeUserDto, NewUserView, toNewUserView, toUserView, UserPage, UserView } from './users.dto';
import { CurrentActor } from './request';
import { UserChangesService } from './user-changes.service';
import { UsersService } from './users.service';

@ApiTags('users')
@Controller('users')
export class UsersController {
  constructor(
    private readonly users: UsersService,
    private readonly changes: UserChangesService,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listUsers', summary: 'Who may sign in for your organisation' })
  @ApiOkResponse({ type: UserPage })
  async list(@CurrentActor() actor: Actor, @Query() query: ListQuery): Promise<UserPage> {
    const page = await this.users.list(actor, query);
    return { ...page, items: page.items.map(toUserView) };
  }

  @Post()
  @ApiOperation({
    operationId: 'addUser',
    summary: 'Give somebody a role; the answer holds a one-time token for a password',
  })
  @ApiCreatedResponse({ type: NewUserView })
  async add(@CurrentActor() actor: Actor, @Body() { email, role }: AddUserDto): Promise<NewUserView> {
    return toNewUserView(await this.users.add(actor, email, role));
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getUser', summary: 'One user of your organisation' })
  @ApiOkResponse({ type: UserView })
  async one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<UserView> {
    return toUserView(await this.users.one(actor, id));
  }

  @Patch(':id')
  @ApiOperation({ operationId: 'changeUser', summary: 'Give a user another role' })
  @ApiOkResponse({ type: UserView })
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() { role }: ChangeUserDto,
  ): Promise<UserView> {
    await this.changes.changeRole(actor, id, version, role);
    return toUserView(await this.users.one(actor, id));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'removeUser',
    summary: 'End a role: what the person was signed in with for it, and tokens they made, stop at once',
  })
  @ApiNoContentResponse()
  remove(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<void> {
    return this.changes.remove(actor, id, version);
  }

  @Post(':id/one-time-link')
  @ApiOperation({
    operationId: 'makeOneTimeLink',
    summary: 'A new way in for a user who lost theirs; it opens your organisation and no other',
  })
  @ApiCreatedResponse({ type: NewUserView })
  async newLink(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<NewUserView> {
    return toNewUserView(await this.changes.newLink(actor, id, version));
  }
}
