import { BadRequestException, ValidationPipe } from '@nestjs/common';
import { applyDecorators } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { registerDecorator } from 'class-validator';
import { isCalendarDate } from '../../shared/calendar-date';
import type { FieldError } from '../../shared/domain-error';

/** What came in does not have the form that the API document says: 400, naming each field. */
export class BadInputError extends BadRequestException {
  constructor(readonly fields: readonly FieldError[]) {
    super(fields.length === 1 ? 'One field is not right.' : `${String(fields.length)} fields are not right.`);
  }
}

/** Unknown fields are refused, not dropped. */
export function inputPipe(): ValidationPipe {
  return new ValidationPipe({
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
