import { type CallMessage, phrases } from './call-message.ts';

/**
 * The body for an incoming webhook of Slack. Words of the conversation stand in plain_text objects only, where no mark-up
 * and no mention is read: https://docs.slack.dev/messaging/formatting-message-text
 */
export function slackMessage({ title, summary, actionItems, furtherItems, link }: CallMessage): Buffer {
  const items = [
    ...actionItems.map((item) => `• ${item}`),
    ...(furtherItems > 0 ? [phrases.furtherItems(furtherItems)] : []),
  ];
  const blocks = [
    { type: 'header', text: plain(title || '–', longestHeader) },
    section(plain(summary || phrases.noSummary)),
    ...(items.length > 0 ? [section(plain(`${phrases.actionItems}:`))] : []),
    ...items.map((item) => section(plain(item))),
    ...(link === null ? [] : [section({ type: 'mrkdwn', text: `<${escaped(link)}|${phrases.open}>` })]),
  ];
  // `text` is shown in notifications.
  return Buffer.from(JSON.stringify({ text: escaped(title), blocks }));
}

function section(text: object) {
  return { type: 'section', text };
}

/** Slack refuses longer ones. It does not say whether it counts before or after escaping, so it is after. */
const longestHeader = 150;
const longestText = 3_000;

function plain(text: string, most = longestText) {
  return { type: 'plain_text', text: fitted(text, most), emoji: false };
}

/** Escaped; a longer text ends with an ellipsis at a whole character. */
function fitted(text: string, most: number): string {
  if (escaped(text).length <= most) return escaped(text);
  let kept = '';
  for (const character of text) {
    const next = kept + escaped(character);
    if (next.length >= most) break;
    kept = next;
  }
  return `${kept}…`;
}

/** The three characters that Slack reads as its own, also in plain text. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
