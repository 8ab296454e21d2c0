/** Public registers by their org-id.guide code. Nobody needs a number in any of them. */
export const SCHEMES = ['GB-CHC', 'GB-COH', 'GB-SC', 'GB-NIC', 'GB-MPR', 'GB-NHS', 'GB-LAE'] as const;
export type Scheme = (typeof SCHEMES)[number];

export interface Identifier {
  scheme: Scheme;
  value: string;
}

interface Register {
  /** In the words of a letterhead. */
  calls: string;
  form: RegExp;
  example: string;
  /** What people leave out or add when they write it by hand. */
  complete: (text: string) => string;
}

const asItIs = (text: string) => text;
const padded = (prefix: string, digits: number) => (text: string) => {
  const bare = text.startsWith(prefix) ? text.slice(prefix.length) : text;
  return /^\d+$/.test(bare) ? prefix + bare.padStart(digits, '0') : text;
};

const REGISTERS: Record<Scheme, Register> = {
  'GB-CHC': {
    calls: 'a charity number of England and Wales',
    form: /^[1-9]\d{5,6}(-\d{1,3})?$/,
    example: '1123456',
    complete: (text) => text.replace(/^0+(?=\d)/, ''),
  },
  'GB-COH': {
    calls: 'a company number',
    form: /^(\d{8}|[A-Z]{2}\d{6}|[A-Z]{2}\d{5}[A-Z]|R\d{7})$/,
    example: '01234567',
    complete: companyNumber,
  },
  'GB-SC': { calls: 'a Scottish charity number', form: /^SC\d{6}$/, example: 'SC012345', complete: padded('SC', 6) },
  'GB-NIC': {
    calls: 'a charity number of Northern Ireland',
    form: /^NIC\d{6}$/,
    example: 'NIC100000',
    complete: padded('NIC', 6),
  },
  'GB-MPR': {
    calls: 'a number of the Mutuals Public Register',
    form: /^[A-Z]{0,2}\d{1,6}[A-Z]{0,2}$/,
    example: 'IP12345R',
    complete: asItIs,
  },
  'GB-NHS': { calls: 'an ODS code', form: /^[A-Z0-9]{2,10}$/, example: 'QWE', complete: asItIs },
  'GB-LAE': { calls: 'a local authority code', form: /^[A-Z]{3}$/, example: 'BIR', complete: asItIs },
};

/** The number as the register writes it; null when it cannot be one of that register. */
export function readIdentifier(scheme: Scheme, text: string): string | null {
  const { form, complete } = REGISTERS[scheme];
  const value = complete(text.replace(/\s/g, '').toUpperCase());
  return form.test(value) && /[A-Z1-9]/.test(value) ? value : null;
}

/** What to say when readIdentifier gives null. */
export function notOfScheme(scheme: Scheme): string {
  const { calls, example } = REGISTERS[scheme];
  return `This is not ${calls} (${scheme}); write it like ${example}, or leave it out: no number is needed.`;
}

/** Companies House writes eight characters; spreadsheets and people lose the zeros in front. */
function companyNumber(text: string): string {
  const [, letters = '', digits = ''] = /^([A-Z]{0,2})(\d+)$/.exec(text) ?? [];
  return digits === '' ? text : letters + digits.padStart(8 - letters.length, '0');
}
