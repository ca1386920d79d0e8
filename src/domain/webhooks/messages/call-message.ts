import type { WebhookContent } from '../contents.ts';

/** The news that people get after a call. All texts are as they were said or found: whoever shows them escapes them. */
export interface CallMessage {
  title: string;
  /** Null where the conversation was not analysed. */
  summary: string | null;
  actionItems: string[];
  /** So many more were found. */
  furtherItems: number;
  /** The conversation's page, for those who may see it; null where there is none. */
  link: string | null;
}

/** Whose conversation it is; null where nobody's. */
export interface CallOwner {
  name: string | null;
  email: string | null;
}

interface ShownConversation {
  id: string;
  title: string;
  summary: string | null;
  user: CallOwner | null;
}

interface ShownInsight {
  type: string;
  text: string;
  owner?: string | null;
  due_date?: string | null;
}

const longestTitle = 140;
const longestSummary = 600;
const longestItem = 200;
const mostItems = 10;

/** The message of what was copied when the conversation was completed. `app` is where people open it, null where the conversation is made up. */
export function readCallMessage(
  content: WebhookContent,
  app: string | null,
): { message: CallMessage; owner: CallOwner | null } {
  // Both columns hold what was stringified from these.
  const { id, title, summary, user }: ShownConversation = JSON.parse(content.conversation ?? 'null');
  const insights: ShownInsight[] = JSON.parse(content.insights ?? '[]');
  const items = insights.filter(({ type }) => type === 'action_item').map(itemText);
  const message = {
    title: shortened(title, longestTitle),
    summary: summary === null ? null : shortened(summary, longestSummary),
    actionItems: items.slice(0, mostItems),
    furtherItems: Math.max(0, items.length - mostItems),
    link: app && `${app}/conversations/${id}`,
  };
  return { message, owner: user };
}

function itemText({ text, owner, due_date: due }: ShownInsight): string {
  const whose = [owner, due && `due ${due}`].filter(Boolean).join(', ');
  const item = shortened(text, longestItem);
  return whose === '' ? item : `${item} (${shortened(whose, longestItem)})`;
}

/** At most `most` characters on one line; the end is cut off at a whole one. */
function shortened(text: string, most: number): string {
  const characters = [...text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim()];
  return characters.length <= most ? characters.join('') : `${characters.slice(0, most - 1).join('')}…`;
}

/** English, as all texts of the house. */
export const phrases = {
  noSummary: 'There is no summary: the conversation could not be analysed.',
  actionItems: 'Action items',
  furtherItems: (count: number): string => `… and ${count} more.`,
  open: 'Open the conversation',
  sentBy: 'Sent by Meetric after the conversation was processed.',
} as const;
