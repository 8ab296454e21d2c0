import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ArrayUnique, IsArray, IsIn } from 'class-validator';
import { COMMUNITIES, KINDS_OF_WORK, WAYS_OF_WORKING } from './work-lists.rules';
import type { Community, KindOfWork, WayOfWorking } from './work-lists.rules';

/** Several of a list, each once. */
export function SomeOf(codes: readonly string[]): PropertyDecorator {
  return applyDecorators(IsArray(), ArrayUnique(), IsIn(codes, { each: true }));
}

/** As a query names its columns. */
export interface WorkRow {
  kinds_of_work: KindOfWork[];
  kinds_not_done: KindOfWork[];
  communities: Community[];
  ways: WayOfWorking[];
  area: string | null;
}

export class WorkView {
  @ApiProperty({
    enum: KINDS_OF_WORK,
    isArray: true,
    description: 'What it does; empty: not said.',
    example: ['wellbeing'],
  })
  kindsOfWork!: KindOfWork[];
  @ApiProperty({
    enum: KINDS_OF_WORK,
    isArray: true,
    description: 'What it says it does not do.',
    example: ['legal_advice'],
  })
  kindsNotDone!: KindOfWork[];
  @ApiProperty({
    enum: COMMUNITIES,
    isArray: true,
    description: 'Whom its work is for; empty: not said.',
    example: ['older'],
  })
  communities!: Community[];
  @ApiProperty({
    enum: WAYS_OF_WORKING,
    isArray: true,
    description: 'How it works; empty: not said.',
    example: ['peer'],
  })
  ways!: WayOfWorking[];
  @ApiProperty({ type: String, nullable: true, description: 'Where it works.', example: 'Westmere and the coast' })
  area!: string | null;
}

/** The columns of `organisation` that a `WorkRow` is made of. */
export const WORK_COLUMNS = ['kinds_of_work', 'kinds_not_done', 'communities', 'ways', 'area'] as const;

export function toWorkView(row: WorkRow): WorkView {
  return {
    kindsOfWork: row.kinds_of_work,
    kindsNotDone: row.kinds_not_done,
    communities: row.communities,
    ways: row.ways,
    area: row.area,
  };
}
