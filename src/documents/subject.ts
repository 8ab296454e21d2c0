import { NOT_FOUND } from '../platform';
import type { Actor } from '../platform';
import { DomainError } from '../shared/domain-error';

/** What a file goes with. */
export type SubjectKind = 'contract' | 'payment' | 'contact' | 'decision';

export interface SubjectOf {
  kind: SubjectKind;
  id: string;
}

export interface Subject {
  healthBodyId: string;
  groupId: string;
  contractId: string | null;
  instalmentId: string | null;
  engagementId: string | null;
  decisionId: string | null;
  /** The title and reference of the contract, or of the one that a payment is paid under; what a decision is about. */
  name: string | null;
  /** The day on which a payment is due, or somebody spoke with somebody. */
  on: string | null;
  /** Whether both sides see what the files would go with. */
  shared: boolean;
}

const OWNERS = `x.health_body_id as "healthBodyId", x.group_id as "groupId"`;

/** SQL: $1 the tenant, $2 the record. */
const FIND: Readonly<Record<SubjectKind, (tenant: string) => string>> = {
  contract: (tenant) => `
    select ${OWNERS}, x.id as "contractId", null as "instalmentId", null as "engagementId", null as "decisionId",
      x.title || ', ' || x.reference as name, null as "on", true as shared
    from contract x where x.${tenant} = $1 and x.id = $2`,
  payment: (tenant) => `
    select ${OWNERS}, x.contract_id as "contractId", x.id as "instalmentId", null as "engagementId", null as "decisionId",
      c.title || ', ' || c.reference as name, x.due_on as "on", true as shared
    from instalment x
    join contract c on c.health_body_id = x.health_body_id and c.group_id = x.group_id and c.id = x.contract_id
    where x.${tenant} = $1 and x.id = $2`,
  contact: (tenant) => `
    select ${OWNERS}, null as "contractId", null as "instalmentId", x.id as "engagementId", null as "decisionId",
      null as name, x.happened_on as "on", x.visibility = 'shared' as shared
    from engagement x where x.${tenant} = $1 and x.id = $2`,
  decision: (tenant) => `
    select ${OWNERS}, null as "contractId", null as "instalmentId", null as "engagementId", x.id as "decisionId",
      x.title || ', ' || c.reference as name, null as "on", true as shared
    from decision x
    join contract c on c.health_body_id = x.health_body_id and c.group_id = x.group_id and c.id = x.contract_id
    where x.${tenant} = $1 and x.id = $2`,
};

/** Reads in a transaction or outside one, behind the walls. Throws DomainError `not-found`. */
export async function subjectOf(
  read: (sql: string, values: unknown[]) => Promise<Subject[]>,
  actor: Actor,
  { kind, id }: SubjectOf,
): Promise<Subject> {
  const sql = FIND[kind](actor.side === 'health' ? 'health_body_id' : 'group_id');
  const [subject] = await read(sql, [actor.organisationId, id]);
  if (subject === undefined) throw new DomainError('not-found', NOT_FOUND);
  return subject;
}
