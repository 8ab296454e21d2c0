import type { Subject } from '../../src/platform';
import type { Portfolio } from './portfolio';
import { CONTACTS } from './portfolio/ids';

/** Which organisation's records: the two of each side have none in common. */
export type Owner = 'a' | 'b' | 'g1' | 'g3';

/** One record of each kind that an organisation may see and the other of its side may not. */
export function recordsOf(p: Portfolio, owner: Owner): Record<Subject, string> {
  switch (owner) {
    case 'a':
      return {
        organisation: p.groups.g2,
        partnership: p.partnerships.aG1,
        person: p.people.aDeputy,
        contact: p.contacts.aDeputyWithG1,
        absence: p.absences.aDeputy,
        contract: p.contracts.aG1Running,
        instalment: p.instalments.aG1Overdue,
        'named-lead': p.leads.aG1RunningHealthLead,
        receipt: p.receipts.aG1Late,
        engagement: p.engagements.aG1OfA,
        note: p.notes.ofA,
        user: p.memberships.managerOfA,
        'api-token': p.apiTokens.ofA,
        import: p.imports.ofA,
        'audit-event': p.auditEvents.ofA,
        invitation: p.invitations.aG2,
        'setting-change': p.settingChanges.ofA,
        'bank-holiday': p.holidays.ofA,
        finding: p.findings.aG1OneHolder,
        'late-case': p.lateCases.aG1,
        'interest-claim': p.interestClaims.aG1,
        'figure-statement': p.figureStatements.ofA,
        waiting: p.findings.aG1OneHolder,
        unjudged: p.partnerships.aG2,
      };
    case 'b':
      return {
        organisation: p.groups.g3,
        partnership: p.partnerships.bG3,
        person: p.people.bLead,
        contact: p.contacts.bLeadWithG3,
        absence: p.absences.bLead,
        contract: p.contracts.bG1Grant,
        instalment: p.instalments.bG1Overdue,
        'named-lead': p.leads.bG1GrantHealthLead,
        receipt: p.receipts.bG1OnTime,
        engagement: p.engagements.bG1OfB,
        note: p.notes.ofB,
        user: p.memberships.managerOfB,
        'api-token': p.apiTokens.ofB,
        import: p.imports.ofB,
        'audit-event': p.auditEvents.ofB,
        invitation: p.invitations.bG1,
        'setting-change': p.settingChanges.ofB,
        'bank-holiday': p.holidays.ofB,
        finding: p.findings.bG1NoDeputy,
        'late-case': p.lateCases.bG3,
        'interest-claim': p.interestClaims.bG3,
        'figure-statement': p.figureStatements.ofB,
        waiting: p.findings.bG1NoDeputy,
        unjudged: p.partnerships.bG3,
      };
    case 'g1':
      return {
        organisation: p.groups.g1,
        partnership: p.partnerships.bG1,
        person: p.people.g1Lead,
        contact: p.contacts.g1LeadWithA,
        absence: p.absences.g1Lead,
        contract: p.contracts.aG1Ended,
        instalment: p.instalments.aG1AtRisk,
        'named-lead': p.leads.aG1RunningGroupLead,
        receipt: p.receipts.aG1EndedLate,
        engagement: p.engagements.aG1OfG1,
        note: p.notes.ofG1,
        user: p.memberships.leadOfG1,
        'api-token': p.apiTokens.ofG1,
        import: p.imports.ofA,
        'audit-event': p.auditEvents.ofG1,
        invitation: p.invitations.aG2,
        'setting-change': p.settingChanges.ofA,
        'bank-holiday': p.holidays.ofA,
        finding: p.findings.aG1OneHolderOfGroup,
        'late-case': p.lateCases.aG1,
        'interest-claim': p.interestClaims.aG1,
        'figure-statement': p.figureStatements.ofA,
        waiting: p.findings.aG1OneHolderOfGroup,
        unjudged: p.partnerships.aG2,
      };
    case 'g3':
      return {
        organisation: p.groups.g3,
        partnership: p.partnerships.bG3,
        person: p.people.g3Lead,
        contact: p.contacts.g3LeadWithB,
        absence: p.absences.g3Lead,
        contract: p.contracts.bG3Running,
        instalment: p.instalments.bG3OnTime,
        'named-lead': p.leads.bG3RunningHealthLead,
        receipt: p.receipts.bG3OnTime,
        engagement: p.engagements.bG3Shared,
        note: p.notes.ofG3,
        user: p.memberships.leadOfG3,
        'api-token': p.apiTokens.ofG3,
        import: p.imports.ofB,
        'audit-event': p.auditEvents.ofG3,
        invitation: p.invitations.bG1,
        'setting-change': p.settingChanges.ofB,
        'bank-holiday': p.holidays.ofB,
        finding: p.findings.bG3OneHolderOfGroup,
        'late-case': p.lateCases.bG3,
        'interest-claim': p.interestClaims.bG3,
        'figure-statement': p.figureStatements.ofB,
        waiting: p.findings.bG3OneHolderOfGroup,
        unjudged: p.partnerships.bG3,
      };
  }
}

/** Where an owner's ids of each kind are, for the owner of the tables to read: $1 is the organisation. */
export const IDS_OF: Record<Subject, string> = {
  organisation: `select id from organisation where kind = 'health_body' or id = $1
    or id in (select group_id from partnership where health_body_id = $1)`,
  partnership: 'select id from partnership where $1 in (health_body_id, group_id)',
  person: 'select id from person where organisation_id = $1',
  contact: 'select id from contact where $1 in (health_body_id, group_id)',
  absence: 'select id from absence where $1 in (health_body_id, group_id)',
  contract: 'select id from contract where $1 in (health_body_id, group_id)',
  instalment: 'select id from instalment where $1 in (health_body_id, group_id)',
  'named-lead': 'select id from named_lead where $1 in (health_body_id, group_id)',
  receipt: 'select id from receipt where $1 in (health_body_id, group_id)',
  engagement: `select id from engagement where $1 in (health_body_id, group_id)
    and (visibility = 'shared' or (visibility = 'own_side' and owner_id = $1))`,
  note: `select id from note where owner_id = $1 and visibility = 'own_side'`,
  user: 'select id from membership where organisation_id = $1 and ended_at is null',
  'api-token': 'select id from api_token where organisation_id = $1',
  import: 'select id from import_run where health_body_id = $1',
  'audit-event': 'select id from audit_event where organisation_id = $1',
  invitation: 'select id from invitation where health_body_id = $1',
  'bank-holiday': 'select id from health_body_holiday where health_body_id = $1 and removed_at is null',
  'setting-change': 'select id from health_body_setting where health_body_id = $1',
  finding: `select id from finding where (health_body_id = $1 and audience <> 'group')
    or (group_id = $1 and audience <> 'health_body')`,
  'late-case': 'select id from late_payment_case where $1 in (health_body_id, group_id)',
  'interest-claim': 'select id from interest_claim where $1 in (health_body_id, group_id)',
  'figure-statement': 'select id from figure_statement where health_body_id = $1',
  waiting: `select id from finding where group_id = $1 and acts_on = 'group' and audience <> 'health_body'`,
  unjudged: `select p.id from partnership p join finding_subject s using (health_body_id, group_id)
    where p.health_body_id = $1 and s.evidence_gaps <> '{}'`,
};

const MOVE = {
  effectiveOn: '2026-12-01',
  reasonCode: 'budget_cut',
  reason: 'The budget was cut.',
  approvedByContactId: CONTACTS.aLeadWithG1,
  groupToldOn: '2026-11-20',
};

/** What a change of one record has to send before the record itself is looked for. */
export const SENDS: Readonly<Record<string, object>> = {
  'PATCH /api/v1/users/:id': { role: 'auditor' },
  'POST /api/v1/notes/:id/corrections': { body: 'Ask again in June.' },
  'POST /api/v1/instalments/:id/recoveries': { amountPence: 1, recoveredOn: '2026-11-20', reason: 'Sent back' },
  'POST /api/v1/receipts/:id/reversal': { reason: 'Entered twice' },
  'POST /api/v1/receipts/:id/correction': { amountPence: 1, receivedOn: '2026-11-20', reason: 'Swapped digits' },
  'PATCH /api/v1/contracts/:id': { title: 'Another title' },
  'POST /api/v1/contracts/:id/agreement/outside': { confirmedOn: '2026-11-20', how: 'Letter', evidence: 'Scan' },
  'POST /api/v1/contracts/:id/suspension': MOVE,
  'POST /api/v1/contracts/:id/resumption': { effectiveOn: '2026-12-01' },
  'POST /api/v1/contracts/:id/termination': MOVE,
  'POST /api/v1/contracts/:id/withdrawal': MOVE,
  'POST /api/v1/named-leads/:id/end': { toOn: '2026-12-31' },
  'POST /api/v1/named-leads/:id/handover': { contactId: CONTACTS.aDeputyWithG1, fromOn: '2026-12-01' },
  'POST /api/v1/engagements/:id/corrections': { purpose: 'Plan the winter drop-ins' },
  'PATCH /api/v1/organisations/:id': { about: 'Peer support' },
  'POST /api/v1/organisations/:id/identifiers': { scheme: 'GB-CHC', value: '1000000' },
  'POST /api/v1/organisations/:id/identifiers/:identifierId/end': { toOn: '2026-11-22' },
  'PATCH /api/v1/partnerships/:id': { contactEveryDays: 30 },
  'PATCH /api/v1/people/:id': { jobTitle: 'Commissioning manager' },
  'PUT /api/v1/people/:id/departure': { lastDayOn: '2026-12-31' },
  'POST /api/v1/findings/:id/snooze': { until: '2026-12-31', reason: 'The ledger is closed until then.' },
  'POST /api/v1/late-payment-cases/:id/owner': { contactId: CONTACTS.aLeadWithG1 },
  'POST /api/v1/late-payment-cases/:id/replies': { words: 'It goes out on Thursday.' },
  'POST /api/v1/late-payment-cases/:id/cause': { cause: 'payer_process' },
  'POST /api/v1/late-payment-cases/:id/resolution': { resolution: 'arrived' },
  'POST /api/v1/interest-claims/:id/payment': { paidOn: '2026-11-20' },
  'PATCH /api/v1/contacts/:id': { phone: '0113 496 0000' },
};
