import { ApiProperty } from '@nestjs/swagger';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../platform';

/** What a field said before. */
export interface Former {
  field: string;
  was: string | null;
}

export interface CorrectionRow extends Former {
  correctedAt: string;
}

export class CorrectionView {
  @ApiProperty({ description: 'The field that was corrected.', example: 'outcome' })
  field!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What it said before, to be shown struck out; ids, dates and true or false as text.',
    example: 'Rooms booked until May',
  })
  was!: string | null;
  @ApiProperty({ example: '2026-11-22T09:30:00.000Z' })
  correctedAt!: string;
}

/** The record that was corrected, by the tenants it belongs to. */
interface Subject {
  kind: 'engagement' | 'note';
  id: string;
  healthBodyId: string;
  groupId: string;
}

/** Keeps what the fields said, for the same readers. */
export async function keepFormer(tx: Tx, subject: Subject, former: readonly Former[]): Promise<void> {
  await tx.query(
    `insert into correction (health_body_id, group_id, id, subject_kind, subject_id, field, was, corrected_by)
     select $1, $2, f.id, $3, $4, f.field, f.was, $5 from unnest($6::uuid[], $7::text[], $8::text[]) f(id, field, was)`,
    [
      subject.healthBodyId,
      subject.groupId,
      subject.kind,
      subject.id,
      tx.actor.id,
      former.map(() => uuid()),
      former.map(({ field }) => field),
      former.map(({ was }) => was),
    ],
  );
}

/** SQL: the corrections of a record, oldest first, as `corrections`. */
export const correctionsOf = (record: string): string => `
  select coalesce(json_agg(json_build_object('field', x.field, 'was', x.was, 'correctedAt', x.corrected_at)
    order by x.id), '[]') as corrections
  from correction x
  where x.health_body_id = ${record}.health_body_id and x.group_id = ${record}.group_id and x.subject_id = ${record}.id`;

export function toCorrectionView({ field, was, correctedAt }: CorrectionRow): CorrectionView {
  return { field, was, correctedAt: new Date(correctedAt).toISOString() };
}
