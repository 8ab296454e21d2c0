import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { PageInfo, ROLES, SCOPES } from '../platform';
import type { Role, Scope } from '../platform';
import type { ApiToken } from './api-token.entity';
import type { TokenRow } from './api-tokens.service';
import type { SessionRow } from './own-sign-in.service';
import type { SignedIn } from './request';

export class SignInDto {
  @ApiProperty({ example: 'manager@icb.example', maxLength: 254 })
  @IsString()
  @MaxLength(254)
  email!: string;

  @ApiProperty({ example: 'correct horse battery', maxLength: 200 })
  @IsString()
  @MaxLength(200)
  password!: string;
}

export class RedeemLinkDto {
  @ApiProperty({
    description: 'The token at the end of the one-time link.',
    example: 'q2v8s0-Yk3J1ZcQm0y7h4mXn1bW9fD2uTzR5aLpE6xA',
  })
  @IsString()
  @MaxLength(100)
  token!: string;

  @ApiProperty({
    description: 'The new password, 12 characters or more; or the one you have, if you sign in to Accord already.',
    example: 'correct horse battery',
    minLength: 12,
    maxLength: 200,
  })
  @IsString()
  @MaxLength(200)
  password!: string;
}

export class ChangePasswordDto {
  @ApiProperty({ description: 'Your password as it is now.', example: 'correct horse battery', maxLength: 200 })
  @IsString()
  @MaxLength(200)
  currentPassword!: string;

  @ApiProperty({
    description: 'The new one, 12 characters or more.',
    example: 'four quiet words here',
    minLength: 12,
    maxLength: 200,
  })
  @IsString()
  @MaxLength(200)
  password!: string;
}

export class CreateApiTokenDto {
  @ApiProperty({
    description: 'What it is for, so that you know it again.',
    example: 'Reporting warehouse',
    maxLength: 100,
  })
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  label!: string;

  @ApiProperty({ enum: ROLES, example: 'partnership_manager' })
  @IsIn(ROLES)
  role!: Role;

  @ApiProperty({ enum: SCOPES, isArray: true, example: ['register:read', 'payments:read'] })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(SCOPES, { each: true })
  scopes!: Scope[];

  @ApiPropertyOptional({
    type: Number,
    description: 'How many days it works.',
    minimum: 1,
    maximum: 366,
    default: 90,
    example: 90,
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(366)
  days = 90;
}

class MembershipView {
  @ApiProperty({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0001' })
  organisationId!: string;
  @ApiProperty({ enum: ['health_body', 'group'], example: 'health_body' })
  kind!: string;
  @ApiProperty({ example: 'Westmere Integrated Care Board' })
  name!: string;
  @ApiProperty({ enum: ROLES, isArray: true, example: ['partnership_manager'] })
  roles!: string[];
}

export class SessionView {
  @ApiProperty({ example: 'manager@icb.example' })
  email!: string;
  @ApiProperty({
    description: 'Send it as the header Accord-Csrf with each change.',
    example: 'eW91ciBjc3JmIHRva2VuIGdvZXMgaGVyZSBpbiBmdWxs',
  })
  csrfToken!: string;
  @ApiProperty({
    type: [MembershipView],
    description: 'Where this person may act; with several, name one in the header Accord-Organisation.',
  })
  memberships!: MembershipView[];
}

export function toSessionView({ email, csrfToken, memberships }: SignedIn): SessionView {
  const places = memberships.map(({ organisationId, kind, name, roles }) => ({ organisationId, kind, name, roles }));
  return { email, csrfToken, memberships: places };
}

export class OwnSessionView {
  @ApiProperty({ example: '2026-11-22T09:30:00.000Z' })
  startedAt!: string;
  @ApiProperty({ example: '2026-11-22T09:41:00.000Z' })
  lastSeenAt!: string;
  @ApiProperty({ description: 'The one that asks.', example: true })
  current!: boolean;
}

export class OwnSessionsView {
  @ApiProperty({ type: [OwnSessionView], description: 'Last used first.' })
  items!: OwnSessionView[];
}

export function toOwnSessionView({ created_at, last_seen_at, current }: SessionRow): OwnSessionView {
  return { startedAt: created_at.toISOString(), lastSeenAt: last_seen_at.toISOString(), current };
}

export class ApiTokenView {
  @ApiProperty({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0003' })
  id!: string;
  @ApiProperty({ example: 'Reporting warehouse' })
  label!: string;
  @ApiProperty({ enum: ROLES, example: 'partnership_manager' })
  role!: Role;
  @ApiProperty({ enum: SCOPES, isArray: true, example: ['register:read'] })
  scopes!: Scope[];
  @ApiProperty({ example: '2026-11-22T09:30:00.000Z' })
  createdAt!: string;
  @ApiProperty({ example: '2027-02-20T09:30:00.000Z' })
  expiresAt!: string;
  @ApiProperty({ type: String, nullable: true, example: null })
  revokedAt!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The day of its last use; null before the first.',
    example: '2026-11-21',
  })
  lastUsedOn!: string | null;
}

export class ApiTokenPage extends PageInfo {
  @ApiProperty({ type: [ApiTokenView] })
  items!: ApiTokenView[];
}

export function toApiTokenView(row: TokenRow): ApiTokenView {
  return {
    id: row.id,
    label: row.label,
    role: row.role,
    scopes: row.scopes,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    revokedAt: row.revoked_at?.toISOString() ?? null,
    lastUsedOn: row.last_used_on,
  };
}

export class NewApiTokenView {
  @ApiProperty({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0003' })
  id!: string;
  @ApiProperty({ description: 'Shown this once.', example: 'accord_q2v8s0-Yk3J1ZcQm0y7h4mXn1bW9fD2uTzR5aLpE6xA' })
  token!: string;
  @ApiProperty({ example: '2027-02-20T09:30:00.000Z' })
  expiresAt!: string;
}

export function toNewApiTokenView({ secret, token }: { secret: string; token: ApiToken }): NewApiTokenView {
  return { id: token.id, token: secret, expiresAt: token.expiresAt.toISOString() };
}
