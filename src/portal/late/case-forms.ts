import { IsIn, IsNotEmpty, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { LATE_CAUSES } from '../../payments';
import type { LateCause, Resolution } from '../../payments';
import { VersionForm } from '../frame/version-form';

const TOO_LONG = { message: 'Say it in at most 1,000 characters' };
const CHOOSE = { message: 'Choose why it is late' };

export class OpenForm {
  @IsString({ message: 'Say what there is to say about it' })
  @IsNotEmpty({ message: 'Say what there is to say about it' })
  @MaxLength(1000, TOO_LONG)
  words!: string;

  @IsOptional()
  @IsIn([...LATE_CAUSES, ''], CHOOSE)
  cause?: LateCause | '';
}

export class OwnerForm extends VersionForm {
  @IsUUID(undefined, { message: 'Choose who deals with it' })
  contactId!: string;
}

export class ReplyForm extends VersionForm {
  @IsString({ message: 'Write an answer' })
  @IsNotEmpty({ message: 'Write an answer' })
  @MaxLength(1000, TOO_LONG)
  words!: string;

  @IsOptional()
  @IsString()
  expectedOn?: string;
}

export class CauseForm extends VersionForm {
  @IsIn(LATE_CAUSES, CHOOSE)
  cause!: LateCause;
}

export class CloseForm extends VersionForm {
  @IsIn(['arrived', 'answered', 'not_owed'], { message: 'Choose how it ended' })
  resolution!: Resolution;
}
