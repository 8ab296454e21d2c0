import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsString, Matches, MaxLength } from 'class-validator';
import { NestedList } from '../platform';
import { MOST_WORDS } from './words.rules';

export class OwnWordDto {
  @ApiProperty({ maxLength: 80, example: 'Place team' })
  @IsString()
  @MaxLength(80)
  @Matches(/^\S[^\p{Cc}]*$/u, { message: 'term must be a word or a few on one line.' })
  term!: string;

  @ApiProperty({ description: 'In plain words.', maxLength: 500, example: 'Those of us who plan for one town.' })
  @IsString()
  @MaxLength(500)
  @Matches(/\S/, { message: 'meaning must say what the word means.' })
  meaning!: string;
}

export class KeepWordsDto {
  @ApiProperty({
    type: [OwnWordDto],
    description: 'All of them: what is left out is explained as Accord does, or not.',
  })
  @ArrayMaxSize(MOST_WORDS)
  @NestedList(() => OwnWordDto)
  words!: OwnWordDto[];
}

export class WordsView {
  @ApiProperty({ type: [OwnWordDto] })
  words!: OwnWordDto[];
  @ApiProperty({ description: '1 before the first change.', example: 1 })
  version!: number;
}
