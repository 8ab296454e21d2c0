import { Transform } from 'class-transformer';
import { IsArray, IsIn, IsOptional, Matches, MaxLength } from 'class-validator';
import {
  ChangeOrganisationDto,
  COMMUNITIES,
  COMMUNITY_WORDS,
  inWords,
  KIND_WORDS,
  KINDS_OF_WORK,
  WAY_WORDS,
  WAYS_OF_WORKING,
} from '../../organisations';
import type { Community, KindOfWork, WayOfWorking, WorkView } from '../../organisations';
import { VersionForm } from '../frame/version-form';

const LIST = { each: true, message: 'Choose from the list' };

/** What is ticked: nothing, one, or several. */
export const ticked = ({ value }: { value: unknown }): unknown[] => (value === undefined ? [] : [value].flat());

/** What a group works on, as its form sends it: the whole. */
export class WorkForm extends VersionForm {
  @Transform(ticked)
  @IsArray()
  @IsIn(KINDS_OF_WORK, LIST)
  kindsOfWork: KindOfWork[] = [];

  @Transform(ticked)
  @IsArray()
  @IsIn(KINDS_OF_WORK, LIST)
  kindsNotDone: KindOfWork[] = [];

  @Transform(ticked)
  @IsArray()
  @IsIn(COMMUNITIES, LIST)
  communities: Community[] = [];

  @Transform(ticked)
  @IsArray()
  @IsIn(WAYS_OF_WORKING, LIST)
  ways: WayOfWorking[] = [];

  @IsOptional()
  @MaxLength(300, { message: 'Say it in at most 300 characters' })
  @Matches(/^[^\p{Cc}]*$/u, { message: 'Where the work is must be on one line' })
  area?: string;
}

export function workWanted({
  kindsOfWork,
  kindsNotDone,
  communities,
  ways,
  area = '',
}: WorkForm): ChangeOrganisationDto {
  const said = { kindsOfWork, kindsNotDone, communities, ways, area: area === '' ? null : area };
  return Object.assign(new ChangeOrganisationDto(), said);
}

/** A list as checkboxes or a select take it. */
export function optionsOf(words: Readonly<Record<string, string>>): { value: string; text: string }[] {
  return Object.entries(words).map(([value, text]) => ({ value, text }));
}

/** The lists for the fields of the form. */
export const WORK_OPTIONS = {
  kinds: optionsOf(KIND_WORDS),
  communities: optionsOf(COMMUNITY_WORDS),
  ways: optionsOf(WAY_WORDS),
};

/** What is said of a group's work, in words; an empty list was not said. */
export function workInWords({ kindsOfWork, kindsNotDone, communities, ways, area }: WorkView) {
  return {
    kinds: inWords(KIND_WORDS, kindsOfWork),
    notDone: inWords(KIND_WORDS, kindsNotDone),
    communities: inWords(COMMUNITY_WORDS, communities),
    ways: inWords(WAY_WORDS, ways),
    area,
  };
}
