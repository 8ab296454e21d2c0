import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AsOfQuery, IfMatch } from '../platform';
import type { Actor } from '../platform';
import { CurrentActor } from '../identity';
import { ContractChangeService } from './contract-change.service';
import { ContractDetailView, toContractDetailView } from './contract-detail.dto';
import { ContractDetailService } from './contract-detail.service';
import { ContractDraftService } from './contract-draft.service';
import { ChangeContractDto, DraftContractDto, PlanTermsDto } from './contract-terms.dto';
import { ContractListQuery, ContractPage, toContractView } from './contracts.dto';
import { ContractsService } from './contracts.service';
import {
  SchedulePreviewView,
  ScheduleQuery,
  ScheduleView,
  toSchedulePreviewView,
  toScheduleView,
} from './schedule.dto';
import { ScheduleService } from './schedule.service';

@ApiTags('contracts')
@Controller('contracts')
export class ContractsController {
  constructor(
    private readonly contracts: ContractsService,
    private readonly details: ContractDetailService,
    private readonly drafts: ContractDraftService,
    private readonly changes: ContractChangeService,
    private readonly schedules: ScheduleService,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listContracts', summary: 'Contracts of your partnerships' })
  @ApiOkResponse({ type: ContractPage })
  async list(@CurrentActor() actor: Actor, @Query() query: ContractListQuery): Promise<ContractPage> {
    const page = await this.contracts.list(actor, query);
    return { ...page, items: page.items.map(toContractView) };
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getContract', summary: 'One contract, with its money, its leads and its history' })
  @ApiOkResponse({ type: ContractDetailView })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { asOf }: AsOfQuery,
  ): Promise<ContractDetailView> {
    return toContractDetailView(await this.details.one(actor, id, asOf));
  }
  @Post()
  @ApiOperation({ operationId: 'draftContract', summary: 'Draft a contract, with its payments planned at once' })
  @ApiCreatedResponse({ type: ContractDetailView })
  async draft(@CurrentActor() actor: Actor, @Body() request: DraftContractDto): Promise<ContractDetailView> {
    return toContractDetailView(await this.details.one(actor, await this.drafts.draft(actor, request)));
  }

  @Post('schedule-preview')
  @HttpCode(200)
  @ApiOperation({ operationId: 'previewSchedule', summary: 'What terms of payment come to; nothing is saved' })
  @ApiOkResponse({ type: SchedulePreviewView })
  async preview(@CurrentActor() actor: Actor, @Body() terms: PlanTermsDto): Promise<SchedulePreviewView> {
    return toSchedulePreviewView(await this.drafts.preview(actor, terms));
  }

  @Patch(':id')
  @ApiOperation({
    operationId: 'changeContract',
    summary: 'Change a draft, or the title, purchase order and need of an invoice of any contract',
  })
  @ApiOkResponse({ type: ContractDetailView })
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() request: ChangeContractDto,
  ): Promise<ContractDetailView> {
    await this.changes.change(actor, id, version, request);
    return toContractDetailView(await this.details.one(actor, id));
  }

  @Get(':id/schedule')
  @ApiOperation({
    operationId: 'getSchedule',
    summary: 'The plan of payments of a contract, or an earlier version of it',
  })
  @ApiOkResponse({ type: ScheduleView })
  async schedule(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { version }: ScheduleQuery,
  ): Promise<ScheduleView> {
    return toScheduleView(await this.schedules.one(actor, id, version));
  }
}
