import { Type } from 'class-transformer';
import { IsInt, Min } from 'class-validator';

const AGAIN = { message: 'Open the page again, then send it' };

/** A form about a record of which the reader saw one version: what somebody else did meanwhile is not overwritten. */
export class VersionForm {
  @Type(() => Number)
  @IsInt(AGAIN)
  @Min(1, AGAIN)
  version!: number;
}
