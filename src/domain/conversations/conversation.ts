export type ConversationStatus = 'processing' | 'completed' | 'failed';

export const media = ['call', 'meeting', 'in_person', 'upload'] as const;

/** One who has the name of a speaker is that speaker. */
export interface Participant {
  /** Of one whom a person has changed, or who stood beside one; see participants.ts. */
  id?: string;
  name: string | null;
  email: string | null;
  role: string | null;
  phone?: string | null;
}

interface Named {
  id: string;
  name: string;
}

export interface ConversationKey {
  accountId: string;
  id: string;
}

/** All that a list row and a detail show of a conversation. */
export interface Conversation {
  id: string;
  status: ConversationStatus;
  title: string;
  company: string | null;
  startedAt: Date;
  durationSeconds: number | null;
  medium: string;
  sentiment: string | null;
  conversationType: string | null;
  summary: string | null;
  department: Named | null;
  user: (Named & { email: string }) | null;
  participants: Participant[];
}
