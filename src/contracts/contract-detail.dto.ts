import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { penceFromDatabase } from '../shared/money';
import { STORED_CONTRACT_STATES } from './contract-state.rules';
import type { StoredContractState } from './contract-state.rules';
import { ContractView, toContractView } from './contracts.dto';
import type { ContractRow } from './contracts.dto';

export class ContractLeadView {
  @ApiProperty({ enum: ['health', 'group'], description: 'The side that this person answers for.', example: 'health' })
  side!: string;
  @ApiProperty({ enum: ['lead', 'deputy', 'mentor', 'sponsor'], example: 'lead' })
  role!: string;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0200' })
  contactId!: string;
  @ApiProperty({ type: String, nullable: true, example: 'Sam Whitlow' })
  name!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'sam.whitlow@westmere.example' })
  email!: string | null;
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Last day at your organisation, if one is known. Only health bodies are told, of their own people.',
    example: null,
  })
  lastDayOn?: string | null;
}

export class ContractStateChangeView {
  @ApiProperty({ enum: STORED_CONTRACT_STATES, description: 'What the contract moved to.', example: 'agreed' })
  state!: StoredContractState;
  @ApiProperty({ description: 'The day from which it holds.', example: '2026-03-12' })
  effectiveOn!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Why, if a reason was given.', example: null })
  reason!: string | null;
}

export interface ContractDetailRow extends ContractRow {
  schedule_version: number | null;
  instalments: string;
  received_pence: string;
  outstanding_pence: string;
  leads: ContractLeadView[];
  history: ContractStateChangeView[];
}

export class ContractDetailView extends ContractView {
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Which version of the plan of payments holds; null before one is planned.',
    example: 1,
  })
  scheduleVersion!: number | null;
  @ApiProperty({ description: 'How many payments are planned or made; cancelled ones are left out.', example: 12 })
  instalments!: number;
  @ApiProperty({
    description: 'What the group had received by the end of the day asked for: gross, in pence.',
    example: 3200000,
  })
  receivedPence!: number;
  @ApiProperty({
    description: 'What was then still to be received under the whole plan, due or not: gross, in pence.',
    example: 1600000,
  })
  outstandingPence!: number;
  @ApiProperty({ type: [ContractLeadView], description: 'Who answers for it on the day asked for, on both sides.' })
  leads!: ContractLeadView[];
  @ApiProperty({ type: [ContractStateChangeView], description: 'Every recorded move, in the order of recording.' })
  history!: ContractStateChangeView[];
}

export function toContractDetailView(row: ContractDetailRow): ContractDetailView {
  return Object.assign(toContractView(row), {
    scheduleVersion: row.schedule_version,
    instalments: Number(row.instalments),
    receivedPence: penceFromDatabase(row.received_pence),
    outstandingPence: penceFromDatabase(row.outstanding_pence),
    leads: row.leads,
    history: row.history,
  });
}
