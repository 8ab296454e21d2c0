import type { Side } from '../platform';
import type { ChallengeSubject } from './challenge.rules';

/** What a challenge keeps of what it is about, and by which columns. */
export const KEPT = {
  contractId: 'contract_id',
  instalmentId: 'instalment_id',
  invoiceId: 'invoice_id',
  engagementId: 'engagement_id',
  decisionId: 'decision_id',
  materialId: 'material_id',
  introductionId: 'introduction_id',
  findingId: 'finding_id',
} as const;
type KeptId = keyof typeof KEPT;

/** To whom a record belongs that somebody challenges, and by which ids the challenge keeps it. */
export interface SubjectRow extends Record<KeptId, string | null> {
  healthBodyId: string;
  groupId: string;
  joined: boolean;
}

const OWN: Record<Side, string> = { health: 'health_body_id', group: 'group_id' };

/** Behind the walls of whoever asks; $1 is the record and $2 the tenant. */
const from =
  (table: string, kept: Readonly<Partial<Record<KeptId, string>>>, where = '') =>
  (tenant: string) => `
  select x.health_body_id as "healthBodyId", x.group_id as "groupId", o.joined_at is not null as joined,
    ${Object.keys(KEPT)
      .map((id) => `${kept[id as KeptId] ?? 'null::uuid'} as "${id}"`)
      .join(', ')}
  from ${table} x join organisation o on o.id = x.group_id
  where x.id = $1 and x.${tenant} = $2${where}`;

/** Of a contract, where there is such a thing. */
const ofContract = (table: string) =>
  from(
    'contract',
    { contractId: 'x.id' },
    ` and exists (select 1 from ${table} y where y.health_body_id = x.health_body_id and y.contract_id = x.id)`,
  );

const OF_PARTNERSHIP = from('partnership', {});

const SQL: Record<ChallengeSubject, (tenant: string) => string> = {
  contract: from('contract', { contractId: 'x.id' }),
  commencement: ofContract('commencement'),
  process: ofContract('decision_process'),
  payment: from('instalment', { contractId: 'x.contract_id', instalmentId: 'x.id' }),
  invoice: from('invoice', { contractId: 'x.contract_id', invoiceId: 'x.id' }),
  contact: from('engagement', { contractId: 'x.contract_id', engagementId: 'x.id' }, ` and x.visibility = 'shared'`),
  decision: from('decision', { contractId: 'x.contract_id', decisionId: 'x.id' }),
  material: from('material', { contractId: 'x.contract_id', materialId: 'x.id' }),
  introduction: from('introduction', { introductionId: 'x.id' }),
  finding: from('finding', { contractId: 'x.contract_id', findingId: 'x.id' }, ` and x.audience = 'both'`),
  profile: OF_PARTNERSHIP,
  partnership: OF_PARTNERSHIP,
};

/** What one side keeps to itself is not found: it is no subject between both. */
export function subjectSql(about: ChallengeSubject, side: Side): string {
  return SQL[about](OWN[side]);
}
