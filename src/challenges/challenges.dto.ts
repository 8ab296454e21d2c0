import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import type { TransformFnParams } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, IsUUID, MaxLength, MinLength } from 'class-validator';
import { ListQuery } from '../platform';
import { CHALLENGE_STATES, SUBJECTS } from './challenge.rules';
import type { ChallengeState, ChallengeSubject } from './challenge.rules';

export const trimmed = ({ value }: TransformFnParams): unknown => (typeof value === 'string' ? value.trim() : value);

export class ChallengeListQuery extends ListQuery {
  @ApiPropertyOptional({ description: 'Of one partnership.', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0020' })
  @IsOptional()
  @IsUUID()
  partnershipId?: string;

  @ApiPropertyOptional({ enum: CHALLENGE_STATES, example: 'raised' })
  @IsOptional()
  @IsIn(CHALLENGE_STATES)
  state?: ChallengeState;

  @ApiPropertyOptional({ enum: ['true'], description: 'Those that are not over.', example: 'true' })
  @IsOptional()
  @IsIn(['true'])
  open?: 'true';

  @ApiPropertyOptional({ enum: ['raisedOn', '-raisedOn'], default: '-raisedOn', example: '-raisedOn' })
  @IsOptional()
  @IsIn(['raisedOn', '-raisedOn'])
  sort = '-raisedOn';
}

export class RaiseChallengeDto {
  @ApiProperty({ enum: SUBJECTS, example: 'payment' })
  @IsIn(SUBJECTS)
  about!: ChallengeSubject;

  @ApiProperty({
    format: 'uuid',
    description: `The record that it is about; of a profile and of the partnership as a whole, the partnership; of how
      both work together and how they decide, the contract.`,
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0400',
  })
  @IsUUID()
  subjectId!: string;

  @ApiPropertyOptional({
    maxLength: 200,
    description: 'Which fact of the group’s profile: needed for one of those.',
    example: 'Where we work',
  })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @MinLength(1, { message: 'fact must say which fact it is.' })
  @MaxLength(200)
  fact?: string;

  @ApiProperty({ maxLength: 2000, example: 'The day is wrong: it came on the 14th, not on the 4th.' })
  @Transform(trimmed)
  @IsString()
  @MinLength(1, { message: 'words must say what is not right.' })
  @MaxLength(2000)
  words!: string;

  @ApiPropertyOptional({ maxLength: 1000, description: 'What would put it right.', example: 'Correct the day.' })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @MinLength(1)
  @MaxLength(1000)
  wanted?: string;
}

export class AnswerChallengeDto {
  @ApiProperty({ description: 'Whether something was changed.', example: true })
  @IsBoolean({ message: 'changed must say whether something was changed.' })
  changed!: boolean;

  @ApiProperty({ maxLength: 2000, description: 'What was changed, or why nothing was.', example: 'It says 14 now.' })
  @Transform(trimmed)
  @IsString()
  @MinLength(1, { message: 'words must say what was changed, or why nothing was.' })
  @MaxLength(2000)
  words!: string;
}

export class TakeUpChallengeDto {
  @ApiProperty({ maxLength: 2000, description: 'What is still not right.', example: 'The year is wrong, too.' })
  @Transform(trimmed)
  @IsString()
  @MinLength(1, { message: 'words must say what is still not right.' })
  @MaxLength(2000)
  words!: string;
}

export class EndChallengeDto {
  @ApiPropertyOptional({ maxLength: 2000, description: 'For the other side to read.', example: 'Thank you.' })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  words?: string;
}
