/** A word of the health service or of its money that a group meets in these pages, and what it means. */
export interface GlossaryTerm {
  term: string;
  /** Where the glossary has it. */
  anchor: string;
  meaning: string;
  /** How texts may write it, besides as the term is written; whole words only. */
  also?: readonly string[];
  /** Whether capitals matter: "ICB" is a term, and "icb" is none. */
  exact?: true;
}

export const GLOSSARY: readonly GlossaryTerm[] = [
  {
    term: 'Bacs',
    anchor: 'bacs',
    exact: true,
    meaning: 'The usual way in which organisations in the UK pay. Money sent on a Monday is there on Wednesday.',
  },
  {
    term: 'Bank Rate',
    anchor: 'bank-rate',
    exact: true,
    meaning: 'The interest rate that the Bank of England sets. Statutory interest is eight per cent above it.',
  },
  {
    term: 'Banking day',
    anchor: 'banking-day',
    also: ['banking days', 'working day', 'working days'],
    meaning: 'Monday to Friday, without bank holidays. Payments move on no other day.',
  },
  {
    term: 'Capacity',
    anchor: 'capacity',
    meaning: 'How much your group can take on just now. You say it in your own words, and may change it at any time.',
  },
  {
    term: 'Commencement',
    anchor: 'commencement',
    meaning: 'What both sides agree at the start: who leads, how and how often you talk, and when reports are due.',
  },
  {
    term: 'Commissioning',
    anchor: 'commissioning',
    also: ['commissioner', 'commissioners', 'commissioned', 'commission'],
    meaning: 'How the health service decides what people need, chooses who provides it, and pays for it.',
  },
  {
    term: 'Contract for services',
    anchor: 'contract-for-services',
    meaning:
      'You do a piece of work and are paid for it. The law on late payment applies, so that interest may be claimed.',
  },
  {
    term: 'Deputy',
    anchor: 'deputy',
    also: ['deputies'],
    meaning: 'Whoever answers for the lead when they are away.',
  },
  {
    term: 'Fixed sum',
    anchor: 'fixed-sum',
    meaning: 'What the law adds to interest for a late payment: £40, £70 or £100, depending on how much was owed.',
  },
  {
    term: 'Freedom of Information',
    anchor: 'foi',
    also: ['FOI', 'information request'],
    meaning:
      'Anybody may ask a public body what it holds. It can refuse some of it, and should ask you before it gives out what is about you.',
  },
  {
    term: 'Grant',
    anchor: 'grant',
    also: ['grants'],
    meaning: 'Money given to support your work, rather than to buy it. The law on late payment does not apply to it.',
  },
  {
    term: 'Health body',
    anchor: 'health-body',
    also: ['health bodies'],
    meaning: 'An organisation of the health service or a council that works with your group and may pay you.',
  },
  {
    term: 'ICB',
    anchor: 'icb',
    exact: true,
    also: ['Integrated Care Board', 'Integrated Care Boards', 'ICBs'],
    meaning: 'Integrated Care Board: the NHS body that plans and pays for most health services in an area of England.',
  },
  {
    term: 'In advance',
    anchor: 'in-advance',
    meaning: 'The money is there before the work begins, so that you need not use your reserves.',
  },
  {
    term: 'In arrears',
    anchor: 'in-arrears',
    meaning: 'The money comes after the work, so that you pay for the work first.',
  },
  {
    term: 'Invoice',
    anchor: 'invoice',
    also: ['invoices'],
    meaning: 'A bill: a dated paper with a number that says what you are owed and for what.',
  },
  {
    term: 'Lead',
    anchor: 'lead',
    also: ['leads', 'named lead', 'named leads'],
    meaning: 'The one person on each side who answers for a contract.',
  },
  {
    term: 'Mentor',
    anchor: 'mentor',
    meaning: 'Somebody of the health body who helps a group that is new to it to find its way.',
  },
  {
    term: 'Payee name',
    anchor: 'payee-name',
    also: ['payee'],
    meaning: 'The name on your bank account, as your bank has it. It may differ from the name you are known by.',
  },
  {
    term: 'Publication name',
    anchor: 'publication-name',
    also: ['open data'],
    meaning:
      'Health bodies publish whom they pay. This is the name that Accord gives for you there: until you choose one, it says “Partner group”.',
  },
  {
    term: 'Purchase order',
    anchor: 'purchase-order',
    also: ['purchase orders', 'PO number'],
    meaning: 'A number with which the health body allows a sum to be spent. Without one, many of them cannot pay.',
  },
  {
    term: 'Remittance',
    anchor: 'remittance',
    also: ['remittances'],
    meaning: 'A note that says what a payment into your account was for.',
  },
  {
    term: 'Reserves',
    anchor: 'reserves',
    meaning: 'Savings that keep your group going when money is late or unexpected things happen.',
  },
  {
    term: 'Schedule',
    anchor: 'schedule',
    meaning: 'The list of payments of a contract, with the day on which each is to be in your account.',
  },
  {
    term: 'Sponsor',
    anchor: 'sponsor',
    meaning: 'Somebody senior in the health body who stands behind the work.',
  },
  {
    term: 'Statutory interest',
    anchor: 'statutory-interest',
    meaning: 'Interest that the law lets you claim on a late payment. Whether you do is up to you.',
  },
  {
    term: 'Variation',
    anchor: 'variation',
    also: ['variations'],
    meaning: 'A change of a contract that both sides agree.',
  },
  {
    term: 'VAT',
    anchor: 'vat',
    exact: true,
    meaning: 'A tax on what is sold. Many groups charge none; the contract says whether it is added.',
  },
  {
    term: 'VCSE',
    anchor: 'vcse',
    exact: true,
    meaning: 'Voluntary, community and social enterprise: what the NHS calls groups like yours.',
  },
];

/** Terms, and how they are found in a text: it is gone through once for all of them. */
export interface Words {
  terms: readonly GlossaryTerm[];
  written: ReadonlyMap<string, GlossaryTerm>;
  any: RegExp;
}

const waysOf = ({ term, also = [] }: GlossaryTerm): string[] => [term, ...also];
const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function wordsOf(terms: readonly GlossaryTerm[]): Words {
  const ways = terms.flatMap((term) => waysOf(term).map((way) => [way.toLowerCase(), term] as const));
  // What is written first wins, so that a word of one's own comes before the one that everybody has.
  const written = new Map([...ways].reverse());
  // The longer of two first: "place team" is not "place".
  const longestFirst = [...written.keys()].sort((one, other) => other.length - one.length).map(literal);
  return {
    terms: [...terms].sort((one, other) => one.term.localeCompare(other.term, 'en')),
    written,
    any: new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst.join('|')})(?![\\p{L}\\p{N}])`, 'giu'),
  };
}

export const STANDARD_WORDS = wordsOf(GLOSSARY);

/** With what a health body explains in its own way, which takes the place of what everybody reads. */
export function wordsWith(own: readonly { term: string; meaning: string }[]): Words {
  if (own.length === 0) return STANDARD_WORDS;
  return wordsOf([...own.map(({ term, meaning }) => ({ term, meaning, anchor: '' })), ...GLOSSARY]);
}

/** The terms that a text uses, in the order of the alphabet. */
export function termsIn(text: string, words: Words = STANDARD_WORDS): GlossaryTerm[] {
  const found = new Set<GlossaryTerm>();
  for (const [met] of text.matchAll(words.any)) {
    const term = words.written.get(met.toLowerCase());
    if (term !== undefined && (term.exact !== true || waysOf(term).includes(met))) found.add(term);
  }
  return words.terms.filter((term) => found.has(term));
}
