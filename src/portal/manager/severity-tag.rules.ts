export interface TagWords {
  text: string;
  /** The library's colour; the words say the same. */
  colour: string;
}

const SEVERITY_TAGS: Readonly<Record<string, TagWords>> = {
  critical: { text: 'Urgent', colour: 'red' },
  serious: { text: 'Serious', colour: 'orange' },
  attention: { text: 'Check', colour: 'yellow' },
};

export function severityTag(severity: string): TagWords {
  return SEVERITY_TAGS[severity] ?? { text: severity, colour: 'grey' };
}
