import { calendarDate } from '../../shared/calendar-date';
import { apCsv } from '../formats/ap-csv.rules';
import type { ExportTemplate } from '../formats/export-template.rules';
import { journalCsv } from '../formats/journal-csv.rules';
import type { LineFacts, RunFacts } from '../formats/run-facts';

const PAY_ON = calendarDate('2026-04-01');

/** Made up, so that a preview shows nobody's payments. */
const SAMPLE: LineFacts = {
  position: 1,
  groupId: '',
  payOn: PAY_ON,
  dueOn: PAY_ON,
  periodStartsOn: calendarDate('2026-04-01'),
  periodEndsOn: calendarDate('2026-04-30'),
  amountPence: 125_000,
  payeeName: 'Example Payee One',
  supplierNumber: '501187',
  reference: 'EX-014-1',
  invoiceNumber: 'INV-0007',
  purchaseOrderNumber: 'PO-4411',
  costCentre: '41000',
  accountCode: '6210',
  analysisCode: 'A1',
};

const SAMPLES: readonly LineFacts[] = [
  SAMPLE,
  {
    ...SAMPLE,
    position: 2,
    amountPence: 83_350,
    payeeName: 'Example Payee, the Second',
    supplierNumber: '501201',
    reference: 'EX-022-3',
    invoiceNumber: null,
    purchaseOrderNumber: null,
    costCentre: '41500',
  },
  {
    ...SAMPLE,
    position: 3,
    amountPence: 1_000_005,
    payeeName: 'Example "Third" Payee',
    supplierNumber: '0098',
    reference: 'EX-030-12',
    invoiceNumber: '=12',
    analysisCode: null,
  },
];

const RUN: RunFacts = {
  number: 12,
  sequence: 7,
  madeAt: new Date('2026-03-27T09:30:00Z'),
  madeOn: calendarDate('2026-03-27'),
  payerName: 'Example Health Body',
  days: [
    {
      payOn: PAY_ON,
      lineCount: SAMPLES.length,
      totalPence: SAMPLES.reduce((sum, { amountPence }) => sum + amountPence, 0),
    },
  ],
};

/** What a file of three made-up payments looks like with a column set. Throws as the file's writer does. */
export async function previewOf(template: ExportTemplate): Promise<string> {
  const write = template.kind === 'ap_csv' ? apCsv : journalCsv;
  let text = '';
  for await (const piece of write(RUN, template, samples())) text += piece;
  return text;
}

async function* samples(): AsyncGenerator<LineFacts> {
  for (const line of SAMPLES) yield await Promise.resolve(line);
}
