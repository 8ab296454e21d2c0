import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ListQuery } from '../platform';
import type { Actor } from '../platform';
import { AddUserDto, NewUserView, toNewUserView, toUserView, UserPage } from './identity.dto';
import { CurrentActor } from './request';
import { UsersService } from './users.service';

@ApiTags('users')
@Controller('users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

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
}
