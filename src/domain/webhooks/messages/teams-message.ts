import { type CallMessage, phrases } from './call-message.ts';

/**
 * The body for "When a Teams webhook request is received" of Workflows: an Adaptive Card. Words of the conversation stand in
 * text runs, which know no Markdown: https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features
 */
export function teamsMessage({ title, summary, actionItems, furtherItems, link }: CallMessage): Buffer {
  const items = [
    ...actionItems.map((item) => `• ${item}`),
    ...(furtherItems > 0 ? [phrases.furtherItems(furtherItems)] : []),
  ];
  const card = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    // Of rich text; Teams on a telephone knows no later one.
    version: '1.2',
    body: [
      textOf(title || '–', { size: 'large', weight: 'bolder' }),
      textOf(summary || phrases.noSummary),
      ...(items.length > 0 ? [textOf(phrases.actionItems, { weight: 'bolder' })] : []),
      ...items.map((item) => textOf(item)),
    ],
    ...(link === null ? {} : { actions: [{ type: 'Action.OpenUrl', title: phrases.open, url: link }] }),
  };
  const contentType = 'application/vnd.microsoft.card.adaptive';
  const attachments = [{ contentType, contentUrl: null, content: card }];
  return Buffer.from(JSON.stringify({ type: 'message', attachments }));
}

function textOf(text: string, style: { size?: 'large'; weight?: 'bolder' } = {}) {
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, ...style }] };
}
