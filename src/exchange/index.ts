export { loadDemo, signInsOfDemo } from './demo';
export { ExchangeModule } from './exchange.module';
export { ImportService } from './import/import.service';
export type { ImportFile, ImportRequest, ImportResult } from './import/import-request';
export { writeRowsToMend } from './import/rows-to-mend';
export type { ImportFileKind } from './import/reading';
