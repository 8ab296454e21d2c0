export { FindingsModule } from './findings.module';
export { ReportService } from './report.service';
export type { Report } from './report.dto';
