import { Module } from '@nestjs/common';
import { RemittanceWriter } from '../remittances/remittance-writer.service';
import { RemittancesController } from '../remittances/remittances.controller';
import { Remittances } from '../remittances/remittances.service';
import { ExportTemplateChanges } from '../templates/export-template-changes.service';
import { ExportTemplatesController } from '../templates/export-templates.controller';
import { ExportTemplates } from '../templates/export-templates.service';
import { VaultModule } from '../vault/vault.module';
import { MappedTextsController } from './mapped-texts.controller';
import { MappedTexts } from './mapped-texts.service';
import { RunFiles } from './run-files.service';

/** The files that a payment run is sent in, the column sets of ledgers, and what payees are told. */
@Module({
  imports: [VaultModule],
  controllers: [ExportTemplatesController, RemittancesController, MappedTextsController],
  providers: [ExportTemplates, ExportTemplateChanges, RunFiles, Remittances, RemittanceWriter, MappedTexts],
  exports: [ExportTemplates, ExportTemplateChanges, RunFiles, Remittances, RemittanceWriter, MappedTexts],
})
export class FormatsModule {}
