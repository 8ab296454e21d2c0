/** Tables of the group's own and of its partnerships that it may read whole, and the column by which rows are its own. */
const TABLES: Readonly<Record<string, 'organisation_id' | 'group_id'>> = {
  organisation_identifier: 'organisation_id',
  membership: 'organisation_id',
  person: 'organisation_id',
  capacity_statement: 'group_id',
  group_means: 'group_id',
  group_leaving: 'group_id',
  partnership: 'group_id',
  contact: 'group_id',
  absence: 'group_id',
  contract: 'group_id',
  contract_confirmation: 'group_id',
  contract_readiness_gap: 'group_id',
  contract_state_change: 'group_id',
  contract_variation: 'group_id',
  commencement: 'group_id',
  contract_fit: 'group_id',
  contract_fit_override: 'group_id',
  decision_process: 'group_id',
  decision_process_kind: 'group_id',
  decision_process_party: 'group_id',
  decision_process_signature: 'group_id',
  decision: 'group_id',
  decision_position: 'group_id',
  material: 'group_id',
  material_version: 'group_id',
  material_proposal: 'group_id',
  material_comment: 'group_id',
  name_consent: 'group_id',
  name_use: 'group_id',
  strategy_link: 'group_id',
  challenge: 'group_id',
  challenge_step: 'group_id',
  private_matter: 'group_id',
  private_reply: 'group_id',
  introduction: 'group_id',
  mentoring: 'group_id',
  mentoring_period: 'group_id',
  named_lead: 'group_id',
  schedule: 'group_id',
  schedule_kept: 'group_id',
  schedule_acknowledgement: 'group_id',
  instalment: 'group_id',
  instalment_move: 'group_id',
  instalment_hold: 'group_id',
  arrival_statement: 'group_id',
  impact_report: 'group_id',
  receipt: 'group_id',
  recovery_due: 'group_id',
  remittance_line: 'group_id',
  purchase_order: 'group_id',
  invoice: 'group_id',
  invoice_move: 'group_id',
  invoice_instalment: 'group_id',
  invoice_document: 'group_id',
  document: 'group_id',
  attached_document: 'group_id',
  late_payment_case: 'group_id',
  late_case_reply: 'group_id',
  interest_claim: 'group_id',
  finding: 'group_id',
  finding_response: 'group_id',
};

/** What is opened one by one, each time on record, is not in it. */
const UNRESTRICTED = ['engagement', 'note'] as const;

const TENANT = `nullif(current_setting('app.tenant', true), '')::uuid`;

const part = (kind: string, where: string): string =>
  `select jsonb_build_object('kind', '${kind}', 'record', to_jsonb(t)) as line from ${kind} t where ${where}`;

/** The kinds of record that are in it. */
export const RECORD_KINDS: readonly string[] = ['organisation', ...Object.keys(TABLES), ...UNRESTRICTED, 'correction'];

/** All that a group may read, a record a line, behind its own wall. */
export const GROUP_RECORD = [
  part('organisation', `t.id = ${TENANT}`),
  ...Object.entries(TABLES).map(([table, column]) => part(table, `t.${column} = ${TENANT}`)),
  ...UNRESTRICTED.map((table) => part(table, `t.group_id = ${TENANT} and t.visibility <> 'restricted'`)),
  part(
    'correction',
    `t.group_id = ${TENANT} and exists (
      select 1 from engagement e where e.group_id = t.group_id and e.id = t.subject_id and e.visibility <> 'restricted'
      union all
      select 1 from note n where n.group_id = t.group_id and n.id = t.subject_id and n.visibility <> 'restricted')`,
  ),
].join(' union all ');
