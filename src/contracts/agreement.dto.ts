import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { IsCalendarDate, NestedList } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { trimmed } from './contract-terms.dto';
import type { Readiness, ReadinessCheck } from './readiness.rules';

export class GoOnWithoutDto {
  @ApiProperty({ description: 'The check, as the readiness list names it.', maxLength: 100, example: 'lead_of_group' })
  @IsString()
  @MaxLength(100)
  @Matches(/^[a-z_]+$/, { message: 'check must be the name of a check, as the readiness list has it.' })
  check!: string;

  @ApiProperty({
    description: 'Why you go on without it. Both sides read it.',
    maxLength: 1000,
    example: 'They choose somebody at their next meeting.',
  })
  @Transform(trimmed)
  @IsString()
  @MinLength(1, { message: 'reason must say why you go on without it.' })
  @MaxLength(1000)
  reason!: string;
}

export class ConfirmDto {
  @ApiPropertyOptional({
    type: [GoOnWithoutDto],
    description: 'For the health side: what is still missing, with the reason to go on without it.',
    example: [{ check: 'lead_of_group', reason: 'They choose somebody at their next meeting.' }],
  })
  @IsOptional()
  @ArrayMaxSize(50)
  @NestedList(() => GoOnWithoutDto)
  goOnWithout?: GoOnWithoutDto[];
}

export class ConfirmedOutsideDto {
  @ApiProperty({ type: String, description: 'The day on which the group said so.', example: '2026-11-19' })
  @IsCalendarDate()
  confirmedOn!: CalendarDate;

  @ApiProperty({ description: 'By which way.', maxLength: 300, example: 'Signed copy by post' })
  @Transform(trimmed)
  @IsString()
  @MinLength(1, { message: 'how must say by which way the group confirmed.' })
  @MaxLength(300)
  how!: string;

  @ApiProperty({
    description: 'What shows it, so that it can be found. The group reads this when it joins.',
    maxLength: 1000,
    example: 'Scan in the contracts folder, file WM-2027-003',
  })
  @Transform(trimmed)
  @IsString()
  @MinLength(1, { message: 'evidence must say what shows that the group confirmed.' })
  @MaxLength(1000)
  evidence!: string;
}

export class ReadinessCheckView {
  @ApiProperty({ example: 'lead_of_group' })
  check!: string;
  @ApiProperty({ example: false })
  met!: boolean;
  @ApiProperty({ enum: ['health_body', 'group'], description: 'Who can see to it.', example: 'group' })
  whose!: string;
  @ApiProperty({ example: 'The group names who answers for the contract on its side.' })
  whatToDo!: string;
  @ApiProperty({
    description: 'Where to see to it.',
    example: '/api/v1/named-leads?contractId=01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100',
  })
  link!: string;
}

export class ReadinessView {
  @ApiProperty({
    description: 'Whether it is small enough to be agreed on one page, and may do without more; false of no draft.',
    example: true,
  })
  light!: boolean;
  @ApiProperty({ type: [ReadinessCheckView] })
  checks!: ReadinessCheckView[];
}

/** Nothing is asked of a contract that is no draft any more. */
export function toReadinessView(readiness: Readiness | null): ReadinessView {
  return { light: readiness?.light ?? false, checks: readiness?.checks.map(toReadinessCheckView) ?? [] };
}

export function toReadinessCheckView(check: ReadinessCheck): ReadinessCheckView {
  return {
    check: check.check,
    met: check.met,
    whose: check.whose,
    whatToDo: check.whatToDo,
    link: check.link,
  };
}
