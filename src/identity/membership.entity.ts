import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '../platform';
import type { OrganisationKind } from './roles';

/** A person's place in an organisation. One row a role; ended, never deleted. */
@Entity('membership')
export class MembershipRow {
  @PrimaryColumn({ type: 'uuid', name: 'organisation_id' }) organisationId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text', name: 'organisation_kind' }) organisationKind!: OrganisationKind;
  @Column({ type: 'uuid', name: 'account_id' }) accountId!: string;
  @Column({ type: 'text' }) role!: Role;
  /** Whether the person acts for it with the password that they have now. */
  @Column({ type: 'boolean', default: true }) vouched!: boolean;
}
