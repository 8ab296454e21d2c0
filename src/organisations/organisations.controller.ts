import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IfMatch } from '../platform';
import type { Actor } from '../platform';
import { CurrentActor } from '../identity';
import { ChangeOrganisationDto, EndIdentifierDto, IdentifierDto } from './change-organisation.dto';
import { OrganisationChanges } from './organisation-changes.service';
import {
  OrganisationDetailView,
  OrganisationListQuery,
  OrganisationPage,
  toOrganisationDetailView,
  toOrganisationView,
} from './organisations.dto';
import { OrganisationsService } from './organisations.service';

@ApiTags('organisations')
@Controller('organisations')
export class OrganisationsController {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly changes: OrganisationChanges,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listOrganisations', summary: 'Your own organisation and those that you may know of' })
  @ApiOkResponse({ type: OrganisationPage })
  async list(@CurrentActor() actor: Actor, @Query() query: OrganisationListQuery): Promise<OrganisationPage> {
    const page = await this.organisations.list(actor, query);
    return { ...page, items: page.items.map(toOrganisationView) };
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getOrganisation', summary: 'One organisation, with its profile' })
  @ApiOkResponse({ type: OrganisationDetailView })
  async one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<OrganisationDetailView> {
    return toOrganisationDetailView(await this.organisations.one(actor, id));
  }

  @Patch(':id')
  @ApiOperation({
    operationId: 'changeOrganisation',
    summary: 'Change what is recorded about your organisation, or about a group that you listed',
  })
  @ApiOkResponse({ type: OrganisationDetailView })
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() wanted: ChangeOrganisationDto,
  ): Promise<OrganisationDetailView> {
    await this.changes.change(actor, id, version, wanted);
    return this.one(actor, id);
  }

  @Post(':id/identifiers')
  @ApiOperation({ operationId: 'addIdentifier', summary: 'Add a number in a public register; none is ever needed' })
  @ApiCreatedResponse({ type: OrganisationDetailView })
  async addIdentifier(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() wanted: IdentifierDto,
  ): Promise<OrganisationDetailView> {
    return this.one(actor, await this.changes.addIdentifier(actor, id, wanted));
  }

  @Post(':id/identifiers/:identifierId/end')
  @HttpCode(200)
  @ApiOperation({ operationId: 'endIdentifier', summary: 'Say from when a number no longer holds' })
  @ApiOkResponse({ type: OrganisationDetailView })
  async endIdentifier(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('identifierId', ParseUUIDPipe) identifierId: string,
    @IfMatch() version: number,
    @Body() wanted: EndIdentifierDto,
  ): Promise<OrganisationDetailView> {
    return this.one(actor, await this.changes.endIdentifier(actor, [id, identifierId], version, wanted));
  }
}
