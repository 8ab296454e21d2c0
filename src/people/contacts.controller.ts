import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IfMatch } from '../platform';
import type { Actor } from '../platform';
import { CurrentActor } from '../identity';
import { ContactChanges } from './contact-changes.service';
import {
  AddContactDto,
  ChangeContactDto,
  ContactListQuery,
  ContactPage,
  ContactView,
  toContactView,
} from './contacts.dto';
import { ContactsService } from './contacts.service';

@ApiTags('contacts')
@Controller('contacts')
export class ContactsController {
  constructor(
    private readonly contacts: ContactsService,
    private readonly changes: ContactChanges,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listContacts', summary: 'The people of both sides, as your partnerships know them' })
  @ApiOkResponse({ type: ContactPage })
  async list(@CurrentActor() actor: Actor, @Query() query: ContactListQuery): Promise<ContactPage> {
    const page = await this.contacts.list(actor, query);
    return { ...page, items: page.items.map(toContactView) };
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getContact', summary: 'One contact, and whether they can be reached today' })
  @ApiOkResponse({ type: ContactView })
  async one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<ContactView> {
    return toContactView(await this.contacts.one(actor, id));
  }

  @Post()
  @ApiOperation({
    operationId: 'addContact',
    summary: 'Add one of your own people to a partnership, or somebody of the group who has no record yet',
  })
  @ApiCreatedResponse({ type: ContactView })
  async add(@CurrentActor() actor: Actor, @Body() wanted: AddContactDto): Promise<ContactView> {
    return this.one(actor, await this.changes.add(actor, wanted));
  }

  @Patch(':id')
  @ApiOperation({ operationId: 'changeContact', summary: 'Change how somebody can be reached in this partnership' })
  @ApiOkResponse({ type: ContactView })
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() wanted: ChangeContactDto,
  ): Promise<ContactView> {
    await this.changes.change(actor, id, version, wanted);
    return this.one(actor, id);
  }

  @Post(':id/verification')
  @HttpCode(200)
  @ApiOperation({ operationId: 'verifyContact', summary: 'Say that these details were checked today and are right' })
  @ApiOkResponse({ type: ContactView })
  async verify(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<ContactView> {
    return this.one(actor, await this.changes.verify(actor, id, version));
  }
}
