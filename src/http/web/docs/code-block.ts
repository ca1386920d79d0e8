import { type CodeLanguage, codePieces } from '../../../../contract/reference/code-pieces.ts';
import { type Html, html } from '../html.ts';

export interface Code {
  title: string;
  language: CodeLanguage;
  text: string;
  /** A JSON pointer to the schema that the text fits, for those that check it. */
  schemaPointer?: string;
}

export function codeBlock({ title, language, text, schemaPointer = '' }: Code): Html {
  const coloured = codePieces(language, text).map((piece) =>
    piece.kind === 'plain' ? piece.text : html`<span class="${piece.kind}">${piece.text}</span>`,
  );
  const schema = schemaPointer === '' ? '' : html` data-schema="${schemaPointer}"`;
  // A long line scrolls, so the box takes the keyboard's focus.
  return html`<figure class="code"><figcaption>${title}</figcaption><pre tabindex="0" data-language="${language}"${schema}><code>${coloured}</code></pre></figure>`;
}

export const jsonBlock = (title: string, value: unknown, schemaPointer = ''): Html =>
  codeBlock({ title, language: 'json', text: JSON.stringify(value, null, 2), schemaPointer });
