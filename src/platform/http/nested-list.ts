import { applyDecorators } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsArray, IsObject, ValidateNested } from 'class-validator';

/**
 * A list of objects in a body, each judged by the rules of its class. The validator by itself takes a list of lists for a
 * list of objects, and judges nothing in it.
 */
export function NestedList(type: () => new () => object, { message }: { message?: string } = {}): PropertyDecorator {
  return applyDecorators(
    IsArray(message === undefined ? undefined : { message }),
    IsObject({ each: true, message: ({ property }) => `Each of ${property} must be an object.` }),
    ValidateNested({ each: true }),
    Type(type),
  );
}
