import type { SummarySection, SummarySectionKind } from '../../engines/analysis/analyser.ts';

/** Headings by BCP 47 primary subtag; other languages have the English ones. */
const headings: Record<string, Record<SummarySectionKind, string>> = {
  en: {
    about: 'About',
    decisions: 'Decisions',
    numbers: 'Prices and numbers',
    open_points: 'Open points',
    next_steps: 'Next steps',
  },
  sv: {
    about: 'Om samtalet',
    decisions: 'Beslut',
    numbers: 'Priser och siffror',
    open_points: 'Öppna punkter',
    next_steps: 'Nästa steg',
  },
};

/** The long summary in Markdown: a heading for each section, a list item for each point. */
export function summaryMarkdown(sections: readonly SummarySection[], language: string): string {
  const titles = headings[language.split('-')[0] ?? ''] ?? headings['en'];
  return sections
    .map(({ kind, points }) =>
      [`## ${titles?.[kind]}`, '', ...points.map(({ text }) => `- ${plain(text)}`)].join('\n'),
    )
    .join('\n\n');
}

/** Words of a conversation are no markup. */
function plain(text: string): string {
  return text.replace(/[\\`*_[\]<>#|~]/gu, '\\$&');
}
