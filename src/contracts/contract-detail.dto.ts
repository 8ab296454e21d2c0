import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { penceFromDatabase } from '../shared/money';
import { ReadinessCheckView, toReadinessCheckView } from './agreement.dto';
import { REASON_CODES, STORED_CONTRACT_STATES } from './contract-state.rules';
import type { StoredContractState } from './contract-state.rules';
import { ContractView, toContractView } from './contracts.dto';
import type { ContractRow } from './contracts.dto';
import type { Readiness } from './readiness.rules';

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
  @ApiProperty({ type: String, enum: REASON_CODES, nullable: true, example: null })
  reasonCode!: string | null;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The contact of the health body who approved it.',
    example: null,
  })
  approvedByContactId!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Their name.', example: null })
  approvedBy!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The day on which the group was told.', example: null })
  groupToldOn!: string | null;
}

export class ContractConfirmationView {
  @ApiProperty({ enum: ['health', 'group'], description: 'The side that confirmed.', example: 'group' })
  side!: string;
  @ApiProperty({
    enum: ['in_accord', 'outside_accord'],
    description: 'outside_accord: written down by the health body for a group that had not joined.',
    example: 'in_accord',
  })
  how!: string;
  @ApiProperty({ example: '2026-03-12' })
  confirmedOn!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Outside Accord: by which way.', example: null })
  toldHow!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Outside Accord: what shows it.', example: null })
  evidence!: string | null;
}

export class ReadinessGapView {
  @ApiProperty({ description: 'What was missing, as the readiness list names it.', example: 'lead_of_group' })
  check!: string;
  @ApiProperty({ example: 'They choose somebody at their next meeting.' })
  reason!: string;
  @ApiProperty({ example: '2026-03-12' })
  acceptedOn!: string;
}

export interface ContractDetailRow extends ContractRow {
  schedule_version: number | null;
  instalments: string;
  received_pence: string;
  outstanding_pence: string;
  leads: ContractLeadView[];
  history: ContractStateChangeView[];
  stored_state: StoredContractState;
  terms_version: number;
  signer_answers: boolean;
  confirmations: ContractConfirmationView[];
  gaps: ReadinessGapView[];
  /** Of a draft only. */
  readiness: Readiness | null;
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
  @ApiProperty({
    description: 'Goes up when a term of a draft changes; both sides then confirm again.',
    example: 1,
  })
  termsVersion!: number;
  @ApiProperty({
    description:
      'Of a draft: whether whoever confirms it for the group may have to answer for it in person, because the group has no legal body of its own. For a warning, and never a reason against a group.',
    example: false,
  })
  signerAnswersInPerson!: boolean;
  @ApiProperty({ type: [ContractConfirmationView], description: 'Who has confirmed these terms, in order.' })
  confirmations!: ContractConfirmationView[];
  @ApiProperty({ type: [ReadinessGapView], description: 'What the health body knowingly went on without.' })
  wentOnWithout!: ReadinessGapView[];
  @ApiProperty({
    type: [ReadinessCheckView],
    nullable: true,
    description: 'Of a draft: what is missing before it is agreed, and whose it is; null of any other contract.',
    example: null,
  })
  readiness!: ReadinessCheckView[] | null;
  @ApiProperty({
    type: Boolean,
    nullable: true,
    description: 'Of a draft: whether it is small enough to be agreed on one page; null of any other contract.',
    example: null,
  })
  light!: boolean | null;
}

export function toContractDetailView(row: ContractDetailRow): ContractDetailView {
  return Object.assign(toContractView(row), {
    scheduleVersion: row.schedule_version,
    instalments: Number(row.instalments),
    receivedPence: penceFromDatabase(row.received_pence),
    outstandingPence: penceFromDatabase(row.outstanding_pence),
    leads: row.leads,
    history: row.history,
    termsVersion: row.terms_version,
    signerAnswersInPerson: row.signer_answers,
    confirmations: row.confirmations,
    wentOnWithout: row.gaps,
    readiness: row.readiness?.checks.map(toReadinessCheckView) ?? null,
    light: row.readiness?.light ?? null,
  });
}
