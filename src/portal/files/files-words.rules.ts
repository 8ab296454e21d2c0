import type { Side } from '../../shared/side';
import { fileSize } from '../paperwork/paper-words.rules';

type SubjectKind = 'contract' | 'payment' | 'contact' | 'decision';

interface Of {
  kind: SubjectKind;
  id: string;
}

interface WithSubject {
  contractId: string | null;
  instalmentId: string | null;
  engagementId: string | null;
  decisionId: string | null;
}

const PLACES: Readonly<Record<SubjectKind, string>> = {
  contract: 'contracts',
  payment: 'payments',
  contact: 'contact-log',
  decision: 'decisions',
};

/** Where the record itself is read. */
export function recordAt(organisationId: string, { kind, id }: Of): string {
  return `/o/${organisationId}/${PLACES[kind]}/${id}`;
}

/** Where the files of a record are. */
export function filesAt(organisationId: string, of: Of): string {
  return `${recordAt(organisationId, of)}/files`;
}

/** What a file goes with: of a payment, its contract is named as well. */
export function subjectOfFile({ contractId, instalmentId, engagementId, decisionId }: WithSubject): Of {
  if (decisionId !== null) return { kind: 'decision', id: decisionId };
  if (engagementId !== null) return { kind: 'contact', id: engagementId };
  return instalmentId === null ? { kind: 'contract', id: contractId ?? '' } : { kind: 'payment', id: instalmentId };
}

/** Who added a file, or removed it, as a reader of one side says it. */
export function whoIs(side: Side, reader: 'health' | 'group'): string {
  if (side === reader) return 'your side';
  return side === 'group' ? 'the group' : 'the health body';
}

const KINDS: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'image/jpeg': 'Photo',
  'image/png': 'Picture',
  'image/heic': 'Photo',
  'image/heif': 'Photo',
  'image/webp': 'Picture',
};

/** "PDF, 48 KB" */
export function whatItIs({ mediaType, sizeBytes }: { mediaType: string; sizeBytes: number }): string {
  return `${KINDS[mediaType] ?? 'File'}, ${fileSize(sizeBytes)}`;
}
