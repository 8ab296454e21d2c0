import { ApiProperty } from '@nestjs/swagger';
import { PageInfo } from '../platform';
import type { Side } from '../platform';
import { NAME_STATES } from '../shared/name-state';
import type { NameState } from '../shared/name-state';
import type { Piece, Row } from './difference';

const SIDES = ['health', 'group'] as const;
export const PROPOSAL_STATES = ['open', 'accepted', 'declined', 'withdrawn'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

export class MaterialView {
  @ApiProperty({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0e00' })
  id!: string;
  @ApiProperty({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0200' })
  partnershipId!: string;
  @ApiProperty({ type: String, nullable: true, example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100' })
  contractId!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'WM-2026-014' })
  contractReference!: string | null;
  @ApiProperty({ example: 'Westmere Integrated Care Board' })
  healthBody!: string;
  @ApiProperty({ example: 'Harbour Lights' })
  group!: string;
  @ApiProperty({ example: 'Leaflet for waiting rooms' })
  title!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null: not named.', example: null })
  healthCredit!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Null: not named.',
    example: 'Written with the Thursday group',
  })
  groupCredit!: string | null;
  @ApiProperty({ enum: SIDES, example: 'group' })
  startedBy!: Side;
  @ApiProperty({ example: '2026-11-20' })
  startedOn!: string;
  @ApiProperty({ description: 'The number of its newest version; 0 without any.', example: 2 })
  latest!: number;
  @ApiProperty({ type: String, nullable: true, example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0e02' })
  latestVersionId!: string | null;
  @ApiProperty({ enum: NAME_STATES, description: 'What the group said of its name in the newest version.' })
  consent!: NameState;
  @ApiProperty({ description: 'How many edits wait for an answer.', example: 0 })
  openProposals!: number;
  @ApiProperty({ description: 'How many uses of the name today the group has not said yes to.', example: 1 })
  usesWithoutConsent!: number;
  @ApiProperty({ example: 3 })
  version!: number;
}

export class VersionView {
  @ApiProperty({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0e02' })
  id!: string;
  @ApiProperty({ example: 2 })
  number!: number;
  @ApiProperty({ enum: ['words', 'file'], example: 'words' })
  kind!: 'words' | 'file';
  @ApiProperty({ type: String, nullable: true, example: null })
  fileName!: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Of a file, in bytes.', example: null })
  sizeBytes!: number | null;
  @ApiProperty({ enum: SIDES, example: 'health' })
  madeBy!: Side;
  @ApiProperty({ example: '2026-11-24' })
  madeOn!: string;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Of the words of the version before, how many in a hundred are gone; null for a file, or a first one.',
    example: 61,
  })
  removedPercent!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Of its own words, how many are new.', example: 12 })
  addedPercent!: number | null;
  @ApiProperty({ enum: NAME_STATES, description: 'What the group said of its name in this version.' })
  consent!: NameState;
  @ApiProperty({ type: String, nullable: true, description: 'When the group last said yes.', example: '2026-11-25' })
  consentGivenOn!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'When that yes ended.', example: null })
  consentEndedOn!: string | null;
}

export class PieceView implements Piece {
  @ApiProperty({ example: 'Thursdays' })
  text!: string;
  @ApiProperty({ description: 'Gone from the earlier side, or new on the later one.', example: true })
  changed!: boolean;
}

export class RowView implements Row {
  @ApiProperty({ type: [PieceView], nullable: true, description: 'A paragraph as it was.' })
  before!: PieceView[] | null;
  @ApiProperty({ type: [PieceView], nullable: true, description: 'As it is; null where it is gone.' })
  after!: PieceView[] | null;
}

export class VersionDetailView extends VersionView {
  @ApiProperty({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0e00' })
  materialId!: string;
  @ApiProperty({ example: 'Leaflet for waiting rooms' })
  title!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null for a file.', example: 'You are welcome.' })
  words!: string | null;
  @ApiProperty({
    type: [RowView],
    nullable: true,
    description: 'Against the version before, side by side; null where one of them is a file, or for a first one.',
  })
  difference!: RowView[] | null;
}

export class ProposalView {
  @ApiProperty({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0e10' })
  id!: string;
  @ApiProperty({ description: 'The number of the version that it changes.', example: 2 })
  fromNumber!: number;
  @ApiProperty({ enum: SIDES, example: 'group' })
  proposedBy!: Side;
  @ApiProperty({ example: '2026-11-24' })
  proposedOn!: string;
  @ApiProperty({ type: String, nullable: true, example: 'The hall is closed on Mondays.' })
  why!: string | null;
  @ApiProperty({ enum: PROPOSAL_STATES, example: 'open' })
  state!: ProposalState;
  @ApiProperty({ type: String, nullable: true, example: null })
  closedOn!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null })
  declineReason!: string | null;
  @ApiProperty({ example: 1 })
  version!: number;
}

export class ProposalDetailView extends ProposalView {
  @ApiProperty({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0e00' })
  materialId!: string;
  @ApiProperty({ example: 'Leaflet for waiting rooms' })
  title!: string;
  @ApiProperty({ description: 'The newest version of the material: a proposal is of no use once there is another.' })
  latest!: number;
  @ApiProperty({ example: 'You are welcome as you are.' })
  words!: string;
  @ApiProperty({ type: [RowView], description: 'Against the version that it changes, side by side.' })
  difference!: RowView[];
  @ApiProperty({ description: 'Of the words of that version, how many in a hundred would be gone.', example: 10 })
  removedPercent!: number;
  @ApiProperty({ description: 'Of the proposed words, how many in a hundred are new.', example: 12 })
  addedPercent!: number;
}

export class CommentView {
  @ApiProperty({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0e20' })
  id!: string;
  @ApiProperty({ description: 'Of which version.', example: 2 })
  number!: number;
  @ApiProperty({ enum: SIDES, example: 'group' })
  side!: Side;
  @ApiProperty({ example: 'The second paragraph is hard to read.' })
  words!: string;
  @ApiProperty({ example: '2026-11-25' })
  saidOn!: string;
}

export class MaterialDetailView extends MaterialView {
  @ApiProperty({ type: [VersionView], description: 'Newest first, a hundred at the most.' })
  versions!: VersionView[];
  @ApiProperty({ type: [ProposalView], description: 'Newest first, a hundred at the most.' })
  proposals!: ProposalView[];
  @ApiProperty({ type: [CommentView], description: 'Newest first, a hundred at the most.' })
  comments!: CommentView[];
}

export class MaterialPage extends PageInfo {
  @ApiProperty({ type: [MaterialView] })
  items!: MaterialView[];
}

export class NameUseView {
  @ApiProperty({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0e30' })
  id!: string;
  @ApiProperty({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0e00' })
  materialId!: string;
  @ApiProperty({ example: 'Leaflet for waiting rooms' })
  title!: string;
  @ApiProperty({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0e01' })
  versionId!: string;
  @ApiProperty({ description: 'Which version is used there.', example: 1 })
  number!: number;
  @ApiProperty({ description: 'The newest version that there is.', example: 2 })
  latest!: number;
  @ApiProperty({ example: 'Westmere Integrated Care Board' })
  healthBody!: string;
  @ApiProperty({ example: 'Harbour Lights' })
  group!: string;
  @ApiProperty({ example: 'Waiting room of the sexual health clinic' })
  place!: string;
  @ApiProperty({ example: '2026-11-20' })
  sinceOn!: string;
  @ApiProperty({ type: String, nullable: true, description: 'The day from which it is used no more.', example: null })
  untilOn!: string | null;
  @ApiProperty({ enum: SIDES, example: 'health' })
  notedBy!: Side;
  @ApiProperty({ description: 'Whether it is used today.', example: true })
  inUse!: boolean;
  @ApiProperty({ enum: NAME_STATES, description: 'What the group said of its name in that version.' })
  consent!: NameState;
  @ApiProperty({ example: 1 })
  version!: number;
}

export class NameUsePage extends PageInfo {
  @ApiProperty({ type: [NameUseView] })
  items!: NameUseView[];
}
