import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsDefined,
  IsInt,
  IsObject,
  IsOptional,
  IsUUID,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { NestedList } from '../platform';
import { CommencementDto, CommencementVersionView } from '../commencement';
import { GoOnWithoutDto } from '../contracts';
import { ProcessView, ProposeProcessDto } from '../decisions';

export class LightAgreementDto {
  @ApiProperty({ type: CommencementDto, description: 'How both keep in touch: as it was read, or changed.' })
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => CommencementDto)
  contact!: CommencementDto;

  @ApiProperty({ description: 'The number of the version that was read; 0 where there was none.', example: 1 })
  @IsInt()
  @Min(0)
  @Max(2_147_483_647)
  contactSeen!: number;

  @ApiPropertyOptional({
    type: ProposeProcessDto,
    description: 'How both decide, where it is changed; left out, it is what waits or holds, or else the standard one.',
  })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ProposeProcessDto)
  process?: ProposeProcessDto;

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    description: 'The decision process that waited for an answer when this was read; left out where there was none.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0b00',
  })
  @IsOptional()
  @IsUUID()
  processSeen?: string;

  @ApiPropertyOptional({
    type: [GoOnWithoutDto],
    description: 'For the health side: what is still missing, with the reason to go on without it.',
  })
  @IsOptional()
  @ArrayMaxSize(50)
  @NestedList(() => GoOnWithoutDto)
  goOnWithout?: GoOnWithoutDto[];
}

export class LightAgreementView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100' })
  contractId!: string;
  @ApiProperty({
    description: 'Whether it can be agreed so: a draft that is small enough, and that your side has not confirmed.',
    example: true,
  })
  open!: boolean;
  @ApiProperty({
    type: CommencementVersionView,
    nullable: true,
    description: 'How both keep in touch, newest version.',
  })
  contact!: CommencementVersionView | null;
  @ApiProperty({
    type: ProcessView,
    nullable: true,
    description: 'How both decide: what waits for an answer, or else what holds; null for the standard one.',
  })
  process!: ProcessView | null;
  @ApiProperty({ description: 'The version of the contract.', example: 1 })
  version!: number;
}
