export { AttachedDocumentsService } from './attached-documents.service';
export { DocumentListQuery, toDocumentView } from './documents.dto';
export type { DocumentView } from './documents.dto';
export { DocumentsModule } from './documents.module';
export type { Subject, SubjectKind } from './subject';
