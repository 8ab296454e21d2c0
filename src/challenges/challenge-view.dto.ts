import { ApiProperty } from '@nestjs/swagger';
import { PageInfo } from '../platform';
import type { Side } from '../shared/side';
import { CHALLENGE_STATES, MOVES, SUBJECTS } from './challenge.rules';
import type { ChallengeMove, ChallengeState, ChallengeSubject } from './challenge.rules';

const SIDES = ['health', 'group'] as const;

export class ChallengeView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0d00' })
  id!: string;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0020' })
  partnershipId!: string;
  @ApiProperty({ example: 'Westmere Integrated Care Board' })
  healthBody!: string;
  @ApiProperty({ example: 'Harbour Lights' })
  group!: string;
  @ApiProperty({ description: 'Of this partnership, from 1.', example: 1 })
  number!: number;
  @ApiProperty({ enum: SUBJECTS, example: 'payment' })
  about!: ChallengeSubject;
  @ApiProperty({
    format: 'uuid',
    description: 'The record that it is about; of a profile and of the partnership as a whole, the partnership.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0400',
  })
  subjectId!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Of the contract, if any.', example: 'WM-2026-014' })
  contractReference!: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Which payment of its contract.', example: 3 })
  paymentNumber!: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'The number of the invoice.', example: null })
  invoiceNumber!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The day of the contact.', example: null })
  contactOn!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'What the decision is about.', example: null })
  decisionTitle!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'What the material is called.', example: null })
  materialTitle!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'To whom the group asked to be introduced.',
    example: null,
  })
  introductionTo!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The rule of the finding.', example: null })
  findingRule!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Which fact of the profile.', example: null })
  fact!: string | null;
  @ApiProperty({ example: 'The day is wrong: it came on the 14th, not on the 4th.' })
  words!: string;
  @ApiProperty({ type: String, nullable: true, example: 'Correct the day.' })
  wanted!: string | null;
  @ApiProperty({ enum: SIDES, example: 'group' })
  raisedBy!: Side;
  @ApiProperty({ example: '2026-11-20' })
  raisedOn!: string;
  @ApiProperty({ description: 'The last day of those that the other side has to answer.', example: '2026-12-04' })
  answerBy!: string;
  @ApiProperty({ enum: CHALLENGE_STATES, example: 'raised' })
  state!: ChallengeState;
  @ApiProperty({ type: String, nullable: true, description: 'The day of the last answer.', example: null })
  answeredOn!: string | null;
  @ApiProperty({
    type: Boolean,
    nullable: true,
    description: 'By the last answer: whether something was changed.',
    example: null,
  })
  changed!: boolean | null;
  @ApiProperty({ type: String, nullable: true, example: null })
  closedOn!: string | null;
  @ApiProperty({ description: 'Goes up with each step.', example: 1 })
  version!: number;
}

export class ChallengePage extends PageInfo {
  @ApiProperty({ type: [ChallengeView] })
  items!: ChallengeView[];
}

export class ChallengeStepView {
  @ApiProperty({ description: 'Of this challenge, from 1.', example: 1 })
  number!: number;
  @ApiProperty({ enum: SIDES, example: 'health' })
  side!: Side;
  @ApiProperty({ enum: MOVES, example: 'answered' })
  move!: ChallengeMove;
  @ApiProperty({ type: String, nullable: true, example: 'It says 14 now.' })
  words!: string | null;
  @ApiProperty({
    type: Boolean,
    nullable: true,
    description: 'Of an answer: whether something was changed.',
    example: true,
  })
  changed!: boolean | null;
  @ApiProperty({ example: '2026-11-23' })
  doneOn!: string;
}

export class ChallengeDetailView extends ChallengeView {
  @ApiProperty({ type: [ChallengeStepView], description: 'In order.' })
  steps!: ChallengeStepView[];
}
