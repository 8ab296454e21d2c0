import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../identity';
import { IfMatch } from '../platform';
import type { Actor } from '../platform';
import { MaterialEdits } from './material-edits.service';
import { ProposalDetailView } from './material-view.dto';
import { DeclineEditDto } from './materials.dto';
import { Materials } from './materials.service';

@ApiTags('materials')
@Controller('material-proposals')
export class MaterialProposalsController {
  constructor(
    private readonly materials: Materials,
    private readonly edits: MaterialEdits,
  ) {}

  @Get(':id')
  @ApiOperation({ operationId: 'getEdit', summary: 'A proposed edit, side by side with what it changes' })
  @ApiOkResponse({ type: ProposalDetailView })
  one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<ProposalDetailView> {
    return this.materials.proposal(actor, id);
  }

  @Post(':id/acceptance')
  @HttpCode(200)
  @ApiOperation({ operationId: 'acceptEdit', summary: 'Accept the other side’s edit: it becomes the newest version' })
  @ApiOkResponse({ type: ProposalDetailView })
  async accept(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<ProposalDetailView> {
    return this.materials.proposal(actor, await this.edits.accept(actor, id, version));
  }

  @Post(':id/refusal')
  @HttpCode(200)
  @ApiOperation({ operationId: 'declineEdit', summary: 'Decline the other side’s edit, and say why' })
  @ApiOkResponse({ type: ProposalDetailView })
  async decline(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() { reason }: DeclineEditDto,
  ): Promise<ProposalDetailView> {
    return this.materials.proposal(actor, await this.edits.decline(actor, id, version, reason));
  }

  @Post(':id/withdrawal')
  @HttpCode(200)
  @ApiOperation({ operationId: 'withdrawEdit', summary: 'Take back an edit that your side proposed' })
  @ApiOkResponse({ type: ProposalDetailView })
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<ProposalDetailView> {
    return this.materials.proposal(actor, await this.edits.withdraw(actor, id, version));
  }
}
