import { applyDecorators } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';

/** How the API document tells what `sendFile` answers of a document: one of the types that are taken. */
export function ApiStoredFile(): MethodDecorator {
  return applyDecorators(
    ApiProduces('application/pdf', 'image/jpeg', 'image/png', 'image/heic', 'image/heif', 'image/webp'),
    ApiOkResponse({ description: 'The file.', schema: { type: 'string', format: 'binary' } }),
  );
}
