import { Readable } from 'node:stream';
import { camt053 } from './camt-053';
import type { EntryFacts } from './entry';

const OPEN = '<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">';
const message = (...entries: string[]) =>
  `${OPEN}<BkToCstmrStmt><GrpHdr><MsgId>M</MsgId></GrpHdr><Stmt><Id>1</Id>${entries.join('')}</Stmt></BkToCstmrStmt></Document>`;

const entry = (rest: string, { amount = '100.00', side = 'DBIT', status = '<Cd>BOOK</Cd>' } = {}) =>
  `<Ntry><Amt Ccy="GBP">${amount}</Amt><CdtDbtInd>${side}</CdtDbtInd><Sts>${status}</Sts>` +
  `<BookgDt><DtTm>2026-11-20T08:00:00Z</DtTm></BookgDt><AcctSvcrRef>B-1</AcctSvcrRef><NtryDtls>${rest}</NtryDtls></Ntry>`;

const transaction = (id: string, amount = '') =>
  `<TxDtls><Refs><EndToEndId>${id}</EndToEndId></Refs>${amount === '' ? '' : `<Amt Ccy="GBP">${amount}</Amt>`}` +
  '<RltdPties><Cdtr><Pty><Nm>Oak &amp; Ash</Nm></Pty></Cdtr></RltdPties><RmtInf><Ustrd>W-1/2</Ustrd></RmtInf></TxDtls>';

/** In pieces that end anywhere. */
async function read(xml: string): Promise<EntryFacts[]> {
  const bytes = Buffer.from(xml);
  const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, at) => bytes.subarray(at * 7, at * 7 + 7));
  const found: EntryFacts[] = [];
  for await (const batch of camt053(Readable.from(pieces), { statements: 0 })) found.push(...batch);
  return found;
}

describe('a camt.053 message', () => {
  it('tells day, amount, direction, ids, reference and payee of each entry', async () => {
    expect(await read(message(entry(transaction('RUN-1-1'))))).toEqual([
      {
        bookedOn: '2026-11-20',
        amountPence: 10_000,
        currency: 'GBP',
        direction: 'debit',
        reversal: false,
        number: 'B-1',
        flaw: null,
        returnCode: null,
        endToEndId: 'RUN-1-1',
        reference: 'W-1/2',
        names: ['Oak & Ash'],
        batchIds: [],
      },
    ]);
  });

  it('tells a batch one by one where each has its amount, with numbers of their own', async () => {
    const found = await read(message(entry(transaction('A', '60.00') + transaction('B', '40.00'))));
    expect(found.map(({ endToEndId, amountPence, number }) => [endToEndId, amountPence, number])).toEqual([
      ['A', 6_000, 'B-1/A'],
      ['B', 4_000, 'B-1/B'],
    ]);
  });

  it('is one sum where the batch is not told one by one, and flawed where its parts do not add up', async () => {
    const batch = '<Btch><PmtInfId>RUN-4-1-1</PmtInfId></Btch>';
    expect(await read(message(entry(batch)))).toMatchObject([{ amountPence: 10_000, batchIds: ['RUN-4-1-1'] }]);
    expect(await read(message(entry(batch + transaction('A') + transaction('B'))))).toHaveLength(1);
    const wrong = await read(message(entry(transaction('A', '60.00') + transaction('B', '41.00'))));
    expect(wrong).toMatchObject([{ amountPence: 10_000, flaw: 'details_differ' }]);
  });

  it('tells what is only announced, and why money came back', async () => {
    const returned = '<TxDtls><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls>';
    expect(await read(message(entry(returned, { side: 'CRDT' })))).toMatchObject([
      { direction: 'credit', returnCode: 'AC04' },
    ]);
    expect(await read(message(entry('', { status: '<Cd>PDNG</Cd>' })))).toMatchObject([{ flaw: 'not_booked' }]);
  });

  it('tells apart two parts of a batch that say the same, and does not trust parts in another currency or without amount', async () => {
    const nameless = (amount: string, currency = 'GBP') =>
      `<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><Amt Ccy="${currency}">${amount}</Amt></TxDtls>`;
    const twins = await read(message(entry(nameless('50.00') + nameless('50.00'))));
    expect(twins.map(({ endToEndId, number }) => [endToEndId, number])).toEqual([
      [null, 'B-1/NOTPROVIDED'],
      [null, 'B-1/NOTPROVIDED/2'],
    ]);
    for (const parts of [
      nameless('50.00') + nameless('50.00', 'EUR'),
      nameless('100.00') + transaction('A'),
      nameless('60.00'),
    ]) {
      expect(await read(message(entry(parts)))).toMatchObject([{ amountPence: 10_000, flaw: 'details_differ' }]);
    }
    expect(await read(message(entry(nameless('100.00') + nameless('0.00'))))).toMatchObject([{ flaw: null }]);
  });

  it('has no movement in an entry of nothing, and numbers of a statement that say which statement it is', async () => {
    expect(await read(message(entry('', { amount: '0.00' })))).toEqual([]);
    const byPlace = message(entry('').replace('AcctSvcrRef>B-1</AcctSvcrRef', 'NtryRef>1</NtryRef'));
    const account = '<Id>1</Id><Acct><Id><Othr><Id>12345678</Id></Othr></Id></Acct>';
    const [of1] = await read(byPlace);
    const [of2] = await read(byPlace.replace('<Id>1</Id>', account));
    expect([of1?.number, of2?.number]).toEqual(['/1/1', '12345678/1/1']);
  });

  describe('with its balances', () => {
    const balance = (kind: string, amount: string, side = 'CRDT') =>
      `<Bal><Tp><CdOrPrtry><Cd>${kind}</Cd></CdOrPrtry></Tp><Amt Ccy="GBP">${amount}</Amt><CdtDbtInd>${side}</CdtDbtInd></Bal>`;
    const out = entry('');
    const announced = entry('', { status: '<Cd>PDNG</Cd>' });

    it.each([
      ['the two agree', balance('OPBD', '250.00') + balance('CLBD', '150.00'), out],
      ['it is overdrawn', balance('OPBD', '0.00') + balance('CLBD', '100.00', 'DBIT'), out + announced],
      ['the closing one of yesterday stands for the opening', balance('PRCD', '100.00') + balance('CLBD', '0'), out],
      ['there is only one', balance('CLBD', '9.00'), out],
      ['there are two closing ones', balance('OPBD', '1.00') + balance('CLBD', '9.00').repeat(2), out],
      [
        'it is a page of several',
        `<StmtPgntn><PgNb>2</PgNb></StmtPgntn>${balance('OPBD', '1.00')}${balance('CLBD', '9.00')}`,
        out,
      ],
    ])('is read where %s', async (_, balances, entries) => {
      expect(await read(message(balances, entries))).not.toEqual([]);
    });

    it('is refused where an entry is missing, with by how much', async () => {
      const cut = message(balance('OPBD', '250.00'), balance('CLBD', '50.00'), out);
      await expect(read(cut)).rejects.toThrow(
        'Statement 1: its entries and its opening balance differ from its closing balance by £100.00',
      );
    });
  });

  it.each([
    ['a document type', `<!DOCTYPE x [<!ENTITY e "e">]>${message()}`, 'document type'],
    ['an entity of its own', message(entry('&e;')), 'not sound XML'],
    ['no end', message().slice(0, -20), 'not sound XML'],
    ['another root', '<Document xmlns="urn:other"/>', 'not a camt.053 statement (it says urn:other)'],
    ['depth', message(entry('<a>'.repeat(60) + '</a>'.repeat(60))), 'nested deeper'],
    ['an endless text', message(entry(`<a>${'x'.repeat(3_000)}</a>`)), 'longer than any'],
    ['an amount of three decimals', message(entry('', { amount: '1.001' })), 'Entry 1'],
    ['an amount below nothing', message(entry('', { amount: '-1.00' })), '"-1.00" is not an amount above nothing'],
    ['no direction', message(entry('', { side: 'OUT' })), 'neither DBIT nor CRDT'],
  ])('with %s is refused', async (_, xml, said) => {
    await expect(read(xml)).rejects.toThrow(said);
  });
});
