import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsIn, MaxLength } from 'class-validator';
import { PageInfo, ROLES } from '../platform';
import type { Role } from '../platform';
import type { NewUser, UserRow } from './users.service';

export class AddUserDto {
  @ApiProperty({ example: 'finance@icb.example', maxLength: 254 })
  @IsEmail({}, { message: 'email must be an email address.' })
  @MaxLength(254)
  email!: string;

  @ApiProperty({ enum: ROLES, description: 'A role that organisations of this kind have.', example: 'finance_officer' })
  @IsIn(ROLES)
  role!: Role;
}

export class ChangeUserDto {
  @ApiProperty({ enum: ROLES, description: 'A role that organisations of this kind have.', example: 'auditor' })
  @IsIn(ROLES)
  role!: Role;
}

export class UserView {
  @ApiProperty({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0002' })
  id!: string;
  @ApiProperty({ example: 'finance@icb.example' })
  email!: string;
  @ApiProperty({ enum: ROLES, example: 'finance_officer' })
  role!: Role;
  @ApiProperty({
    description: 'False until they have used the one-time link of this organisation.',
    example: true,
  })
  canSignIn!: boolean;
  @ApiProperty({ example: '2026-11-22T09:30:00.000Z' })
  createdAt!: string;
  @ApiProperty({ description: 'Goes up with each change.', example: 1 })
  version!: number;
}

export class UserPage extends PageInfo {
  @ApiProperty({ type: [UserView] })
  items!: UserView[];
}

export function toUserView(row: UserRow): UserView {
  return {
    id: row.membership_id,
    email: row.email,
    role: row.role,
    canSignIn: row.has_password && row.vouched && !row.disabled,
    createdAt: row.created_at.toISOString(),
    version: row.version,
  };
}

export class NewUserView {
  @ApiProperty({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0002' })
  id!: string;
  @ApiProperty({ enum: ROLES, example: 'finance_officer' })
  role!: Role;
  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'Shown this once: the token to set a password with. null when the person has a role here and signs in already.',
    example: 'q2v8s0-Yk3J1ZcQm0y7h4mXn1bW9fD2uTzR5aLpE6xA',
  })
  oneTimeToken!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '2026-12-06T09:30:00.000Z' })
  expiresAt!: string | null;
}

export function toNewUserView({ membershipId, role, linkToken, linkExpiresAt }: NewUser): NewUserView {
  return { id: membershipId, role, oneTimeToken: linkToken, expiresAt: linkExpiresAt?.toISOString() ?? null };
}
