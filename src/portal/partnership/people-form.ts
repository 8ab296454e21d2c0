import { Transform } from 'class-transformer';
import { IsEmail, IsIn, IsOptional, IsUUID, Matches, MaxLength, MinLength } from 'class-validator';

const blank = ({ value }: { value: unknown }) => (value === '' ? undefined : value);

/** Somebody more in a partnership: one of the own people, or somebody of the group. */
export class AddContactForm {
  @IsIn(['ours', 'theirs'], { message: 'Choose which side they are on' })
  side!: 'ours' | 'theirs';

  @Transform(blank)
  @IsOptional()
  @IsUUID(undefined, { message: 'Choose somebody from the list' })
  personId?: string;

  @Transform(blank)
  @IsOptional()
  @MaxLength(300, { message: 'Enter a name of at most 300 characters' })
  name?: string;

  @Transform(blank)
  @IsOptional()
  @IsEmail({}, { message: 'Enter an address like name@example.org' })
  @MaxLength(254, { message: 'Enter an address of at most 254 characters' })
  email?: string;

  @Transform(blank)
  @IsOptional()
  @MaxLength(40, { message: 'Enter a number of at most 40 characters' })
  phone?: string;
}

export class InviteForm {
  @IsUUID(undefined, { message: 'Choose whom to invite' })
  contactId!: string;

  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'Enter the day on which you told them' })
  toldOn!: string;
}

/** A group that has no record yet. */
export class ListGroupForm {
  @MinLength(1, { message: 'Enter what the group is known as' })
  @MaxLength(300, { message: 'Enter a name of at most 300 characters' })
  name!: string;

  @Transform(blank)
  @IsOptional()
  @MaxLength(100, { message: 'Enter a supplier number of at most 100 characters' })
  supplierNumber?: string;

  @Transform(({ value }: { value: unknown }) => (value === '' || value === undefined ? undefined : Number(value)))
  @IsOptional()
  @IsIn(Array.from({ length: 366 }, (_, at) => at + 1), { message: 'Enter a whole number of days from 1 to 366' })
  contactEveryDays?: number;
}
