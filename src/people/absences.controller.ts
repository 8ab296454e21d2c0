import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform';
import { CurrentActor } from '../identity';
import { AbsenceListQuery, AbsencePage, AbsenceView, AddAbsenceDto, toAbsenceView } from './absences.dto';
import { Absences } from './absences.service';

@ApiTags('absences')
@Controller('absences')
export class AbsencesController {
  constructor(private readonly absences: Absences) {}

  @Get()
  @ApiOperation({
    operationId: 'listAbsences',
    summary: 'Who cannot be reached when, on both sides, and who stands in',
  })
  @ApiOkResponse({ type: AbsencePage })
  async list(@CurrentActor() actor: Actor, @Query() query: AbsenceListQuery): Promise<AbsencePage> {
    const page = await this.absences.list(actor, query);
    return { ...page, items: page.items.map(toAbsenceView) };
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getAbsence', summary: 'One absence' })
  @ApiOkResponse({ type: AbsenceView })
  async one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<AbsenceView> {
    return toAbsenceView(await this.absences.one(actor, id));
  }

  @Post()
  @ApiOperation({
    operationId: 'addAbsence',
    summary: 'Say when one of your people cannot be reached, and who stands in',
  })
  @ApiCreatedResponse({ type: AbsenceView })
  async add(@CurrentActor() actor: Actor, @Body() wanted: AddAbsenceDto): Promise<AbsenceView> {
    return this.one(actor, await this.absences.add(actor, wanted));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'removeAbsence', summary: 'They are there after all, or back earlier' })
  @ApiNoContentResponse()
  remove(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.absences.remove(actor, id);
  }
}
