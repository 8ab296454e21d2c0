import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { ListQuery, PageInfo } from '../platform';

const KINDS = ['health_body', 'group'] as const;
const SORT_NAMES = ['name', '-name'] as const;

export class OrganisationListQuery extends ListQuery {
  @ApiPropertyOptional({ enum: KINDS, description: 'Only organisations of this kind.', example: 'group' })
  @IsOptional()
  @IsIn(KINDS)
  kind?: (typeof KINDS)[number];

  @ApiPropertyOptional({
    description: 'Only organisations whose name contains this, in any capitals and spacing.',
    example: 'harbour',
    maxLength: 200,
  })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;

  @ApiPropertyOptional({ enum: SORT_NAMES, default: 'name', example: 'name' })
  @IsOptional()
  @IsIn(SORT_NAMES)
  sort: (typeof SORT_NAMES)[number] = 'name';
}

export class IdentifierView {
  @ApiProperty({
    enum: ['GB-CHC', 'GB-COH', 'GB-SC', 'GB-NIC', 'GB-MPR', 'GB-NHS', 'GB-LAE'],
    description: 'The list that gave it, by its org-id.guide code.',
    example: 'GB-CHC',
  })
  scheme!: string;
  @ApiProperty({ example: '1000000' })
  value!: string;
}

/** A row of the list, as the query names its columns. */
export interface OrganisationRow {
  id: string;
  kind: string;
  name: string;
  legal_form: string | null;
  health_body_kind: string | null;
  publication_name: string | null;
  joined: boolean;
  listed_by_you: boolean;
  is_you: boolean;
  identifiers: IdentifierView[];
}

export class OrganisationView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0010' })
  id!: string;
  @ApiProperty({ enum: KINDS, example: 'group' })
  kind!: string;
  @ApiProperty({ description: 'The name it is known as.', example: 'Harbour Lights' })
  name!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Of a group, if known. unincorporated and unregistered are as good as any.',
    example: 'unincorporated',
  })
  legalForm!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What kind of health body; null for a group.',
    example: null,
  })
  healthBodyKind!: string | null;
  @ApiProperty({ type: [IdentifierView], description: 'Numbers in public registers that hold today. None is needed.' })
  identifiers!: IdentifierView[];
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'The name that the group chose for open data. Only the group itself is told.',
    example: 'Harbour Lights',
  })
  publicationName?: string | null;
  @ApiProperty({ description: 'Whether it has joined Accord itself, with users of its own.', example: false })
  joined!: boolean;
  @ApiProperty({ description: 'Whether your organisation listed it.', example: true })
  listedByYou!: boolean;
}

export class OrganisationPage extends PageInfo {
  @ApiProperty({ type: [OrganisationView] })
  items!: OrganisationView[];
}

export function toOrganisationView(row: OrganisationRow): OrganisationView {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    legalForm: row.legal_form,
    healthBodyKind: row.health_body_kind,
    identifiers: row.identifiers,
    ...(row.is_you && row.kind === 'group' && { publicationName: row.publication_name }),
    joined: row.joined,
    listedByYou: row.listed_by_you,
  };
}
