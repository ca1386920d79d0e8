import { readContract } from '../../../../src/http/api/contract.ts';
import { send } from '../../../support/api-client.ts';

/** The addresses that the documentation must have. */
export function expectedPaths(): string[] {
  const { operations, document } = readContract('partner');
  const slugs = operations.map(({ operationId }) =>
    operationId.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
  );
  const events = Object.keys(Object(document['webhooks']));
  return [
    '/docs',
    ...slugs.map((slug) => `/docs/operations/${slug}`),
    ...events.map((name) => `/docs/events/${name}`),
  ];
}

export async function openPage(server: { url: string }, path: string): Promise<string> {
  const { status, text } = await send(server, path);
  if (status !== 200) throw new Error(`${path}: ${status}`);
  return text;
}

export interface Block {
  title: string;
  language: string;
  /** Empty where the text is bound to no schema. */
  schemaPointer: string;
  text: string;
}

/** The blocks of code as a reader copies them. */
export function blocksOf(page: string): Block[] {
  const pattern =
    /<figcaption>(.*?)<\/figcaption><pre tabindex="0" data-language="(\w+)"(?: data-schema="(.*?)")?><code>(.*?)<\/code>/gs;
  return [...page.matchAll(pattern)].map(
    ([, title = '', language = '', schemaPointer = '', marked = '']) => ({
      title: shown(title),
      language,
      schemaPointer: shown(schemaPointer),
      text: shown(marked),
    }),
  );
}

const characters: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };

/** Markup as a browser shows it. */
export function shown(markup: string): string {
  return markup
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => characters[name] ?? '');
}
