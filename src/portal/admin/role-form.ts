import { Transform } from 'class-transformer';
import { ArrayNotEmpty, ArrayUnique, IsIn, IsOptional } from 'class-validator';
import { HEALTH_ROLES } from '../../platform';
import { roleName, whatRoleDoes } from '../shared/role-words.rules';

const CHOOSE = 'Choose at least one role';

/** What a field that may be ticked several times sent. */
export function severalOf(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

export class RolesForm {
  @Transform(({ value }: { value: unknown }) => severalOf(value))
  @ArrayNotEmpty({ message: CHOOSE })
  @ArrayUnique({ message: CHOOSE })
  @IsIn(HEALTH_ROLES, { each: true, message: CHOOSE })
  roles!: string[];

  /** Not there when the questions are sent; yes once their answers were checked, no to change them. */
  @IsOptional()
  @IsIn(['yes', 'no'], { message: 'Send the form again' })
  sure?: 'yes' | 'no';
}

export const ROLE_CHOICES = HEALTH_ROLES.map((role) => ({
  value: role,
  text: roleName(role),
  hint: { text: whatRoleDoes(role) },
}));
