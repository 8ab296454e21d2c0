import { ApiProperty } from '@nestjs/swagger';
import { PageInfo } from '../platform';
import type { Evidence, FindingRule } from './finding';
import { ASKED_OF_GROUP, TITLES, WHY_NOT_JUDGED } from './finding-words';
import type { EvidenceGap } from './partnership-reading.rules';

export interface WaitingRow {
  id: string;
  rule: FindingRule;
  worst_first: string;
  since: string;
  health_body: string;
  partnership_id: string;
  contract_id: string | null;
  contract_reference: string | null;
  instalment_id: string | null;
  evidence: Readonly<Record<string, Evidence>>;
}

export class WaitingItemView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0900' })
  id!: string;
  @ApiProperty({ description: 'What is asked of you.', example: 'Say whether your lead’s details are still right' })
  what!: string;
  @ApiProperty({ description: 'What it is about.', example: 'Westmere Integrated Care Board, WM-2026-014' })
  where!: string;
  @ApiProperty({ description: 'The day since which it waits. Nothing is counted from it.', example: '2026-11-07' })
  since!: string;
  @ApiProperty({
    description: 'Where to see to it: a path of the API.',
    example: '/api/v1/contacts/01980a4e-7c1f-7d2b-9a43-2f6f3c1d0200',
  })
  link!: string;
}

export class WaitingPage extends PageInfo {
  @ApiProperty({ type: [WaitingItemView] })
  items!: WaitingItemView[];
}

export function toWaitingItemView(row: WaitingRow): WaitingItemView {
  return {
    id: row.id,
    what: ASKED_OF_GROUP[row.rule] ?? TITLES[row.rule],
    where: row.contract_reference === null ? row.health_body : `${row.health_body}, ${row.contract_reference}`,
    since: row.since,
    link: linkOf(row),
  };
}

/** These are seen to on the contract's page. */
const ON_CONTRACT: readonly FindingRule[] = [
  'awaiting_confirmation',
  'variation_waiting',
  'payee_name_awaited',
  'invoice_awaited',
  'schedule_unread',
];

function linkOf({ rule, contract_id, evidence, partnership_id }: WaitingRow): string {
  const named = namedIn(evidence);
  if (named !== null) return named;
  if (rule === 'commencement_unconfirmed') return `/api/v1/contracts/${contract_id ?? ''}/commencement`;
  if (ON_CONTRACT.includes(rule) && contract_id !== null) return `/api/v1/contracts/${contract_id}`;
  const { contactId } = evidence;
  if (rule === 'stale_lead' && typeof contactId === 'string') return `/api/v1/contacts/${contactId}`;
  return `/api/v1/partnerships/${partnership_id}`;
}

/** Of what has a page of its own. */
function namedIn({ decisionId, challengeId, processId }: WaitingRow['evidence']): string | null {
  if (typeof decisionId === 'string') return `/api/v1/decisions/${decisionId}`;
  if (typeof processId === 'string') return `/api/v1/decision-processes/${processId}`;
  return typeof challengeId === 'string' ? `/api/v1/challenges/${challengeId}` : null;
}

export interface UnjudgedRow {
  id: string;
  group_id: string;
  group: string;
  evidence_gaps: EvidenceGap[];
}

class EvidenceGapView {
  @ApiProperty({ enum: ['young_partnership', 'empty_record'], example: 'empty_record' })
  gap!: EvidenceGap;
  @ApiProperty({ example: 'No contact was logged in the last twelve months.' })
  inWords!: string;
}

export class UnjudgedPartnershipView {
  @ApiProperty({ format: 'uuid', description: 'Of the partnership.', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0020' })
  id!: string;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0010' })
  groupId!: string;
  @ApiProperty({ example: 'Harbour Lights' })
  group!: string;
  @ApiProperty({
    type: [EvidenceGapView],
    description: 'Why nobody can say on whom it rests. Not the same as no risk.',
  })
  why!: EvidenceGapView[];
}

export class UnjudgedPage extends PageInfo {
  @ApiProperty({ type: [UnjudgedPartnershipView] })
  items!: UnjudgedPartnershipView[];
}

export function toUnjudgedPartnershipView({
  id,
  group_id,
  group,
  evidence_gaps,
}: UnjudgedRow): UnjudgedPartnershipView {
  const why = evidence_gaps.map((gap) => ({ gap, inWords: WHY_NOT_JUDGED[gap] }));
  return { id, groupId: group_id, group, why };
}
