import { ApiProperty } from '@nestjs/swagger';

export const SIDES = ['health', 'group'] as const;

/** Who can be asked instead, as the other side sees them. */
export class StandInView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0201' })
  contactId!: string;
  @ApiProperty({ type: String, nullable: true, example: 'Sam Tillard' })
  name!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'sam.tillard@westmere.example' })
  email!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '0113 496 0001' })
  phone!: string | null;
}

export class AwayView {
  @ApiProperty({ example: '2026-11-16' })
  fromOn!: string;
  @ApiProperty({ description: 'The last day away.', example: '2026-11-27' })
  toOn!: string;
  @ApiProperty({ type: StandInView, nullable: true, description: 'Who can be asked instead, if somebody is named.' })
  standIn!: StandInView | null;
}
