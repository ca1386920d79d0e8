import { randomUUID } from 'node:crypto';
import { contractOperations } from './contract.ts';

interface OperationRow {
  /** From the reference's endpoint table; null where any token will do. */
  scope: string | null;
  success: 200 | 201 | 503;
  /** Counts toward the daily quota. */
  counts?: true;
  /** Made anew for each request where it must be. */
  body?: object | (() => object);
}

/** The same one again would be known by its content. */
function newTranscript(): object {
  return { transcript: { messages: [{ speaker_name: 'Jane', text: `Call me ${randomUUID()}.` }] } };
}

/** Facts about each operation. The tests of what all operations share go through them. */
const rows: Record<string, OperationRow> = {
  getAccount: { scope: null, success: 200 },
  listUsers: { scope: 'users', success: 200 },
  listTeams: { scope: 'teams', success: 200 },
  listDepartments: { scope: 'departments', success: 200 },
  listConversations: { scope: 'conversations', success: 200 },
  getConversation: { scope: 'conversations', success: 200, counts: true },
  getConversationTranscript: { scope: 'transcripts', success: 200, counts: true },
  getConversationInsights: { scope: 'insights', success: 200, counts: true },
  getConversationRecordingUrl: { scope: 'recordings', success: 200, counts: true },
  getConversationSummary: { scope: 'conversations', success: 200, counts: true },
  requestNotetaker: {
    scope: 'notetaker',
    success: 503,
    body: { meeting_url: 'https://meet.google.com/abc-defg-hij' },
  },
  createConversation: { scope: 'ingest', success: 201, body: newTranscript },
  listWebhookDeliveries: { scope: null, success: 200 },
};

export interface EveryOperation extends OperationRow {
  id: string;
  method: string;
  /** The path for one conversation. */
  path(conversationId: string): string;
  readsConversation: boolean;
}

/** One entry for each operation of the contract; an operation without a row is an error. */
export const everyOperation: readonly EveryOperation[] = contractOperations.map(
  ({ id, method, template }) => {
    const row = rows[id];
    if (!row) throw new Error(`test/support/operation-rows.ts has no row for ${id}`);
    const readsConversation = template.includes('{id}');
    return { ...row, id, method, readsConversation, path: (given) => template.replace('{id}', given) };
  },
);

/** Those that answer with content. */
export const everyRead = everyOperation.filter(({ method }) => method === 'GET');
/** Those that read one conversation. */
export const everyConversationRead = everyOperation.filter(({ readsConversation }) => readsConversation);

/** The method and body of an operation's ordinary request. */
export function initOf({ method, body }: EveryOperation): { method: string; body?: object } {
  if (!body) return { method };
  return { method, body: typeof body === 'function' ? body() : body };
}
