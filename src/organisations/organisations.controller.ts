import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform';
import { CurrentActor } from '../identity';
import { OrganisationListQuery, OrganisationPage, OrganisationView, toOrganisationView } from './organisations.dto';
import { OrganisationsService } from './organisations.service';

@ApiTags('organisations')
@Controller('organisations')
export class OrganisationsController {
  constructor(private readonly organisations: OrganisationsService) {}

  @Get()
  @ApiOperation({ operationId: 'listOrganisations', summary: 'Your own organisation and those that you may know of' })
  @ApiOkResponse({ type: OrganisationPage })
  async list(@CurrentActor() actor: Actor, @Query() query: OrganisationListQuery): Promise<OrganisationPage> {
    const page = await this.organisations.list(actor, query);
    return { ...page, items: page.items.map(toOrganisationView) };
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getOrganisation', summary: 'One organisation' })
  @ApiOkResponse({ type: OrganisationView })
  async one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<OrganisationView> {
    return toOrganisationView(await this.organisations.one(actor, id));
  }
}
