import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** /api/openapi.json, and the same to read at /api/docs. */
export function serveApiDocument(app: NestFastifyApplication): void {
  const config = new DocumentBuilder().setTitle('Accord').setVersion('1').build();
  SwaggerModule.setup('api/docs', app, () => SwaggerModule.createDocument(app, config), {
    jsonDocumentUrl: 'api/openapi.json',
  });
}
