import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role, Scope } from '../platform';
import type { OrganisationKind } from './roles';

/** A service's key. Only the SHA-256 of the secret is kept, and no side may read even that. */
@Entity('api_token')
export class ApiToken {
  @PrimaryColumn({ type: 'uuid', name: 'organisation_id' }) organisationId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text', name: 'organisation_kind' }) organisationKind!: OrganisationKind;
  @Column({ type: 'bytea', name: 'token_hash', select: false }) tokenHash!: Buffer;
  @Column({ type: 'text' }) label!: string;
  @Column({ type: 'text' }) role!: Role;
  @Column({ type: 'text', array: true }) scopes!: Scope[];
  /** The account that made it: it works no longer than they keep the users here. */
  @Column({ type: 'uuid', name: 'made_by', nullable: true }) madeBy!: string | null;
  @Column({ type: 'timestamptz', name: 'expires_at' }) expiresAt!: Date;
}
