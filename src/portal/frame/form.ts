import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { DomainError } from '../../shared/domain-error';
import { withDays } from './wording.rules';

/** What a form sent: a text for each field, or several where a field may be ticked more than once. */
export type Answers = Readonly<Record<string, string | readonly string[]>>;

/** One thing that is wrong with a form; without a field it is about the whole. */
export interface FormError {
  field: string | null;
  text: string;
}

/** The answers cannot be used as they are: the page is shown again with them. */
export class FormRefused extends Error {
  constructor(
    readonly status: number,
    readonly errors: readonly FormError[],
  ) {
    super('The form was refused.');
  }
}

/** The answers in a body, without outer spaces but in passwords. */
export function answersIn(body: unknown): Answers {
  if (typeof body !== 'object' || body === null) return {};
  const texts = Object.entries(body).flatMap(([name, value]) => {
    const text = textOf(name, value);
    return text === null ? [] : [[name, text] as const];
  });
  return Object.fromEntries(texts);
}

function textOf(name: string, value: unknown): string | string[] | null {
  if (Array.isArray(value)) return value.map(String);
  if (typeof value !== 'string') return null;
  return /password/i.test(name) ? value : value.trim();
}

/** The answers as the page's form class describes them. Throws FormRefused with one message a field. */
export function readForm<Form extends object>(form: new () => Form, answers: Answers): Form {
  const filled = plainToInstance(form, answers);
  const errors = validateSync(filled, { whitelist: true, stopAtFirstError: true });
  if (errors.length === 0) return filled;
  throw new FormRefused(
    422,
    errors.map(({ property, constraints }) => ({
      field: property,
      text: Object.values(constraints ?? {})[0] ?? 'Answer this question',
    })),
  );
}

const STATUS = { invalid: 422, conflict: 409, 'too-large': 413, 'too-many': 429 } as const;

/** Who goes back to a form that was done, changes an answer and sends it again has sent its key twice. */
const KEY = '/Idempotency-Key';
const SENT_BEFORE: FormError = {
  field: null,
  text: 'You sent this form before, with other answers, and it was done as you said then. If you want this done too, send it once more.',
};

/** What the person can mend on the form itself; null when it is anything else. */
export function asRefusal(error: unknown): FormRefused | null {
  if (error instanceof FormRefused) return error;
  if (!(error instanceof DomainError) || !(error.kind in STATUS)) return null;
  const status = STATUS[error.kind as keyof typeof STATUS];
  if (error.fields.some(({ pointer }) => pointer === KEY)) return new FormRefused(status, [SENT_BEFORE]);
  const fields = error.fields.map(({ pointer, detail }) => ({ field: fieldAt(pointer), text: withDays(detail) }));
  return new FormRefused(status, fields.length > 0 ? fields : [{ field: null, text: withDays(error.message) }]);
}

/** `/terms/rhythm` is the field `terms-rhythm`. */
function fieldAt(pointer: string): string {
  return pointer.replace(/^\//, '').replaceAll('/', '-');
}
