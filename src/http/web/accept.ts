/** Browsers name HTML; a client that takes anything, as curl, gets text. RFC 9110, 12.5.1. */
export function prefersHtml(accept: string | undefined): boolean {
  const html = qualityOf(accept, 'text/html');
  return html > 0 && html >= qualityOf(accept, 'text/plain');
}

/** The weight of the item in an Accept or Accept-Encoding header; 0 where it is not named. */
export function qualityOf(accept: string | undefined, name: string): number {
  for (const item of (accept ?? '').toLowerCase().split(',')) {
    const [named, ...parameters] = item.split(';').map((part) => part.trim());
    if (named !== name) continue;
    const [, quality = '1'] = /^q=(.*)$/.exec(parameters.find((part) => part.startsWith('q=')) ?? '') ?? [];
    return Number(quality) || 0;
  }
  return 0;
}
