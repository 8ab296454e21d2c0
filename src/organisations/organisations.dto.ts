import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { ListQuery, PageInfo } from '../platform';
import { SCHEMES } from './identifier.rules';
import { LEGAL_FORMS } from './legal-forms';
import { toWorkView, WorkView } from './work-of-groups/work.dto';
import type { WorkRow } from './work-of-groups/work.dto';

const KINDS = ['health_body', 'group'] as const;
const SORT_NAMES = ['name', '-name'] as const;

/** In open data, of a group that has not chosen a name for it. */
const UNNAMED = 'Partner group';

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
  search?: string;

  @ApiPropertyOptional({ enum: SORT_NAMES, default: 'name', example: 'name' })
  @IsOptional()
  @IsIn(SORT_NAMES)
  sort: (typeof SORT_NAMES)[number] = 'name';
}

export class IdentifierView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0015' })
  id!: string;
  @ApiProperty({
    enum: SCHEMES,
    description: 'The list that gave it, by its org-id.guide code.',
    example: 'GB-CHC',
  })
  scheme!: string;
  @ApiProperty({ example: '1000000' })
  value!: string;
  @ApiProperty({ type: String, nullable: true, description: 'First day it holds, if known.', example: '2019-06-01' })
  fromOn!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Last day it holds, if there is one.', example: null })
  toOn!: string | null;
}

/** A row of the list, as the query names its columns. */
export interface OrganisationRow extends WorkRow {
  id: string;
  kind: string;
  name: string;
  legal_form: string | null;
  health_body_kind: string | null;
  publication_name: string | null;
  payee_name: string | null;
  about: string | null;
  website: string | null;
  does_not_do: string | null;
  joined: boolean;
  listed_by_you: boolean;
  is_you: boolean;
  identifiers: IdentifierView[];
  version: number;
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
    enum: LEGAL_FORMS,
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
  @ApiProperty({
    type: [IdentifierView],
    description:
      'Numbers in public registers: in a list those that hold today, of one organisation the ended ones too. None is needed.',
  })
  identifiers!: IdentifierView[];
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'The name that the group chose for open data. Only the group itself is told.',
    example: 'Harbour Lights',
  })
  publicationName?: string | null;
  @ApiPropertyOptional({
    description:
      'What open data calls the group: "Partner group" until it chooses a name. Only the group itself is told.',
    example: 'Partner group',
  })
  publishedAs?: string;
  @ApiProperty({ description: 'Whether it has joined Accord itself, with users of its own.', example: false })
  joined!: boolean;
  @ApiProperty({ description: 'Whether your organisation listed it.', example: true })
  listedByYou!: boolean;
  @ApiProperty({ description: 'Goes up with each change.', example: 1 })
  version!: number;
}

export class OrganisationDetailView extends IntersectionType(OrganisationView, WorkView) {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The account holder as the bank has it: the only name in payment files and remittances.',
    example: 'Harbour Lights CIO',
  })
  payeeName!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What it does, in its own words.',
    example: 'Peer support and advocacy, by and for our community.',
  })
  about!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'https://harbourlights.example' })
  website!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What it does not do, so that nobody asks for it.',
    example: 'We do not offer counselling or legal advice.',
  })
  doesNotDo!: string | null;
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
    ...(row.is_you && row.kind === 'group' && publication(row.publication_name)),
    joined: row.joined,
    listedByYou: row.listed_by_you,
    version: row.version,
  };
}

function publication(chosen: string | null): Pick<OrganisationView, 'publicationName' | 'publishedAs'> {
  return { publicationName: chosen, publishedAs: chosen ?? UNNAMED };
}

export function toOrganisationDetailView(row: OrganisationRow): OrganisationDetailView {
  return Object.assign(toOrganisationView(row), toWorkView(row), {
    payeeName: row.payee_name,
    about: row.about,
    website: row.website,
    doesNotDo: row.does_not_do,
  });
}
