/** The scopes of the partner API, in the order in which they are shown. */
export const scopes = [
  'users',
  'teams',
  'departments',
  'conversations',
  'transcripts',
  'insights',
  'recordings',
  'notetaker',
  /** Ours, not in the documented API. */
  'ingest',
] as const;

export type Scope = (typeof scopes)[number];

export function isScope(text: string): text is Scope {
  return scopes.some((scope) => scope === text);
}
