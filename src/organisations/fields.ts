import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { Length, Matches, ValidateIf } from 'class-validator';

const ONE_LINE = /^[^\p{Cc}]*$/u;

/** A text of 1 to `most` characters, over several lines if need be. Spaces around it are taken off, accents composed. */
export function Words(most: number): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim().normalize('NFC') : value)),
    Length(1, most, { message: ({ property }) => `${property} must be a text of 1 to ${String(most)} characters.` }),
  );
}

/** The same on one line: a name, a number, a place. */
export function Line(most: number): PropertyDecorator {
  return applyDecorators(
    Words(most),
    Matches(ONE_LINE, { message: ({ property }) => `${property} must be on one line, without control characters.` }),
  );
}

/** What a change leaves out stays as it is; unlike IsOptional it does not take null. */
export function MayBeLeftOut(): PropertyDecorator {
  return ValidateIf((_, value) => value !== undefined);
}
