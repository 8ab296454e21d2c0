import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiTags,
} from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { VaultStatusService } from './vault-status.service';
import type { VaultStatus } from './vault-status.service';
import { VaultService } from './vault.service';

export class BankVaultView {
  @ApiProperty({ description: 'Whether your organisation keeps bank details in Accord.', example: true })
  on!: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: '2026-11-22T12:00:00.000Z' })
  turnedOnAt!: string | null;
  @ApiProperty({ description: 'How many bank details are in force or on their way.', example: 3 })
  held!: number;
  @ApiProperty({
    description: 'Whether this server has a master key, without which the vault cannot be used.',
    example: true,
  })
  ready!: boolean;
  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'The published tables that account numbers are checked with; null: none are loaded, so none can be checked.',
    example: 'v9.00',
  })
  modulusVersion!: string | null;
}

export class SureDto {
  @ApiProperty({ description: 'That you mean it.', example: true })
  @IsBoolean()
  confirmed!: boolean;
}

@ApiTags('bank-details')
@Controller('bank-vault')
export class VaultController {
  constructor(
    private readonly vault: VaultService,
    private readonly status: VaultStatusService,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'getBankVault', summary: 'Whether your organisation keeps bank details in Accord' })
  @ApiOkResponse({ type: BankVaultView })
  async now(@CurrentActor() actor: Actor): Promise<BankVaultView> {
    return toVaultView(await this.status.now(actor));
  }

  @Post()
  @ApiOperation({ operationId: 'turnOnBankVault', summary: 'Begin to keep bank details in Accord' })
  @ApiCreatedResponse({ type: BankVaultView })
  async turnOn(@CurrentActor() actor: Actor, @Body() { confirmed }: SureDto): Promise<BankVaultView> {
    await this.vault.turnOn(actor, confirmed);
    return this.now(actor);
  }

  @Post('end')
  @HttpCode(204)
  @ApiOperation({ operationId: 'turnOffBankVault', summary: 'Keep bank details no longer; only once none are left' })
  @ApiNoContentResponse()
  turnOff(@CurrentActor() actor: Actor, @Body() { confirmed }: SureDto): Promise<void> {
    return this.vault.turnOff(actor, confirmed);
  }
}

function toVaultView({ turnedOnAt, ...status }: VaultStatus): BankVaultView {
  return { ...status, turnedOnAt: turnedOnAt?.toISOString() ?? null };
}
