import { ApiProperty } from '@nestjs/swagger';
import { PageInfo } from '../platform';
import { DECIDING, DECISION_KINDS, PARTS, PARTY_ROLES, WITHOUT_ANSWER } from './process.rules';
import type { Deciding, DecidingSide, DecisionKind, Part, PartyRole, WithoutAnswer } from './process.rules';

const SIDES = ['health', 'group'] as const;
const PROCESS_STATES = ['open', 'signed', 'declined', 'withdrawn', 'lapsed'] as const;
type ProcessState = (typeof PROCESS_STATES)[number];

class DecisionKindView {
  @ApiProperty({ enum: DECISION_KINDS, example: 'timing' })
  kind!: DecisionKind;
  @ApiProperty({ enum: DECIDING, example: 'both' })
  decides!: Deciding;
  @ApiProperty({ enum: WITHOUT_ANSWER, example: 'wait' })
  withoutAnswer!: WithoutAnswer;
  @ApiProperty({ type: String, nullable: true, example: null })
  words!: string | null;
}

class ProcessPartyView {
  @ApiProperty({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0b01' })
  id!: string;
  @ApiProperty({ enum: SIDES, example: 'group' })
  side!: DecidingSide;
  @ApiProperty({ enum: PARTS, example: 'decides' })
  part!: Part;
  @ApiProperty({ enum: PARTY_ROLES, example: 'lead' })
  role!: PartyRole;
  @ApiProperty({ type: String, nullable: true, example: null })
  contactId!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null })
  words!: string | null;
}

class SignatureView {
  @ApiProperty({ enum: SIDES, example: 'group' })
  side!: DecidingSide;
  @ApiProperty({ example: '2026-11-20' })
  signedOn!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Of a group that had not joined: by which way.',
    example: null,
  })
  toldHow!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'What shows it.', example: null })
  evidence!: string | null;
}

export class ProcessView {
  @ApiProperty({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0b00' })
  id!: string;
  @ApiProperty({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100' })
  contractId!: string;
  @ApiProperty({ description: 'Of this contract, from 1.', example: 1 })
  number!: number;
  @ApiProperty({ enum: SIDES, example: 'health' })
  proposedBy!: DecidingSide;
  @ApiProperty({ example: '2026-11-20' })
  proposedOn!: string;
  @ApiProperty({ enum: PROCESS_STATES, example: 'signed' })
  state!: ProcessState;
  @ApiProperty({ example: 10 })
  daysToAnswer!: number;
  @ApiProperty({ enum: ['banking', 'calendar'], example: 'banking' })
  dayKind!: 'banking' | 'calendar';
  @ApiProperty({ type: String, nullable: true, example: null })
  fromOn!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'From this day on, until a later version.',
    example: '2026-11-20',
  })
  inForceOn!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null })
  words!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null })
  declineReason!: string | null;
  @ApiProperty({ type: [DecisionKindView] })
  kinds!: DecisionKindView[];
  @ApiProperty({ type: [ProcessPartyView] })
  parties!: ProcessPartyView[];
  @ApiProperty({ type: [SignatureView] })
  signatures!: SignatureView[];
  @ApiProperty({ example: 1 })
  version!: number;
}

export class ProcessPage extends PageInfo {
  @ApiProperty({ type: [ProcessView] })
  items!: ProcessView[];
}

export class ContractProcessView {
  @ApiProperty({ type: ProcessView, nullable: true, description: 'The version in force on the day.' })
  inForce!: ProcessView | null;
  @ApiProperty({ type: ProcessView, nullable: true, description: 'The version that waits for an answer.' })
  proposed!: ProcessView | null;
}
