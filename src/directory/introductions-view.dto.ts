import { ApiProperty } from '@nestjs/swagger';
import { PageInfo } from '../platform';
import type { IntroductionState } from '../shared/who-is-who';
import { INTRODUCTION_STATES } from '../shared/who-is-who';

export class IntroductionView {
  @ApiProperty({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0e00' })
  id!: string;
  @ApiProperty({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0020' })
  partnershipId!: string;
  @ApiProperty({ example: 'Westmere Integrated Care Board' })
  healthBody!: string;
  @ApiProperty({ example: 'Harbour Lights' })
  group!: string;
  @ApiProperty({ description: 'To which entry of the directory.', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0d00' })
  entryId!: string;
  @ApiProperty({ description: 'As it was called when the group asked.', example: 'Estates and rooms' })
  entryName!: string;
  @ApiProperty({ example: 'We look for a room for a drop-in on Thursday evenings.' })
  why!: string;
  @ApiProperty({ example: '2026-11-10' })
  askedOn!: string;
  @ApiProperty({ description: 'The last of the days that the health body has to answer.', example: '2026-11-24' })
  answerBy!: string;
  @ApiProperty({ enum: INTRODUCTION_STATES, example: 'open' })
  state!: IntroductionState;
  @ApiProperty({ type: String, nullable: true, example: null })
  answeredOn!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null })
  introducedTo!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null })
  introducedOn!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null })
  reason!: string | null;
  @ApiProperty({ example: 1 })
  version!: number;
}

export class IntroductionPage extends PageInfo {
  @ApiProperty({ type: [IntroductionView] })
  items!: IntroductionView[];
}
