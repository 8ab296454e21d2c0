/** npm run pictures: the pictures in docs/, as the last run of the browser tests took them. */
import { copyFile } from 'node:fs/promises';
import { fileURLToPath, URL } from 'node:url';

const PICTURES = {
  'manager-home-whole': 'manager-home-wide',
  partnership: 'manager-partnership-wide',
  'new-contract': 'contract-new-check-wide',
  'payment-run': 'finance-run-submitted-wide',
  reconciling: 'reconcile-statement-wide',
  'group-home': 'group-home-late-narrow',
  'group-payments': 'group-payments-wide',
  'not-arrived': 'payment-not-arrived-check-narrow',
};

const root = new URL('../../', import.meta.url);
for (const [name, taken] of Object.entries(PICTURES)) {
  const from = new URL(`test-results/screenshots/${taken}.png`, root);
  await copyFile(fileURLToPath(from), fileURLToPath(new URL(`docs/pictures/${name}.png`, root)));
}
