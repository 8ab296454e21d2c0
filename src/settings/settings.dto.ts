import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional } from 'class-validator';
import { PageInfo } from '../platform';
import { SETTING_NAMES, SETTINGS_OF_BODY } from './settings.rules';
import type { SettingName } from './settings.rules';
import type { SettingChange, SettingsNow } from './settings-of-body.service';

function about(name: SettingName) {
  const { standard, least, most, unit, meaning } = SETTINGS_OF_BODY[name];
  return { description: `${meaning} In ${unit}.`, minimum: least, maximum: most, default: standard, example: standard };
}

/** A field of a change: a whole number within its limits, or null to go back to the standard. */
function Wanted(name: SettingName): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ type: Number, nullable: true, ...about(name) }),
    IsOptional(),
    IsInt({ message: `${name} must be a whole number, or null to go back to the standard.` }),
  );
}

function Holds(name: SettingName): PropertyDecorator {
  return ApiProperty({ type: Number, ...about(name) });
}

export class ChangeSettingsDto {
  @Wanted('overdueSeriousFromDays') overdueSeriousFromDays?: number | null;
  @Wanted('overdueCriticalFromDays') overdueCriticalFromDays?: number | null;
  @Wanted('repeatLateCount') repeatLateCount?: number | null;
  @Wanted('leavingWithinDays') leavingWithinDays?: number | null;
  @Wanted('contactSharePercent') contactSharePercent?: number | null;
  @Wanted('leastEngagements') leastEngagements?: number | null;
  @Wanted('youngUnderDays') youngUnderDays?: number | null;
  @Wanted('staleLeadDays') staleLeadDays?: number | null;
  @Wanted('fundingCliffMonths') fundingCliffMonths?: number | null;
  @Wanted('lateCaseReplyDays') lateCaseReplyDays?: number | null;
  @Wanted('mentorWithinDays') mentorWithinDays?: number | null;
  @Wanted('lightAgreementBelowPence') lightAgreementBelowPence?: number | null;
  @Wanted('challengeAnswerDays') challengeAnswerDays?: number | null;
}

export class SettingsView {
  @Holds('overdueSeriousFromDays') overdueSeriousFromDays!: number;
  @Holds('overdueCriticalFromDays') overdueCriticalFromDays!: number;
  @Holds('repeatLateCount') repeatLateCount!: number;
  @Holds('leavingWithinDays') leavingWithinDays!: number;
  @Holds('contactSharePercent') contactSharePercent!: number;
  @Holds('leastEngagements') leastEngagements!: number;
  @Holds('youngUnderDays') youngUnderDays!: number;
  @Holds('staleLeadDays') staleLeadDays!: number;
  @Holds('fundingCliffMonths') fundingCliffMonths!: number;
  @Holds('lateCaseReplyDays') lateCaseReplyDays!: number;
  @Holds('mentorWithinDays') mentorWithinDays!: number;
  @Holds('lightAgreementBelowPence') lightAgreementBelowPence!: number;
  @Holds('challengeAnswerDays') challengeAnswerDays!: number;

  @ApiProperty({
    enum: SETTING_NAMES,
    isArray: true,
    description: 'Those that you have set; the others are the standard ones.',
    example: ['staleLeadDays'],
  })
  own!: SettingName[];
  @ApiProperty({ description: 'Goes up with each change.', example: 1 })
  version!: number;
}

export function toSettingsView({ settings, own, version }: SettingsNow): SettingsView {
  return { ...settings, own, version };
}

export class SettingChangeView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0700' })
  id!: string;
  @ApiProperty({ enum: SETTING_NAMES, example: 'staleLeadDays' })
  name!: SettingName;
  @ApiProperty({ type: Number, nullable: true, description: 'null: back to the standard.', example: 90 })
  value!: number | null;
  @ApiProperty({ example: '2026-11-22T09:30:00.000Z' })
  setAt!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    format: 'uuid',
    description: 'The account or token that set it.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0800',
  })
  setBy!: string | null;
}

export class SettingChangePage extends PageInfo {
  @ApiProperty({ type: [SettingChangeView] })
  items!: SettingChangeView[];
}

export function toSettingChangeView({ id, name, value, set_at, set_by }: SettingChange): SettingChangeView {
  return { id, name, value, setAt: set_at.toISOString(), setBy: set_by };
}
