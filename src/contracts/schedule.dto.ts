import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, Min } from 'class-validator';
import { wholeNumber } from '../platform';
import { penceFromDatabase } from '../shared/money';
import type { PlannedInstalment } from './schedule.rules';

const INSTALMENT_STATES = ['planned', 'approved', 'exported', 'paid', 'returned', 'held', 'cancelled'];

export class ScheduleQuery {
  @ApiPropertyOptional({
    description: 'An earlier plan of the contract; the one that holds unless given.',
    minimum: 1,
    example: 1,
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => wholeNumber(value))
  @IsInt()
  @Min(1)
  version?: number;
}

export class PlannedInstalmentView {
  @ApiProperty({ description: 'Its place in the plan, from 1.', example: 1 })
  number!: number;
  @ApiProperty({ type: String, nullable: true, description: 'The milestone that it is paid for.', example: null })
  label!: string | null;
  @ApiProperty({ description: 'The first day paid for.', example: '2027-04-01' })
  periodStartsOn!: string;
  @ApiProperty({ description: 'The last day paid for, included.', example: '2027-04-30' })
  periodEndsOn!: string;
  @ApiProperty({ description: "The day on which the money is to be in the group's account.", example: '2027-04-01' })
  dueOn!: string;
  @ApiProperty({ description: 'The last day to submit a Bacs payment that arrives by then.', example: '2027-03-30' })
  sendByOn!: string;
  @ApiProperty({ description: 'In pence, without VAT.', example: 400000 })
  netPence!: number;
  @ApiProperty({ description: 'In pence.', example: 0 })
  vatPence!: number;
  @ApiProperty({ description: 'What is owed in all: net and VAT, in pence.', example: 400000 })
  amountPence!: number;
}

export class SchedulePreviewView {
  @ApiProperty({ description: 'All payments together, VAT included, in pence.', example: 4800000 })
  amountPence!: number;
  @ApiProperty({ type: [PlannedInstalmentView], description: 'In the order of their due dates.' })
  instalments!: PlannedInstalmentView[];
}

export class ScheduledInstalmentView extends PlannedInstalmentView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0400' })
  id!: string;
  @ApiProperty({ enum: INSTALMENT_STATES, description: 'As it is now.', example: 'planned' })
  state!: string;
}

export class ScheduleView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100' })
  contractId!: string;
  @ApiProperty({ description: 'Which plan this is: each new one has the next number.', example: 1 })
  scheduleVersion!: number;
  @ApiProperty({ description: 'Whether this is the plan that holds.', example: true })
  current!: boolean;
  @ApiProperty({ type: String, format: 'date-time', example: '2027-02-11T09:30:00.000Z' })
  plannedAt!: string;
  @ApiProperty({ description: 'All payments together as planned, VAT included, in pence.', example: 4800000 })
  amountPence!: number;
  @ApiProperty({ type: [ScheduledInstalmentView], description: 'In the order of the plan.' })
  instalments!: ScheduledInstalmentView[];
}

/** A schedule as the query names its columns; amounts as text, because JSON numbers may not hold them. */
export interface ScheduleRow {
  contract_id: string;
  version: number;
  current: boolean;
  planned_at: Date;
  instalments: (Omit<ScheduledInstalmentView, 'netPence' | 'vatPence' | 'amountPence'> & {
    netPence: string;
    vatPence: string;
  })[];
}

export function toSchedulePreviewView(plan: readonly PlannedInstalment[]): SchedulePreviewView {
  return {
    amountPence: sumOf(plan),
    instalments: plan.map(toPlannedInstalmentView),
  };
}

export function toPlannedInstalmentView(planned: PlannedInstalment): PlannedInstalmentView {
  return {
    number: planned.number,
    label: planned.label ?? null,
    periodStartsOn: planned.periodStartsOn,
    periodEndsOn: planned.periodEndsOn,
    dueOn: planned.dueOn,
    sendByOn: planned.sendByOn,
    netPence: planned.netPence,
    vatPence: planned.vatPence,
    amountPence: planned.amountPence,
  };
}

export function toScheduleView(row: ScheduleRow): ScheduleView {
  const instalments = row.instalments.map((each) => {
    const [netPence, vatPence] = [penceFromDatabase(each.netPence), penceFromDatabase(each.vatPence)];
    return { ...each, netPence, vatPence, amountPence: netPence + vatPence };
  });
  return {
    contractId: row.contract_id,
    scheduleVersion: row.version,
    current: row.current,
    plannedAt: row.planned_at.toISOString(),
    amountPence: sumOf(instalments),
    instalments,
  };
}

function sumOf(instalments: readonly { amountPence: number }[]): number {
  return instalments.reduce((sum, { amountPence }) => sum + amountPence, 0);
}
