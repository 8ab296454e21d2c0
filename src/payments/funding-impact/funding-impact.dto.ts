import { ApiProperty } from '@nestjs/swagger';
import { ORDER_STATES } from '../../shared/funding-impact';
import type { OrderState } from '../../shared/funding-impact';

class ReservesImpactView {
  @ApiProperty({ description: 'Whole weeks of all that the group needs.', example: 8 })
  weeks!: number;
  @ApiProperty({
    description: 'From the first day of work on, the first day for which nothing is left if no money comes.',
    example: '2027-05-31',
  })
  lastUntil!: string;
  @ApiProperty({ description: 'Whether they last to the first payment.', example: false })
  enough!: boolean;
  @ApiProperty({ description: 'What of the gap they do not cover, in pence.', example: 194_400 })
  uncoveredPence!: number;
}

export class ContractImpactView {
  @ApiProperty({ example: '2027-04-01' })
  startsOn!: string;
  @ApiProperty({ example: '2027-07-30' })
  firstPaymentOn!: string;
  @ApiProperty({
    description: 'Days from the first day of work to the first payment; 0 where it comes before.',
    example: 120,
  })
  daysToFirst!: number;
  @ApiProperty({
    description: 'The most that is spent and not yet paid, in pence without VAT, if the work costs the same each day.',
    example: 394_400,
  })
  gapPence!: number;
  @ApiProperty({ description: 'The payment that ends the gap.', example: '2027-07-30' })
  gapUntil!: string;
  @ApiProperty({ enum: ORDER_STATES, example: 'missing' })
  purchaseOrder!: OrderState;
  @ApiProperty({
    type: ReservesImpactView,
    nullable: true,
    description: 'Null where the group has not said, or does not share, what it has and needs. It never has to.',
  })
  reserves!: ReservesImpactView | null;
}

export class FundingImpactView {
  @ApiProperty({ type: ContractImpactView, nullable: true, description: 'Null where no payment is planned.' })
  impact!: ContractImpactView | null;
}
