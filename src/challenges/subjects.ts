import type { Side } from '../platform';
import type { ChallengeSubject } from './challenge.rules';

/** To whom a record belongs that somebody challenges, and by which columns the challenge keeps it. */
export interface SubjectRow {
  healthBodyId: string;
  groupId: string;
  joined: boolean;
  contractId: string | null;
  instalmentId: string | null;
  engagementId: string | null;
  decisionId: string | null;
  findingId: string | null;
}

const OWN: Record<Side, string> = { health: 'health_body_id', group: 'group_id' };

interface Kept {
  contract?: string;
  instalment?: string;
  engagement?: string;
  decision?: string;
  finding?: string;
}

/** Behind the walls of whoever asks; $1 is the record and $2 the tenant. */
const from =
  (table: string, kept: Kept, where = '') =>
  (tenant: string) => `
  select x.health_body_id as "healthBodyId", x.group_id as "groupId", o.joined_at is not null as joined,
    ${kept.contract ?? 'null::uuid'} as "contractId", ${kept.instalment ?? 'null::uuid'} as "instalmentId",
    ${kept.engagement ?? 'null::uuid'} as "engagementId", ${kept.decision ?? 'null::uuid'} as "decisionId",
    ${kept.finding ?? 'null::uuid'} as "findingId"
  from ${table} x join organisation o on o.id = x.group_id
  where x.id = $1 and x.${tenant} = $2${where}`;

const OF_PARTNERSHIP = from('partnership', {});

const SQL: Record<ChallengeSubject, (tenant: string) => string> = {
  contract: from('contract', { contract: 'x.id' }),
  payment: from('instalment', { contract: 'x.contract_id', instalment: 'x.id' }),
  contact: from('engagement', { contract: 'x.contract_id', engagement: 'x.id' }, ` and x.visibility = 'shared'`),
  decision: from('decision', { contract: 'x.contract_id', decision: 'x.id' }),
  finding: from('finding', { contract: 'x.contract_id', finding: 'x.id' }, ` and x.audience = 'both'`),
  profile: OF_PARTNERSHIP,
  partnership: OF_PARTNERSHIP,
};

/** What one side keeps to itself is not found: it is no subject between both. */
export function subjectSql(about: ChallengeSubject, side: Side): string {
  return SQL[about](OWN[side]);
}
