import { Body, Controller, Get, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IfMatch } from '../platform';
import type { Actor } from '../platform';
import { CurrentActor } from '../identity';
import { PeopleChanges } from './people-changes.service';
import { AddPersonDto, ChangePersonDto, PersonListQuery, PersonPage, PersonView, toPersonView } from './people.dto';
import { PeopleService } from './people.service';

@ApiTags('people')
@Controller('people')
export class PeopleController {
  constructor(
    private readonly people: PeopleService,
    private readonly changes: PeopleChanges,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listPeople', summary: 'The people of your own organisation' })
  @ApiOkResponse({ type: PersonPage })
  async list(@CurrentActor() actor: Actor, @Query() query: PersonListQuery): Promise<PersonPage> {
    const page = await this.people.list(actor, query);
    return { ...page, items: page.items.map((row) => toPersonView(row, actor.roles)) };
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getPerson', summary: 'Somebody of your own organisation' })
  @ApiOkResponse({ type: PersonView })
  async one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<PersonView> {
    return toPersonView(await this.people.one(actor, id), actor.roles);
  }

  @Post()
  @ApiOperation({ operationId: 'addPerson', summary: 'Add somebody of your own organisation' })
  @ApiCreatedResponse({ type: PersonView })
  async add(@CurrentActor() actor: Actor, @Body() wanted: AddPersonDto): Promise<PersonView> {
    return this.one(actor, await this.changes.add(actor, wanted));
  }

  @Patch(':id')
  @ApiOperation({
    operationId: 'changePerson',
    summary: 'Change somebody’s name, email or job title',
    description:
      'A new name or address takes the place of the former one in every partnership, list and file, at once.',
  })
  @ApiOkResponse({ type: PersonView })
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() wanted: ChangePersonDto,
  ): Promise<PersonView> {
    await this.changes.change(actor, id, version, wanted);
    return this.one(actor, id);
  }
}
