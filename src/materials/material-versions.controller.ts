import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../identity';
import { ApiStoredFile, Documents, sendFile } from '../platform';
import type { Actor } from '../platform';
import { MaterialEdits } from './material-edits.service';
import { MaterialDetailView, ProposalDetailView, VersionDetailView } from './material-view.dto';
import { CommentDto, ProposeEditDto, SayOfNameDto } from './materials.dto';
import { Materials } from './materials.service';
import { NameConsents } from './name-consents.service';
import { wrong } from './reading';

@ApiTags('materials')
@Controller('material-versions')
export class MaterialVersionsController {
  constructor(
    private readonly materials: Materials,
    private readonly edits: MaterialEdits,
    private readonly consents: NameConsents,
    private readonly documents: Documents,
  ) {}

  @Get(':id')
  @ApiOperation({ operationId: 'getMaterialVersion', summary: 'One version, side by side with the one before' })
  @ApiOkResponse({ type: VersionDetailView })
  one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<VersionDetailView> {
    return this.materials.oneVersion(actor, id);
  }

  @Get(':id/file')
  @ApiOperation({ operationId: 'getMaterialFile', summary: 'The file of a version, to be saved' })
  @ApiStoredFile()
  async file(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendFile(reply, await this.documents.read(actor, await this.materials.fileOf(actor, id)));
  }

  @Post(':id/proposals')
  @ApiOperation({ operationId: 'proposeEdit', summary: 'Propose other words, for the other side to accept or decline' })
  @ApiCreatedResponse({ type: ProposalDetailView })
  async propose(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() request: ProposeEditDto,
  ): Promise<ProposalDetailView> {
    return this.materials.proposal(actor, await this.edits.propose(actor, id, request));
  }

  @Post(':id/comments')
  @ApiOperation({ operationId: 'commentOnMaterial', summary: 'Say something of a version; the other side reads it' })
  @ApiCreatedResponse({ type: MaterialDetailView })
  async comment(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { words }: CommentDto,
  ): Promise<MaterialDetailView> {
    return this.materials.one(actor, await this.edits.comment(actor, id, words));
  }

  @Post(':id/consent')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'consentToName',
    summary: 'Say yes to the use of your group’s name in this version, and in no other',
  })
  @ApiOkResponse({ type: VersionDetailView })
  async consent(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { number }: SayOfNameDto,
  ): Promise<VersionDetailView> {
    await this.assertNumber(actor, id, number);
    return this.materials.oneVersion(actor, await this.consents.give(actor, id));
  }

  @Post(':id/consent/withdrawal')
  @HttpCode(200)
  @ApiOperation({ operationId: 'withdrawConsentToName', summary: 'Take that yes back, at once and without a reason' })
  @ApiOkResponse({ type: VersionDetailView })
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { number }: SayOfNameDto,
  ): Promise<VersionDetailView> {
    await this.assertNumber(actor, id, number);
    return this.materials.oneVersion(actor, await this.consents.withdraw(actor, id));
  }

  private async assertNumber(actor: Actor, id: string, number: number): Promise<void> {
    const version = await this.materials.oneVersion(actor, id);
    if (version.number !== number) throw wrong('number', `This is version ${String(version.number)}.`);
  }
}
