import { camt053 } from './camt-053';
import type { EntryFacts } from './entry';

const OPEN = '<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">';
const document = (...statements: string[]) =>
  `${OPEN}<BkToCstmrStmt><GrpHdr><MsgId>M</MsgId></GrpHdr>${statements.map((s) => `<Stmt><Id>1</Id>${s}</Stmt>`).join('')}</BkToCstmrStmt></Document>`;

const entry = (rest: string, { amount = '100.00', side = 'DBIT', currency = 'GBP', status = 'BOOK' } = {}) =>
  `<Ntry><NtryRef>7</NtryRef><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${side}</CdtDbtInd><Sts><Cd>${status}</Cd></Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt><AcctSvcrRef>B-1</AcctSvcrRef>${rest}</Ntry>`;

const transaction = (id: string, amount: string) =>
  `<TxDtls><Refs><EndToEndId>${id}</EndToEndId></Refs><Amt Ccy="GBP">${amount}</Amt><RltdPties><Cdtr><Pty><Nm>Oak &amp; Ash</Nm></Pty></Cdtr></RltdPties><RmtInf><Ustrd>W-1/2</Ustrd></RmtInf></TxDtls>`;

async function read(xml: string, pieces = 7): Promise<EntryFacts[]> {
  const bytes = Buffer.from(xml);
  // eslint-disable-next-line @typescript-eslint/require-await
  const chunks = (async function* () {
    for (let at = 0; at < bytes.length; at += pieces) yield bytes.subarray(at, at + pieces);
  })();
  const found: EntryFacts[] = [];
  for await (const batch of camt053(chunks, { statements: 0 })) found.push(...batch);
  return found;
}
