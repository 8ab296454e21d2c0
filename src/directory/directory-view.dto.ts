import { ApiProperty } from '@nestjs/swagger';
import { PageInfo } from '../platform';
import type { EntryKind } from '../shared/who-is-who';
import { ENTRY_KINDS } from '../shared/who-is-who';

export class DirectoryEntryView {
  @ApiProperty({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0d00' })
  id!: string;
  @ApiProperty({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0001' })
  healthBodyId!: string;
  @ApiProperty({ example: 'Westmere Integrated Care Board' })
  healthBody!: string;
  @ApiProperty({ enum: ENTRY_KINDS, example: 'team' })
  kind!: EntryKind;
  @ApiProperty({ example: 'Estates and rooms' })
  name!: string;
  @ApiProperty({ example: 'Lends rooms in our buildings, and sees to keys and access.' })
  does!: string;
  @ApiProperty({ type: String, nullable: true, example: 'Quay House, level 2' })
  place!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'estates@westmere.example' })
  email!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '01632 960111' })
  phone!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'Monday to Thursday, 9am to 4pm' })
  hours!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'For the health body alone.', example: null })
  personId!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Whom to ask for.', example: 'Robin Ferrow' })
  personName!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'Estates officer' })
  personJob!: string | null;
  @ApiProperty({ description: 'The day on which the health body last said that this is right.', example: '2026-11-20' })
  checkedOn!: string;
  @ApiProperty({ example: 1 })
  version!: number;
}

export class DirectoryPage extends PageInfo {
  @ApiProperty({ type: [DirectoryEntryView] })
  items!: DirectoryEntryView[];
}
