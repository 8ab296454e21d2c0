import { BadRequestException, ValidationPipe } from '@nestjs/common';
import type { ArgumentMetadata, Type } from '@nestjs/common';
import { applyDecorators } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { registerDecorator } from 'class-validator';
import { isCalendarDate } from '../../shared/calendar-date';
import type { FieldError } from '../../shared/domain-error';
import { keepRulesOfClasses } from './kept-rules';

/** What came in does not have the form that the API document says: 400, naming each field. */
export class BadInputError extends BadRequestException {
  constructor(readonly fields: readonly FieldError[]) {
    super(fields.length === 1 ? 'One field is not right.' : `${String(fields.length)} fields are not right.`);
  }
}

/**
 * A query without parameters is judged once for each kind of query: what comes of nothing is the same each time, and most
 * reads of one record ask nothing further.
 */
class InputPipe extends ValidationPipe {
  private readonly mayBeEmpty = new WeakSet<Type>();

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const { type, metatype } = metadata;
    if (type !== 'query' || metatype === undefined || !isEmpty(value)) return super.transform(value, metadata);
    if (this.mayBeEmpty.has(metatype)) return new metatype();
    const judged: unknown = await super.transform(value, metadata);
    if (judged instanceof metatype && this.toValidate(metadata)) this.mayBeEmpty.add(metatype);
    return judged;
  }
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** Unknown fields are refused, not dropped. */
export function inputPipe(): ValidationPipe {
  keepRulesOfClasses();
  return new InputPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    exceptionFactory: (errors) => new BadInputError(errors.flatMap((error) => fieldErrors(error, ''))),
  });
}

function fieldErrors(error: ValidationError, above: string): FieldError[] {
  const pointer = `${above}/${error.property}`;
  const own = Object.values(error.constraints ?? {}).map((detail) => ({ pointer, detail: wording(detail, error) }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldErrors(child, pointer))];
}

function wording(detail: string, { property }: ValidationError): string {
  return detail.startsWith('property ') ? `There is no field "${property}" here.` : detail;
}

/** A real calendar day written YYYY-MM-DD, with no time of day. */
export function IsCalendarDate(): PropertyDecorator {
  return applyDecorators((target: object, property: string | symbol) => {
    registerDecorator({
      name: 'isCalendarDate',
      target: target.constructor,
      propertyName: property as string,
      validator: {
        validate: (value) => typeof value === 'string' && isCalendarDate(value),
        defaultMessage: () => `${String(property)} must be a date in the calendar, written YYYY-MM-DD.`,
      },
    });
  });
}
