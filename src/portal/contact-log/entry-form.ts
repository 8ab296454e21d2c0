import { Transform, Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsUUID, MaxLength, Min } from 'class-validator';
import { CHANNELS, CorrectEngagementDto, LogEngagementDto } from '../../engagement';
import type { Channel } from '../../engagement';
import type { Side } from '../../shared/side';

const blank = ({ value }: { value: unknown }) => (value === '' ? undefined : value);
const AGAIN = { message: 'Open the page again, then send it' };

/** What was said, when and with whom. The day is read by itself: it has to have come. */
class ContactForm {
  @IsOptional()
  happenedOn?: unknown;

  @IsIn(CHANNELS, { message: 'Choose how you were in touch' })
  channel!: Channel;

  @IsUUID(undefined, { message: 'Choose the person of the health body' })
  healthContactId!: string;

  @Transform(blank)
  @IsOptional()
  @IsUUID(undefined, { message: 'Choose somebody of your group, or nobody' })
  groupContactId?: string;

  @IsIn(['health', 'group'], { message: 'Choose who started it' })
  startedBy!: Side;

  @IsIn(['yes', 'no'], { message: 'Choose whether both sides took part' })
  twoWay!: 'yes' | 'no';

  @Transform(blank)
  @IsOptional()
  @IsUUID(undefined, { message: 'Choose a contract, or none' })
  contractId?: string;

  @Transform(blank)
  @IsOptional()
  @MaxLength(4000, { message: 'Say what it was for in at most 4,000 characters' })
  purpose?: string;

  @Transform(blank)
  @IsOptional()
  @MaxLength(4000, { message: 'Say what came of it in at most 4,000 characters' })
  outcome?: string;
}

export class NewEntryForm extends ContactForm {
  @IsUUID(undefined, { message: 'Choose whom it was with' })
  partnershipId!: string;

  @IsIn(['shared', 'own_side'], { message: 'Choose who reads it' })
  visibility!: 'shared' | 'own_side';

  /** `send` once the answers were checked, `change` to go back to them. */
  @IsOptional()
  step?: unknown;
}

export class CorrectionForm extends ContactForm {
  @Type(() => Number)
  @IsInt(AGAIN)
  @Min(1, AGAIN)
  version!: number;

  /** Asked only of what both sides read. */
  @IsOptional()
  @IsIn(['yes', 'no'], { message: 'Choose whether it was a talk with a mentor' })
  mentoring?: 'yes' | 'no';
}

function said(form: ContactForm, happenedOn: string) {
  return {
    happenedOn,
    channel: form.channel,
    startedBy: form.startedBy,
    twoWay: form.twoWay === 'yes',
    healthContactId: form.healthContactId,
    groupContactId: form.groupContactId ?? null,
    contractId: form.contractId ?? null,
    purpose: form.purpose ?? null,
    outcome: form.outcome ?? null,
  };
}

export function newEntry(form: NewEntryForm, happenedOn: string): LogEngagementDto {
  const { partnershipId, visibility } = form;
  return Object.assign(new LogEngagementDto(), said(form, happenedOn), { partnershipId, visibility });
}

export function correction(form: CorrectionForm, happenedOn: string): CorrectEngagementDto {
  const mentoring = form.mentoring === undefined ? {} : { mentoring: form.mentoring === 'yes' };
  return Object.assign(new CorrectEngagementDto(), said(form, happenedOn), mentoring);
}
