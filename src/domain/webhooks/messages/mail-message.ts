import { htmlText } from '../../mail/html-text.ts';
import { type CallMessage, phrases } from './call-message.ts';

/** The mail to the owner of a conversation, for readers with and without HTML. */
export function mailMessage(message: CallMessage): { subject: string; text: string; html: string } {
  const { title, summary, actionItems, furtherItems, link } = message;
  const further = furtherItems > 0 ? [phrases.furtherItems(furtherItems)] : [];
  const text = [
    title,
    summary ?? phrases.noSummary,
    ...(actionItems.length > 0
      ? [[`${phrases.actionItems}:`, ...actionItems.map((item) => `- ${item}`), ...further].join('\n')]
      : []),
    ...(link === null ? [] : [`${phrases.open}: ${link}`]),
    phrases.sentBy,
  ];
  const html = [
    `<h1 style="font-size:1.3em">${htmlText(title)}</h1>`,
    `<p>${htmlText(summary ?? phrases.noSummary)}</p>`,
    ...(actionItems.length > 0
      ? [
          `<h2 style="font-size:1.1em">${phrases.actionItems}</h2>`,
          `<ul>${actionItems.map(listItem).join('')}</ul>`,
        ]
      : []),
    ...further.map((line) => `<p>${line}</p>`),
    ...(link === null ? [] : [`<p><a href="${htmlText(link)}">${phrases.open}</a></p>`]),
    `<p><small>${phrases.sentBy}</small></p>`,
  ];
  const head = '<meta charset="utf-8">';
  return {
    subject: title,
    text: `${text.join('\n\n')}\n`,
    html: `<!doctype html><html><head>${head}</head><body>\n${html.join('\n')}\n</body></html>\n`,
  };
}

function listItem(item: string): string {
  return `<li>${htmlText(item)}</li>`;
}
