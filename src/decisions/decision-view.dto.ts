import { ApiProperty } from '@nestjs/swagger';
import { PageInfo } from '../platform';
import { DECISION_STATES } from './decisions.dto';
import type { DecisionState } from './decisions.dto';
import { STANCES } from './following.rules';
import type { Lack, Stance } from './following.rules';
import { DECISION_KINDS } from './process.rules';
import type { DecidingSide, DecisionKind } from './process.rules';

const SIDES = ['health', 'group'] as const;

export class DecisionView {
  @ApiProperty({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0c00' })
  id!: string;
  @ApiProperty({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100' })
  contractId!: string;
  @ApiProperty({ example: 'WM-2026-014' })
  contractReference!: string;
  @ApiProperty({ example: 'Westmere Integrated Care Board' })
  healthBody!: string;
  @ApiProperty({ example: 'Harbour Lights' })
  group!: string;
  @ApiProperty({ description: 'Of this contract, from 1.', example: 1 })
  number!: number;
  @ApiProperty({ enum: DECISION_KINDS, example: 'timing' })
  kind!: DecisionKind;
  @ApiProperty({ example: 'The drop-in moves to Thursdays' })
  title!: string;
  @ApiProperty({ example: 'The hall is free on Thursdays from January.' })
  what!: string;
  @ApiProperty({ type: [String], example: [] })
  options!: string[];
  @ApiProperty({ enum: SIDES, example: 'health' })
  proposedBy!: DecidingSide;
  @ApiProperty({ example: '2026-11-20' })
  proposedOn!: string;
  @ApiProperty({ example: '2026-12-04' })
  answerBy!: string;
  @ApiProperty({ enum: DECISION_STATES, example: 'open' })
  state!: DecisionState;
  @ApiProperty({ enum: STANCES, nullable: true, description: 'What the health side last said.', example: 'agree' })
  healthStance!: Stance | null;
  @ApiProperty({ enum: STANCES, nullable: true, description: 'What the group last said.', example: null })
  groupStance!: Stance | null;
  @ApiProperty({ type: String, nullable: true, example: null })
  revisitsId!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'When it went to whom the process names.', example: null })
  escalatedOn!: string | null;
  @ApiProperty({ type: String, enum: SIDES, nullable: true, example: null })
  escalatedBy!: DecidingSide | null;
  @ApiProperty({ type: String, nullable: true, example: null })
  closedOn!: string | null;
  @ApiProperty({ type: String, enum: SIDES, nullable: true, example: null })
  closedBy!: DecidingSide | null;
  @ApiProperty({ type: Number, nullable: true, example: null })
  chosenOption!: number | null;
  @ApiProperty({ type: String, nullable: true, example: null })
  outcomeReason!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The process that an agreed one followed.', example: null })
  processId!: string | null;
  @ApiProperty({ example: 1 })
  version!: number;
}

export class PositionView {
  @ApiProperty({ example: 1 })
  number!: number;
  @ApiProperty({ enum: SIDES, example: 'group' })
  side!: DecidingSide;
  @ApiProperty({ enum: STANCES, example: 'agree_with_comment' })
  stance!: Stance;
  @ApiProperty({ type: Number, nullable: true, example: null })
  option!: number | null;
  @ApiProperty({ type: String, nullable: true, example: 'If the heating is on.' })
  comment!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0b00' })
  processId!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0b01' })
  decidedById!: string | null;
  @ApiProperty({ example: false })
  consulted!: boolean;
  @ApiProperty({ example: '2026-11-24' })
  givenOn!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Of a group that had not joined: by which way.',
    example: null,
  })
  toldHow!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null })
  evidence!: string | null;
}

export class DecisionDetailView extends DecisionView {
  @ApiProperty({ type: [PositionView], description: 'Oldest first; the last one of a side stands.' })
  positions!: PositionView[];
  @ApiProperty({
    type: String,
    enum: ['no_process', 'health', 'group', 'both'],
    nullable: true,
    description: 'While it is open: what the process in force still asks for before it is agreed; null when nothing.',
    example: 'group',
  })
  lacks!: Lack | null;
}

export class DecisionPage extends PageInfo {
  @ApiProperty({ type: [DecisionView] })
  items!: DecisionView[];
}
