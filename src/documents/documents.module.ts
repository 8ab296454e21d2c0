import { Module } from '@nestjs/common';
import { AttachedDocumentsService } from './attached-documents.service';
import { DocumentsController } from './documents.controller';

@Module({
  controllers: [DocumentsController],
  providers: [AttachedDocumentsService],
  exports: [AttachedDocumentsService],
})
export class DocumentsModule {}
