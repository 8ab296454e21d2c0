import { BadRequestException, ValidationPipe } from '@nestjs/common';
import type { ArgumentMetadata, Type } from '@nestjs/common';
import { applyDecorators } from '@nestjs/common';
import type { ValidationError, ValidationOptions } from 'class-validator';
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

/** Queries of this length at the most are remembered, and so many of each kind; the eldest makes room. */
const LONGEST_REMEMBERED = 300;
const MOST_REMEMBERED = 200;

type Judged = Record<string, unknown>;

/**
 * A query that was in order is judged once: what comes of the same parameters is the same each time, most reads of one
 * record ask nothing further, and a list is asked for again and again in the same words. What is refused is judged anew,
 * and only plain values are remembered, so that each request has a copy of its own.
 */
class InputPipe extends ValidationPipe {
  private readonly inOrder = new WeakMap<Type, Map<string, Judged>>();

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const { type, metatype } = metadata;
    if (type !== 'query' || metatype === undefined || !this.toValidate(metadata)) {
      return super.transform(value, metadata);
    }
    const asked = JSON.stringify(value);
    const known = this.inOrder.get(metatype)?.get(asked);
    if (known !== undefined) return Object.assign(new metatype() as Judged, known);
    const judged = (await super.transform(value, metadata)) as Judged;
    if (judged instanceof metatype) this.remember(metatype, asked, judged);
    return judged;
  }

  private remember(metatype: Type, asked: string, judged: Judged): void {
    if (asked.length > LONGEST_REMEMBERED || Object.values(judged).some((value) => typeof value === 'object')) return;
    const known = this.inOrder.get(metatype) ?? new Map<string, Judged>();
    this.inOrder.set(metatype, known);
    const [eldest] = known.keys();
    if (known.size >= MOST_REMEMBERED && eldest !== undefined) known.delete(eldest);
    known.set(asked, { ...judged });
  }
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

/** A real calendar day written YYYY-MM-DD, with no time of day, in the years 1900 to 2200. */
export function IsCalendarDate(options: ValidationOptions = {}): PropertyDecorator {
  return applyDecorators((target: object, property: string | symbol) => {
    registerDecorator({
      name: 'isCalendarDate',
      target: target.constructor,
      propertyName: property as string,
      options,
      validator: {
        validate: (value) => typeof value === 'string' && isCalendarDate(value),
        defaultMessage: () =>
          `${String(property)} must be a date in the calendar, written YYYY-MM-DD, in the years 1900 to 2200.`,
      },
    });
  });
}
