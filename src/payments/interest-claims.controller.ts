import { Body, Controller, Delete, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IfMatch } from '../platform';
import type { Actor } from '../platform';
import { CurrentActor } from '../identity';
import { InterestClaimWritesService } from './interest-claim-writes.service';
import {
  ClaimInterestDto,
  InterestClaimListQuery,
  InterestClaimPage,
  InterestClaimView,
  PayInterestClaimDto,
} from './interest-claims.dto';
import { InterestClaimsService } from './interest-claims.service';

@ApiTags('interest-claims')
@Controller('interest-claims')
export class InterestClaimsController {
  constructor(
    private readonly claims: InterestClaimsService,
    private readonly writes: InterestClaimWritesService,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listInterestClaims', summary: 'What groups claim for late payments, oldest first' })
  @ApiOkResponse({ type: InterestClaimPage })
  list(@CurrentActor() actor: Actor, @Query() query: InterestClaimListQuery): Promise<InterestClaimPage> {
    return this.claims.list(actor, query);
  }

  @Post()
  @ApiOperation({
    operationId: 'claimInterest',
    summary: 'Claim statutory interest and the fixed sum for a late payment',
    description:
      'An entitlement under the Late Payment of Commercial Debts (Interest) Act 1998, for contracts for services only. The amount is worked out on the day; not claiming is no answer and loses nothing.',
  })
  @ApiCreatedResponse({ type: InterestClaimView })
  async claim(@CurrentActor() actor: Actor, @Body() { instalmentId }: ClaimInterestDto): Promise<InterestClaimView> {
    return this.claims.one(actor, await this.writes.claim(actor, instalmentId));
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getInterestClaim', summary: 'One claim' })
  @ApiOkResponse({ type: InterestClaimView })
  one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<InterestClaimView> {
    return this.claims.one(actor, id);
  }

  @Post(':id/payment')
  @ApiOperation({ operationId: 'recordInterestClaimPaid', summary: 'Record that a claim was paid' })
  @ApiCreatedResponse({ type: InterestClaimView })
  async pay(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() { paidOn }: PayInterestClaimDto,
  ): Promise<InterestClaimView> {
    return this.claims.one(actor, await this.writes.pay(actor, id, version, paidOn));
  }

  @Delete(':id/payment')
  @ApiOperation({ operationId: 'undoInterestClaimPaid', summary: 'Take back a payment that was recorded by mistake' })
  @ApiOkResponse({ type: InterestClaimView })
  async unpay(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<InterestClaimView> {
    return this.claims.one(actor, await this.writes.unpay(actor, id, version));
  }

  @Post(':id/withdrawal')
  @ApiOperation({ operationId: 'withdrawInterestClaim', summary: 'Take back a claim: only the group does' })
  @ApiCreatedResponse({ type: InterestClaimView })
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<InterestClaimView> {
    return this.claims.one(actor, await this.writes.withdraw(actor, id, version));
  }
}
