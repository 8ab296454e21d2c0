import { ApiProperty } from '@nestjs/swagger';
import { VariedTermsView } from './variation-view.dto';

export class ScheduleVersionView {
  @ApiProperty({ description: 'As in `?version=` of the schedule.', example: 2 })
  scheduleVersion!: number;
  @ApiProperty({ description: 'Whether this is the plan that holds.', example: true })
  current!: boolean;
  @ApiProperty({ type: String, format: 'date-time', example: '2027-02-11T09:30:00.000Z' })
  plannedAt!: string;
  @ApiProperty({ description: 'All its payments without VAT, in pence.', example: 4800000 })
  netPence!: number;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The variation that it came of; null for any other plan.',
    example: null,
  })
  variationId!: string | null;
}

export class ScheduleVersionsView {
  @ApiProperty({ type: [ScheduleVersionView], description: 'Newest first.' })
  versions!: ScheduleVersionView[];
}

export class HeldTermsView {
  @ApiProperty({ description: 'The day from which they hold.', example: '2026-04-01' })
  fromOn!: string;
  @ApiProperty({ type: VariedTermsView })
  terms!: VariedTermsView;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The variation that they came of; null for what was agreed at first.',
    example: null,
  })
  variationId!: string | null;
}

export class TermsHistoryView {
  @ApiProperty({ type: [HeldTermsView], description: 'In the order in which they were agreed.' })
  terms!: HeldTermsView[];
}
